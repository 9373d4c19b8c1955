"""The places a person can go to, by their roles, and what waits there."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ceducation.queries.teachers import READERS as HOURS_READERS
from portal.messaging.queries import unread_count
from portal.organisations.enums import Role
from portal.organisations.queries import Scope, scope_of
from portal.organisations.rules import at_the_province
from portal.plans.queries import KEEPERS as PLAN_KEEPERS
from portal.plans.queries import keeps_any as keeps_plans
from portal.web.components import NavItem
from portal.web.navigation import address

_REVIEWERS = frozenset({Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN, Role.REVIEWER})
_KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.BUREAU_ADMIN})
_PEOPLE = frozenset(
    {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.BUREAU_ADMIN, Role.SCHOOL_ADMIN, Role.BASE_ADMIN}
)
_CHANGERS = frozenset({Role.SCHOOL_ADMIN, Role.BASE_ADMIN, Role.BUREAU_ADMIN})
_PLACES = (
    ("待办审核", "approvals:list", "inbox", _REVIEWERS),
    ("计划", "plans:list", "calendar-range", frozenset(PLAN_KEEPERS)),
    ("证书", "dual_qualified:certificates", "award", frozenset(PLAN_KEEPERS)),
    ("学时台账", "ceducation:schools", "book-open", frozenset(HOURS_READERS)),
    ("定期注册预填", "registration:schools", "clipboard-list", frozenset(HOURS_READERS)),
    ("机构", "accounts:manage-bodies", "building-2", _KEEPERS),
    ("用户", "accounts:manage-users", "users", _PEOPLE),
    ("手机号码变更", "accounts:mobile-changes", "smartphone", _CHANGERS),
    ("门户内容", "home:content", "megaphone", frozenset({Role.BUREAU_ADMIN})),
    ("审核原因", "approvals:reasons", "list-checks", frozenset({Role.BUREAU_ADMIN})),
    ("节假日", "accounts:manage-holidays", "calendar", frozenset({Role.SYSTEM_ADMIN})),
    ("审计", "audit:entries", "scroll-text", frozenset({Role.AUDIT_ADMIN})),
)


_OF_THE_PROVINCE = frozenset({"accounts:manage-holidays"})
_OF_PLANS = frozenset({"plans:list", "dual_qualified:certificates"})


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Callables: only the layout that shows it asks for it, and pays its queries, once."""
    return {
        "staff_nav": cache(lambda: list(_places(request))),
        "nav_counts": cache(lambda: _counts(request)),
    }


def _counts(request: HttpRequest) -> dict[str, int]:
    if not request.user.is_authenticated:
        return {}
    return {"messaging:inbox": unread_count(request.user)}


def _places(request: HttpRequest) -> Iterator[NavItem]:
    scope = scope_of(request.user)
    keeps = keeps_plans(scope)
    open_to = [
        (label, address(name), icon)
        for label, name, icon, wanted in _PLACES
        if _opens(scope, keeps, name, wanted)
    ]
    here = max((url for _, url, _ in open_to if request.path.startswith(url)), key=len, default="")
    for label, url, icon in open_to:
        yield NavItem(label, url, icon, current=url == here)
    yield NavItem("个人中心", reverse("home:dashboard"), "house")


def _opens(scope: Scope, keeps: bool, name: str, wanted: frozenset[Role]) -> bool:
    """`keeps`: whether plans are their business, which is asked once."""
    if name in _OF_THE_PROVINCE:
        return at_the_province(scope, *wanted)
    if name in _OF_PLANS:
        return keeps
    return bool(scope.with_roles(*wanted))
