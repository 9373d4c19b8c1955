"""修改手机号码."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.profile import MobileForm
from accounts.models import User
from accounts.services import profile
from accounts.services import real_name as checking
from accounts.views import codes
from portal.messaging.enums import CodePurpose
from portal.messaging.services import check_code

_NEW, _OLD = "accounts:mobile-new-code", "accounts:mobile-old-code"
_TAKEN = "这个手机号已被另一个账号使用。如果那也是您的账号，请用它登录或找回密码。"


@sensitive_post_parameters("password")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mobile(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method == "GET":
        return _page(request, MobileForm(initial={"proof": "old" if user.mobile else "password"}))
    action = request.POST.get("action", "")
    if action in {"send", "send_old"}:
        return _sent_without_script(request, user, action)
    form = MobileForm(request.POST)
    if not form.is_valid() or not _proved(request, user, form):
        return _page(request, form, status=422)
    return _change(request, user, form)


def _sent_without_script(request: HttpRequest, user: User, action: str) -> HttpResponse:
    kept = {name: request.POST.get(name, "") for name in ("mobile", "proof")}
    if action == "send":
        sent = codes.send(request, CodePurpose.CHANGE_MOBILE)
        return _page(request, MobileForm(initial=kept), sent=sent)
    sent = codes.send_to(request, user.mobile, CodePurpose.CHANGE_MOBILE)
    return _page(request, MobileForm(initial=kept), sent_old=sent)


def _proved(request: HttpRequest, user: User, form: MobileForm) -> bool:
    """First what costs nothing, then what uses a code up."""
    typed = form.cleaned_data
    if typed["mobile"] == user.mobile:
        form.add_error("mobile", "新手机号和原手机号相同")
        return False
    proof = _by_password if typed["proof"] == "password" else _by_old_number
    return proof(request, user, form) and _new_number_is_mine(form)


def _new_number_is_mine(form: MobileForm) -> bool:
    typed = form.cleaned_data
    result = check_code(typed["mobile"], CodePurpose.CHANGE_MOBILE, typed["code"])
    if not result.ok:
        form.add_error("code", result.message)
    return result.ok


def _by_old_number(request: HttpRequest, user: User, form: MobileForm) -> bool:
    code = form.cleaned_data["old_code"]
    result = check_code(user.mobile, CodePurpose.CHANGE_MOBILE, code)
    if not result.ok:
        form.add_error("old_code", result.message)
    return result.ok


def _by_password(request: HttpRequest, user: User, form: MobileForm) -> bool:
    state = profile.password_is(user, form.cleaned_data["password"])
    if state is not None:
        form.add_error("password", f"密码不正确，还可以再试 {state.tries_left} 次。")
        return False
    if user.person is None:
        return True
    checked = checking.check(user.person, user.person.name, actor=user, request=request)
    if not checked.matches:
        form.add_error("proof", checked.message)
    return checked.matches


def _change(request: HttpRequest, user: User, form: MobileForm) -> HttpResponse:
    typed = form.cleaned_data
    try:
        profile.change_mobile(
            user, typed["mobile"], way=typed["proof"], actor=user, request=request
        )
    except profile.MobileTaken:
        form.add_error("mobile", _TAKEN)
        return _page(request, form, status=422)
    messages.success(request, "手机号码已修改，今后用新手机号登录和接收短信。")
    return redirect("accounts:mobile")


@never_cache
@login_required
@require_POST
def new_number_code(request: HttpRequest) -> HttpResponse:
    return codes.answer(request, codes.send(request, CodePurpose.CHANGE_MOBILE), _NEW)


@never_cache
@login_required
@require_POST
def old_number_code(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    sent = codes.send_to(request, user.mobile, CodePurpose.CHANGE_MOBILE)
    context = {"sent": sent, "url": reverse(_OLD)}
    return render(request, "accounts/profile/_old_code.html", context)


def _page(
    request: HttpRequest,
    form: MobileForm,
    *,
    sent: codes.Sent | None = None,
    sent_old: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "sent": sent,
        "send_url": reverse(_NEW),
        "sent_old": sent_old,
        "old_url": reverse(_OLD),
    }
    return render(request, "accounts/profile/mobile.html", context, status=status)
