"""The code that staff give after their password."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.sign_in import CodeForm
from accounts.models import User
from accounts.queries.accounts import keepers_of
from accounts.services import second_factor as factor
from accounts.views import codes
from accounts.views.sign_in import arrival
from portal.messaging.enums import CodePurpose

_SEND = "accounts:second-factor-send"


def to_second_factor(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """The password was right: send a code at once and ask for it."""
    factor.wait_for(request, user)
    if user.mobile:
        _tell(request, _sent(request, user))
    query = f"?{urlencode({arrival.NEXT: wanted})}" if wanted else ""
    return redirect(reverse("accounts:second-factor") + query)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    user = factor.waiting_user(request)
    if user is None:
        messages.info(request, "等待验证码的时间已过，请重新登录。")
        return redirect("accounts:sign-in")
    if request.method == "GET" or not user.mobile:
        return _page(request, user, CodeForm())
    if request.POST.get("action") == "send":
        return _page(request, user, CodeForm(), sent=_sent(request, user))
    return _try(request, user)


def _try(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        result = factor.confirm(request, user, form.cleaned_data["code"])
        if result.ok:
            return arrival.welcome(request, user, arrival.asked_next(request))
        form.add_error("code", result.message)
    return _page(request, user, form, status=422)


def _sent(request: HttpRequest, user: User) -> codes.Sent:
    return codes.send_to(request, user.mobile, CodePurpose.SECOND_FACTOR)


def _tell(request: HttpRequest, sent: codes.Sent) -> None:
    if sent.problem:
        messages.warning(request, sent.problem)
    else:
        messages.success(request, f"验证码已发往 {sent.mobile}，{sent.minutes} 分钟内有效。")


@never_cache
@require_POST
def send_second_factor(request: HttpRequest) -> HttpResponse:
    """The small answer beside the button."""
    user = factor.waiting_user(request)
    if user is None or not user.mobile:
        raise Http404
    return codes.answer(request, _sent(request, user), _SEND)


def _page(
    request: HttpRequest,
    user: User,
    form: CodeForm,
    *,
    sent: codes.Sent | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "sent": sent,
        "send_url": reverse(_SEND),
        "mobile": user.mobile,
        "keepers": [] if user.mobile else keepers_of(user),
        "next": arrival.asked_next(request),
    }
    return render(request, "accounts/sign_in/second_factor.html", context, status=status)
