"""Signing in with an SMS code instead of password and puzzle; it also lifts a lock (A7)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.sign_in import MobileCodeForm
from accounts.models import User
from accounts.queries import sign_in as doors
from accounts.queries.accounts import is_staff
from accounts.services import second_factor, session
from accounts.services.sign_in import unlock
from accounts.views.sign_in import arrival
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code, send_code


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        return arrival.welcome(request, request.user, arrival.asked_next(request))
    if request.method == "GET":
        return _page(request, MobileCodeForm())
    asking = request.POST.get("action") == "send"
    form = MobileCodeForm(request.POST, asking=asking)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _send(request, form) if asking else _try(request, form)


def _send(request: HttpRequest, form: MobileCodeForm) -> HttpResponse:
    """The page is the same whether the number is known or not."""
    mobile = form.cleaned_data["mobile"]
    known = bool(doors.user_by_mobile(mobile) or doors.sign_up_by_mobile(mobile))
    sent = send_code(mobile, CodePurpose.SIGN_IN, request=request, deliver=known)
    if not sent.ok:
        form.add_error("mobile", sent.problem)
        return _page(request, form, status=429)
    messages.success(request, "如果这个手机号已注册，验证码会在一分钟内送达，5 分钟内有效。")
    return _page(request, form, sent=True)


def _try(request: HttpRequest, form: MobileCodeForm) -> HttpResponse:
    mobile = form.cleaned_data["mobile"]
    result = check_code(mobile, CodePurpose.SIGN_IN, form.cleaned_data["code"])
    if not result.ok:
        form.add_error("code", result.message)
        return _page(request, form, sent=True, status=422)
    user = doors.user_by_mobile(mobile)
    if user is None:
        return _without_account(request, mobile)
    return _admit(request, user, form)


def _without_account(request: HttpRequest, mobile: str) -> HttpResponse:
    sign_up = doors.sign_up_by_mobile(mobile)
    if sign_up is not None:
        return arrival.to_sign_up(request, sign_up)
    messages.info(request, "这个手机号还没有账号，请先注册。")
    return redirect("accounts:sign-up")


def _admit(request: HttpRequest, user: User, form: MobileCodeForm) -> HttpResponse:
    if not user.is_active:
        form.add_error(None, "这个账号已停用。如需恢复，请联系所在学校或主管教育部门的管理员。")
        return _page(request, form, status=422)
    unlock(user, request=request)
    if is_staff(user):
        second_factor.note_proof(request, user)
        messages.success(request, "手机号已验证，锁定已解除。工作人员登录还须输入密码。")
        return redirect("accounts:sign-in")
    session.begin(request, user, way="code")
    return arrival.welcome(request, user, arrival.asked_next(request))


def _page(
    request: HttpRequest, form: MobileCodeForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "sent": sent, "next": arrival.asked_next(request)}
    return render(request, "accounts/sign_in/code.html", context, status=status)
