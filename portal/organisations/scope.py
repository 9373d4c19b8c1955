"""Scope: role × place in the tree. Access is the fetch: what a scope does not hold is not found."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body

# These act for one body only, never for what lies below it.
_SINGLE_BODY_ROLES = frozenset({Role.SCHOOL_ADMIN, Role.POINT_CLERK})


@dataclass(frozen=True)
class Grant:
    """A role held now, and where."""

    role: Role
    body_id: int
    path: str
    kind: BodyKind

    def holds(self, body: Body) -> bool:
        if self.body_id == body.pk:
            return True
        if self.role in _SINGLE_BODY_ROLES:
            return False
        if self.kind == BodyKind.BASE:
            return body.base_id == self.body_id
        return body.path.startswith(self.path)

    def condition(self) -> Q:
        """The same as `holds`, for a query on bodies."""
        if self.role in _SINGLE_BODY_ROLES:
            return Q(pk=self.body_id)
        if self.kind == BodyKind.BASE:
            return Q(pk=self.body_id) | Q(base=self.body_id)
        return Q(path__startswith=self.path)


@dataclass(frozen=True)
class Scope:
    """What one user may see and do; without grants it holds nothing."""

    user_id: int | None
    grants: tuple[Grant, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def with_roles(self, *roles: Role | str) -> tuple[Grant, ...]:
        """Grants of these roles, or all of them when none is named."""
        return tuple(grant for grant in self.grants if not roles or grant.role in roles)

    def only(self, *roles: Role | str) -> "Scope":
        """What these roles alone reach: a right of one role never borrows another's place."""
        return Scope(self.user_id, self.with_roles(*roles))

    def covers(self, body: Body, *roles: Role | str) -> bool:
        return any(grant.holds(body) for grant in self.with_roles(*roles))

    def bodies(self, *roles: Role | str) -> QuerySet[Body]:
        condition = Q(pk__in=[])
        for grant in self.with_roles(*roles):
            condition |= grant.condition()
        return Body.objects.filter(condition)
