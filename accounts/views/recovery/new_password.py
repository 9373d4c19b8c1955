"""Step 3: the new password, after a code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms.passwords import NewPasswordForm
from accounts.models import User
from accounts.services import recovery
from accounts.views.recovery.current import with_account


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@with_account
def new_password(request: HttpRequest, user: User) -> HttpResponse:
    if recovery.proved(request) != "code":
        return redirect("accounts:recover-ways")
    if request.method == "GET":
        return password_page(request, NewPasswordForm(user=user))
    form = NewPasswordForm(request.POST, user=user)
    if not form.is_valid():
        return password_page(request, form, status=422)
    recovery.finish_by_code(user, form.cleaned_data["password"], request=request)
    return done(request)


def password_page(
    request: HttpRequest, form: NewPasswordForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "account": form.user}
    return render(request, "accounts/recovery/new_password.html", context, status=status)


def done(request: HttpRequest) -> HttpResponse:
    messages.success(request, "密码已重设，其他设备上的登录已全部退出。请用新密码登录。")
    return redirect("accounts:sign-in")
