"""Who applies a transition."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.approvals.flow import ActorKind
from portal.audit.actors import Actor as AuditActor
from portal.audit.actors import ApplicantActor, SystemActor
from portal.organisations.queries import NO_SCOPE, Scope, scope_of

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Actor:
    """`by` is how audit knows them; `subject` is the application an applicant has proved theirs."""

    kind: ActorKind
    name: str
    by: AuditActor
    user: "User | None" = None
    scope: Scope = NO_SCOPE
    subject: str = ""

    @property
    def person_id(self) -> int | None:
        return self.user.person_id if self.user else None


def staff(user: "User", scope: Scope | None = None) -> Actor:
    """Somebody with roles; `scope` defaults to what they hold now."""
    return Actor(ActorKind.STAFF, user.display_name, user, user, scope or scope_of(user))


def applicant(user: "User") -> Actor:
    """A signed-in person, acting on what is their own."""
    return Actor(ActorKind.APPLICANT, user.display_name, user, user)


def applicant_without_account(known_as: ApplicantActor, subject: str) -> Actor:
    """Somebody who has proved (by SMS code) that the application `subject` is theirs."""
    return Actor(ActorKind.APPLICANT, known_as.name, known_as, subject=subject)


def system(name: str) -> Actor:
    """The portal's own work: the scheduler."""
    return Actor(ActorKind.SYSTEM, name, SystemActor(name))
