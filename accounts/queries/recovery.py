"""Finding the account to be recovered, and requests to replace a lost number."""

from django.db.models import F, QuerySet

from accounts.enums import MobileChangeState
from accounts.models import MobileChange, RecoveryLink, User
from identity.models import Employment
from identity.queries import current_employment, person_by_number
from identity.rules import name_key
from portal.clock import now
from portal.organisations.enums import Role
from portal.organisations.models import Body
from portal.organisations.scope import Scope

KEEPERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)


def account_of(id_kind: str, id_number: str, name: str) -> User | None:
    """The active account of the person whose kind, number and name all match (A10)."""
    person = person_by_number(id_kind, id_number)
    if person is None or person.name_key != name_key(name):
        return None
    return User.objects.select_related("person").filter(person=person, is_active=True).first()


def usable_link(token_hash: str) -> RecoveryLink | None:
    """The link, while it is neither used nor expired and its account may sign in."""
    links = RecoveryLink.objects.select_related("user__person")
    usable = links.filter(used_at=None, expires_at__gt=now(), user__is_active=True)
    return usable.filter(token_hash=token_hash).first()


def changes_in(scope: Scope) -> QuerySet[MobileChange]:
    """Requests for people who work now at a body the scope keeps: open ones, then the latest."""
    people = Employment.objects.filter(ended_on=None, body__in=scope.bodies(*KEEPERS))
    rows = MobileChange.objects.filter(user__person__in=people.values("person"))
    rows = rows.select_related("user__person", "requested_by", "decided_by")
    return rows.order_by(F("decided_at").desc(nulls_first=True), "-created_at")


def open_change(user: User) -> MobileChange | None:
    return MobileChange.objects.filter(user=user, state=MobileChangeState.OPEN).first()


def user_in(scope: Scope, pk: int) -> User:
    """An account whose person works in the scope; User.DoesNotExist otherwise."""
    people = Employment.objects.filter(ended_on=None, body__in=scope.bodies(*KEEPERS))
    rows = User.objects.select_related("person").filter(person__in=people.values("person"))
    user: User = rows.get(pk=pk)
    return user


def unit_of(user: User) -> Body | None:
    """Where the account's person works now."""
    employment = current_employment(user.person) if user.person else None
    return employment.body if employment else None
