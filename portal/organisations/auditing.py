"""What audit administrators reach: the bodies of their subtree, all entries at the province."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.audit.directory import AuditScope
from portal.organisations.access import staff_only
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.queries import scope_of

guard = staff_only(Role.AUDIT_ADMIN)


def audit_scope_of(user: Any) -> AuditScope:
    scope = scope_of(user)
    grants = scope.with_roles(Role.AUDIT_ADMIN)
    everything = any(grant.kind == BodyKind.PROVINCE for grant in grants)
    return AuditScope(everything, scope.bodies(Role.AUDIT_ADMIN).values("pk"))


def body_names(body_ids: Iterable[int]) -> Mapping[int, str]:
    return dict(Body.objects.filter(pk__in=body_ids).values_list("pk", "name"))
