"""Who may look after whose account (A16): rank and place, never one's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.organisations.enums import SEPARATED_ROLES, Role
from portal.organisations.models import Body
from portal.organisations.rules import at_the_province
from portal.organisations.scope import Scope

VIEWERS = (
    Role.SCHOOL_ADMIN,
    Role.BASE_ADMIN,
    Role.BUREAU_ADMIN,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
)
# Lists of users and bodies may be written to a workbook by these (Y8).
EXPORTERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
# A whole number is for those who deal with the person, not for those who keep the system.
UNMASKERS = (Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN)
CALENDAR_KEEPERS = (Role.SYSTEM_ADMIN, Role.BUREAU_ADMIN)
# Which certificate fits which post is the same for the whole province.
CREDENTIAL_KEEPERS = (Role.BUREAU_ADMIN,)
_ABOVE_SCHOOLS = (Role.BUREAU_ADMIN, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@dataclass(frozen=True)
class Place:
    """Where somebody works; `role` is None for plain employment."""

    body: Body
    role: Role | None = None


def may_keep_calendar(scope: Scope) -> bool:
    """Days off count for the whole province: only there are they changed."""
    return at_the_province(scope, *CALENDAR_KEEPERS)


def may_keep_credential_rules(scope: Scope) -> bool:
    return at_the_province(scope, *CREDENTIAL_KEEPERS)


def may_look_after(scope: Scope, user_id: int, places: Sequence[Place]) -> bool:
    """May disable, enable or reset the account: every place of it lies in the keeper's hands."""
    if scope.user_id == user_id or not places:
        return False
    return all(_keeps(scope, place) for place in places)


def _keeps(scope: Scope, place: Place) -> bool:
    if place.role is None:
        return scope.covers(place.body, Role.SCHOOL_ADMIN, *_ABOVE_SCHOOLS)
    if place.role in SEPARATED_ROLES:
        return scope.covers(place.body, Role.SECURITY_ADMIN)
    if place.role == Role.BUREAU_ADMIN:
        return scope.covers(place.body, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN) or any(
            grant.holds(place.body) and grant.body_id != place.body.pk
            for grant in scope.with_roles(Role.BUREAU_ADMIN)
        )
    return scope.covers(place.body, *_ABOVE_SCHOOLS)
