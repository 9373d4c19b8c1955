"""The code that staff give after their password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.sign_in import CodeForm
from accounts.models import User
from accounts.queries.accounts import keepers_of
from accounts.services import second_factor as factor
from accounts.views.sign_in import arrival
from portal.messaging.services import CodeRequest


def to_second_factor(request: HttpRequest, user: User, wanted: str) -> HttpResponse:
    """The password was right: send a code at once and ask for it."""
    factor.wait_for(request, user)
    if user.mobile:
        _tell(request, factor.send(request, user))
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
        _tell(request, factor.send(request, user))
        return _page(request, user, CodeForm())
    return _try(request, user)


def _try(request: HttpRequest, user: User) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        result = factor.confirm(request, user, form.cleaned_data["code"])
        if result.ok:
            return arrival.welcome(request, user, arrival.asked_next(request))
        form.add_error("code", result.message)
    return _page(request, user, form, status=422)


def _tell(request: HttpRequest, sent: CodeRequest) -> None:
    if sent.ok:
        messages.success(request, "验证码已发送，5 分钟内有效。")
    else:
        messages.warning(request, sent.problem)


def _page(request: HttpRequest, user: User, form: CodeForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "mobile": user.mobile,
        "keepers": [] if user.mobile else keepers_of(user),
        "next": arrival.asked_next(request),
    }
    return render(request, "accounts/sign_in/second_factor.html", context, status=status)
