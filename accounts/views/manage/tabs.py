"""The lists an administrator can turn to."""

from django.http import HttpRequest
from django.urls import reverse

from accounts.rules.administration import CALENDAR_KEEPERS, VIEWERS, may_keep_calendar
from portal.organisations.enums import Role
from portal.organisations.scope import Scope
from portal.web.components import NavItem

_TABS = (
    ("机构", "accounts:manage-bodies", VIEWERS),
    ("用户", "accounts:manage-users", VIEWERS),
    ("角色", "accounts:manage-grants", (*VIEWERS, Role.AUDIT_ADMIN)),
    ("节假日", "accounts:manage-holidays", CALENDAR_KEEPERS),
)


def tabs_for(request: HttpRequest, scope: Scope) -> list[NavItem]:
    """Those that the person's roles open, the present one marked."""
    found = [
        (label, reverse(name))
        for label, name, roles in _TABS
        if scope.with_roles(*roles) and (roles is not CALENDAR_KEEPERS or may_keep_calendar(scope))
    ]
    return [NavItem(label, url, current=request.path.startswith(url)) for label, url in found]
