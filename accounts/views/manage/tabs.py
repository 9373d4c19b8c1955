"""The lists an administrator can turn to."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse

from accounts.rules.administration import (
    CALENDAR_KEEPERS,
    CREDENTIAL_KEEPERS,
    VIEWERS,
    may_keep_calendar,
    may_keep_credential_rules,
)
from portal.organisations.enums import Role
from portal.organisations.scope import Scope
from portal.web.components import NavItem

_TABS = (
    ("机构", "accounts:manage-bodies", VIEWERS),
    ("用户", "accounts:manage-users", VIEWERS),
    ("角色", "accounts:manage-grants", (*VIEWERS, Role.AUDIT_ADMIN)),
    ("节假日", "accounts:manage-holidays", CALENDAR_KEEPERS),
    ("证书规则", "accounts:manage-credentials", CREDENTIAL_KEEPERS),
)
# What counts for the whole province is kept there only.
_OF_THE_PROVINCE = {
    "accounts:manage-holidays": may_keep_calendar,
    "accounts:manage-credentials": may_keep_credential_rules,
}


def tabs_for(request: HttpRequest, scope: Scope) -> list[NavItem]:
    """Those that the person's roles open, the present one marked."""
    found = [(label, reverse(name)) for label, name, roles in _TABS if _opens(scope, name, roles)]
    return [NavItem(label, url, current=request.path.startswith(url)) for label, url in found]


def _opens(scope: Scope, name: str, roles: Sequence[Role]) -> bool:
    may_keep = _OF_THE_PROVINCE.get(name)
    return bool(scope.with_roles(*roles)) and (may_keep is None or may_keep(scope))
