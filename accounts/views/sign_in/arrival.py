"""Where people go once they are in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import SignUp, User
from accounts.services import stash
from accounts.views.sign_up.current import work_on
from portal.organisations.enums import Role
from portal.organisations.queries import scope_of
from portal.web.context import LARGE_TYPE_COOKIE
from portal.web.navigation import address

NEXT = "next"
# In this order: who reviews begins there, whatever else they do.
_DESKS = {
    Role.REVIEWER: "approvals:list",
    Role.SCHOOL_ADMIN: "approvals:list",
    Role.BASE_ADMIN: "approvals:list",
    Role.BUREAU_ADMIN: "approvals:list",
    Role.SYSTEM_ADMIN: "accounts:manage",
    Role.SECURITY_ADMIN: "accounts:manage-users",
    Role.AUDIT_ADMIN: "audit:entries",
}
_TEN_YEARS = 10 * 365 * 24 * 3600


def asked_next(request: HttpRequest) -> str:
    """The page of ours that was asked for before the sign-in, or nothing."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""


def home_of(user: User) -> str:
    """Staff begin with what waits for them, teachers with their own page."""
    roles = scope_of(user).roles
    places = (address(place) for role, place in _DESKS.items() if role in roles)
    return next(filter(None, places), "") or address("home:dashboard") or "/"


def welcome(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """On to the asked page; first to a form that was sent after the session had ended."""
    target = address("accounts:resume") if stash.waiting_for(request, user) else wanted
    response = redirect(target or home_of(user))
    if user.large_type:
        response.set_cookie(LARGE_TYPE_COOKIE, "1", max_age=_TEN_YEARS, samesite="Lax")
    else:
        response.delete_cookie(LARGE_TYPE_COOKIE, samesite="Lax")
    return response


def to_sign_up(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    """Somebody whose sign-up is not approved yet sees how it stands."""
    work_on(request, sign_up)
    if sign_up.case_id is None:
        messages.info(request, "您的注册还没有提交。请接着填写。")
        return redirect("accounts:sign-up")
    messages.info(request, "您的注册还没有审核通过，通过后才能登录。这里可以查看进度。")
    return redirect("accounts:sign-up-status")
