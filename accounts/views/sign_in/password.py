"""Signing in with a password and a puzzle."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms.sign_in import EXCUSE_KEY, PasswordForm
from accounts.models import SignUp, User
from accounts.rules import sign_in as rules
from accounts.services import second_factor, session
from accounts.services import sign_in as signing_in
from accounts.services.sign_in import Outcome, Result
from accounts.views.sign_in import arrival
from accounts.views.sign_in.second_factor import to_second_factor
from portal.clock import now
from portal.messaging.ratelimit import Limit, left, take
from portal.web.address import network_of

WRONG_PER_NETWORK = Limit("wrong_passwords", 200, 3600)
_BUSY = "您所在的网络密码输错次数过多。请用短信验证码登录，或一小时后再试。"
_CLOSED = "这个账号已停用。如需恢复，请联系所在学校或主管教育部门的管理员。"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """身份证号或手机号 + 密码 + 拼图."""
    if isinstance(request.user, User):
        return arrival.welcome(request, request.user, arrival.asked_next(request))
    if request.method == "GET":
        return _page(request, PasswordForm(request=request))
    form = PasswordForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, form, status=422)
    request.session[EXCUSE_KEY] = rules.excuse(form.cleaned_data["username"], now())
    return _try(request, form)


def _try(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    network = network_of(request)
    if not left(WRONG_PER_NETWORK, network):
        return _refuse(request, form, _BUSY, status=429)
    typed = form.cleaned_data
    outcome = signing_in.check_password(typed["username"], typed["password"], request=request)
    if outcome.result is Result.WRONG or outcome.result is Result.LOCKED:
        take((WRONG_PER_NETWORK, network))
        return _refuse(request, form, _why(outcome), locked=outcome.lock.locked)
    if outcome.result is Result.CLOSED:
        return _refuse(request, form, _CLOSED)
    request.session.pop(EXCUSE_KEY, None)
    return _admit(request, outcome)


def _admit(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    wanted = arrival.asked_next(request)
    if isinstance(outcome.sign_up, SignUp):
        return arrival.to_sign_up(request, outcome.sign_up)
    if not isinstance(outcome.user, User):
        return redirect("accounts:sign-in")
    user = outcome.user
    if outcome.result is Result.SECOND_FACTOR:
        if not second_factor.is_proved(request, user):
            return to_second_factor(request, user, wanted)
        second_factor.complete(request, user)
    else:
        session.begin(request, user, way="password")
    return arrival.welcome(request, user, wanted)


def _why(outcome: Outcome) -> str:
    if outcome.lock.locked_until is None:
        return rules.wrong_password_text(outcome.lock.tries_left, settings.SIGN_IN_LOCK_MINUTES)
    return f"密码连续输错，账号已锁定，{_clock_time(outcome.lock.locked_until)} 自动解除。"


def _clock_time(instant: datetime) -> str:
    return timezone.localtime(instant).strftime("%H:%M")


def _refuse(
    request: HttpRequest, form: PasswordForm, text: str, *, locked: bool = False, status: int = 422
) -> HttpResponse:
    form.add_error(None, text)
    return _page(request, form, locked=locked, status=status)


def _page(
    request: HttpRequest, form: PasswordForm, *, locked: bool = False, status: int = 200
) -> HttpResponse:
    excused = EXCUSE_KEY in request.session and "captcha" not in form.errors
    context = {
        "form": form,
        "next": arrival.asked_next(request),
        "locked": locked,
        "excused": form.is_bound and excused,
    }
    return render(request, "accounts/sign_in/password.html", context, status=status)
