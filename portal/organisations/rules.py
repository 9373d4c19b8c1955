"""What may lie where in the tree, who may hold and give which role, and who reviews whom."""

from collections.abc import Iterable

from portal.organisations import queries
from portal.organisations.enums import BUREAUS, SEPARATED_ROLES, BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.scope import Scope

_PARENTS: dict[BodyKind, tuple[BodyKind, ...]] = {
    BodyKind.PROVINCE: (),
    BodyKind.CITY: (BodyKind.PROVINCE,),
    BodyKind.COUNTY: (BodyKind.PROVINCE, BodyKind.CITY),
    BodyKind.SCHOOL: BUREAUS,
    BodyKind.BASE: BUREAUS,
    BodyKind.POINT: (*BUREAUS, BodyKind.SCHOOL),
}
_PLACES: dict[Role, tuple[BodyKind, ...]] = {
    Role.SCHOOL_ADMIN: (BodyKind.SCHOOL,),
    Role.BASE_ADMIN: (BodyKind.BASE,),
    Role.BUREAU_ADMIN: BUREAUS,
    Role.REVIEWER: (*BUREAUS, BodyKind.BASE),
    Role.POINT_CLERK: (BodyKind.POINT,),
    Role.SYSTEM_ADMIN: (BodyKind.PROVINCE, BodyKind.CITY),
    Role.SECURITY_ADMIN: (BodyKind.PROVINCE, BodyKind.CITY),
    Role.AUDIT_ADMIN: (BodyKind.PROVINCE, BodyKind.CITY),
}
_BUREAU_GIVES = frozenset({Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.REVIEWER, Role.POINT_CLERK})
_BUREAU_KEEPS = frozenset({BodyKind.SCHOOL, BodyKind.BASE, BodyKind.POINT})

_ADMINISTRATORS = frozenset({Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN})


def may_lie_under(kind: BodyKind | str, parent: Body | None) -> bool:
    if parent is None:
        return kind == BodyKind.PROVINCE
    return parent.kind in _PARENTS[BodyKind(kind)]


def may_hold_at(role: Role | str, body: Body) -> bool:
    """A role fits only some kinds of body."""
    return body.kind in _PLACES[Role(role)]


def excludes(role: Role | str, held: Iterable[Role | str]) -> bool:
    """三员分立 (GB/T 22239, level 3): system, security and audit are three different hands.

    One hand holds one of them, at one place.
    """
    return role in SEPARATED_ROLES and any(other in SEPARATED_ROLES for other in held)


def may_keep(scope: Scope, body: Body) -> bool:
    """May change or close this body: the system administrator, or a bureau what it runs."""
    if scope.covers(body, Role.SYSTEM_ADMIN):
        return True
    return body.kind in _BUREAU_KEEPS and scope.covers(body, Role.BUREAU_ADMIN)


def may_describe(scope: Scope, body: Body) -> bool:
    """May change who to call there and when: whoever keeps the body or administers it itself."""
    own = any(grant.body_id == body.pk and grant.role in _ADMINISTRATORS for grant in scope.grants)
    return own or may_keep(scope, body)


def may_create(scope: Scope, kind: BodyKind | str, parent: Body | None) -> bool:
    if parent is None or not may_lie_under(kind, parent):
        return False
    if scope.covers(parent, Role.SYSTEM_ADMIN):
        return True
    return kind in _BUREAU_KEEPS and scope.covers(parent, Role.BUREAU_ADMIN)


def may_give(scope: Scope, role: Role | str, body: Body) -> bool:
    """May grant or end this role at this body, as far as rank and place decide.

    The security administrator gives every role; a bureau those of what it runs, and bureau
    administrators only below itself.
    """
    if not may_hold_at(role, body):
        return False
    if scope.covers(body, Role.SECURITY_ADMIN):
        return True
    if role in _BUREAU_GIVES:
        return scope.covers(body, Role.BUREAU_ADMIN)
    return role == Role.BUREAU_ADMIN and any(
        grant.holds(body) and grant.body_id != body.pk
        for grant in scope.with_roles(Role.BUREAU_ADMIN)
    )


def at_the_province(scope: Scope, *roles: Role | str) -> bool:
    """Holds one of the roles at a province itself: who keeps what is the same for all below."""
    return any(grant.kind == BodyKind.PROVINCE for grant in scope.with_roles(*roles))


def reviewing_bodies(unit: Body) -> list[Body]:
    """Who reviews what comes from `unit`: itself, its base, then the bureaus above (A4)."""
    base = [unit.base] if unit.base is not None else []
    return [unit, *base, *queries.bureaus_above(unit)]
