"""Signing in with an SMS code instead of password and puzzle; it also lifts a lock (A7)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.sign_in import MobileCodeForm
from accounts.models import User
from accounts.queries import sign_in as doors
from accounts.queries.accounts import is_staff
from accounts.services import second_factor, session
from accounts.services.sign_in import unlock
from accounts.views import codes
from accounts.views.sign_in import arrival
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code

_SEND = "accounts:sign-in-send-code"


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
    return _page(request, form, sent=_sent(request, form.cleaned_data["mobile"]))


def _sent(request: HttpRequest, mobile: str) -> codes.Sent:
    known = bool(doors.user_by_mobile(mobile) or doors.sign_up_by_mobile(mobile))
    return codes.send_to(request, mobile, CodePurpose.SIGN_IN, deliver=known)


@never_cache
@require_POST
def send_code(request: HttpRequest) -> HttpResponse:
    """The small answer beside the button."""
    form = MobileCodeForm(request.POST, asking=True)
    if not form.is_valid():
        return codes.answer(request, codes.Sent(problem=_first_problem(form)), _SEND)
    return codes.answer(request, _sent(request, form.cleaned_data["mobile"]), _SEND)


def _first_problem(form: MobileCodeForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)


def _try(request: HttpRequest, form: MobileCodeForm) -> HttpResponse:
    mobile = form.cleaned_data["mobile"]
    result = check_code(mobile, CodePurpose.SIGN_IN, form.cleaned_data["code"])
    if not result.ok:
        form.add_error("code", result.message)
        return _page(request, form, status=422)
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
    request: HttpRequest,
    form: MobileCodeForm,
    *,
    sent: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "sent": sent,
        "send_url": reverse(_SEND),
        "next": arrival.asked_next(request),
    }
    return render(request, "accounts/sign_in/code.html", context, status=status)
