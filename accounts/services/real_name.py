"""实名核验: the one way in which a name changes (A11)."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest

from accounts.account_notices import tell
from accounts.models import User
from accounts.services.profile import set_display_name
from identity.models import Person
from identity.services import Verification, rename_verified
from portal.audit.services import record
from portal.clock import now
from portal.connectors.real_name.client import Verdict, verify
from portal.messaging.ratelimit import Limit, Refusal, take

# Each question costs money and tells something: an honest person needs very few.
PER_PERSON = Limit("real_name", 5, 24 * 3600)


@dataclass(frozen=True)
class Checked:
    """What the source said, or that there were too many questions today."""

    verdict: Verdict | None
    refusal: Refusal | None = None

    @property
    def matches(self) -> bool:
        return self.verdict is Verdict.MATCH

    @property
    def message(self) -> str:
        """Chinese, for the person; empty for a match."""
        if self.verdict is None:
            return "今天实名核验的次数已用完，请明天再试，或联系学校管理员。"
        return "" if self.matches else f"{self.verdict.value}。"


def check(person: Person, name: str, *, actor: User, request: HttpRequest) -> Checked:
    """Ask the source whether name and number belong together. Call it outside transactions."""
    refusal = take((PER_PERSON, str(person.pk)))
    if refusal is not None:
        return Checked(None, refusal)
    verdict = verify(name, person.id_number)
    record(
        "accounts.real_name_check",
        actor=actor,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        detail={"verdict": verdict.name.lower()},
        request=request,
    )
    return Checked(verdict)


@transaction.atomic
def rename(user: User, person: Person, name: str, *, request: HttpRequest) -> None:
    """The source confirmed the name: the person and the account carry it from now on."""
    at = now()
    verification = Verification(f"real-name:{at.isoformat()}", name, at)
    before = person.name
    renamed = rename_verified(person, name, verification, actor=user, request=request)
    if renamed.name != before:
        set_display_name(user, renamed.name)
        tell(user, "accounts.name", {"name": renamed.name})
