"""Step 1: mobile number, SMS code, password."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.sign_up import AccountForm
from accounts.models import SignUp
from accounts.queries import sign_up as sign_ups
from accounts.services import sign_up as signing_up
from accounts.views import codes
from accounts.views.sign_up.current import current, leave, work_on
from portal.messaging.enums import CodePurpose

_SEND = "accounts:sign-up-code"
_TAKEN = "这个手机号已经注册过账号，请直接登录；忘记密码可以找回"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Begin, or go on: the code proves whose the number is, so an unfinished one is continued."""
    if request.method == "GET":
        return _page(request, AccountForm(), begun=current(request))
    if request.POST.get("action") == "send":
        # Without JavaScript the button sends the whole form; the number typed stays.
        form = AccountForm(initial={"mobile": request.POST.get("mobile", "")})
        return _page(request, form, sent=codes.send(request, CodePurpose.SIGN_UP))
    form = AccountForm(request.POST)
    if form.is_valid() and sign_ups.mobile_has_account(form.cleaned_data["mobile"]):
        form.add_error("mobile", _TAKEN)
    if not form.is_valid():
        return _page(request, form, status=422)
    sign_up = signing_up.begin(form.cleaned_data["mobile"], form.cleaned_data["password"])
    work_on(request, sign_up)
    return redirect("accounts:sign-up-card")


def _page(
    request: HttpRequest,
    form: AccountForm,
    *,
    begun: SignUp | None = None,
    sent: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "begun": begun, "sent": sent, "send_url": reverse(_SEND)}
    return render(request, "accounts/sign_up/account.html", context, status=status)


@never_cache
@require_POST
def code(request: HttpRequest) -> HttpResponse:
    return codes.answer(request, codes.send(request, CodePurpose.SIGN_UP), _SEND)


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Let go of this browser's sign-up: another person, or another number. Nothing is deleted."""
    leave(request)
    return redirect("accounts:sign-up")
