"""修改密码."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms.passwords import ChangePasswordForm
from accounts.services import profile
from accounts.views.sign_in.arrival import home_of


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """This session goes on; every other one of the account ends."""
    user: Any = request.user
    if request.method == "GET":
        return _page(request, ChangePasswordForm(user=user))
    forced = user.must_change_password
    form = ChangePasswordForm(request.POST, user=user)
    if not form.is_valid() or not _is_own(form, user):
        return _page(request, form, status=422)
    profile.set_password(user, form.cleaned_data["password"], way="old", request=request)
    update_session_auth_hash(request, user)
    messages.success(request, "密码已修改，其他设备上的登录已全部退出。")
    return redirect(home_of(user) if forced else "accounts:password")


def _is_own(form: ChangePasswordForm, user: Any) -> bool:
    left = profile.password_is(user, form.cleaned_data["old_password"])
    if left is None:
        return True
    if left.locked:
        form.add_error("old_password", "密码连续输错，已暂时锁定，请 15 分钟后再试。")
    else:
        form.add_error("old_password", f"现在的密码不正确，还可以再试 {left.tries_left} 次。")
    return False


def _page(request: HttpRequest, form: ChangePasswordForm, *, status: int = 200) -> HttpResponse:
    return render(request, "accounts/profile/password.html", {"form": form}, status=status)
