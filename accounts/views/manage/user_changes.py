"""What administrators do to an account: open, disable, enable, reset; roles given and ended."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.manage import GrantForm, ReasonForm, StaffAccountForm
from accounts.models import User
from accounts.rules.administration import VIEWERS
from accounts.services import administration
from accounts.views.manage.fetching import grant_or_404, my_scope, user_or_404
from accounts.views.manage.users import page_of
from portal.organisations.access import staff_only
from portal.organisations.enums import Role
from portal.organisations.errors import Refused
from portal.organisations.services import end_role, grant_role

_GIVERS = (Role.BUREAU_ADMIN, Role.SECURITY_ADMIN)


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*_GIVERS)
def create(request: HttpRequest) -> HttpResponse:
    """A new staff account; a link to set the password goes out by SMS."""
    form = StaffAccountForm(request.POST or None, scope=my_scope(request))
    if request.method == "POST" and form.is_valid():
        made = _open(request, form)
        if made is not None:
            messages.success(request, "账号已开通，设置密码的链接已用短信发出。")
            return redirect("accounts:manage-user", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/manage/user_form.html", {"form": form}, status=status)


def _open(request: HttpRequest, form: StaffAccountForm) -> User | None:
    values = {name: form.cleaned_data[name] for name in ("username", "display_name", "mobile")}
    try:
        return administration.open_staff_account(
            **values,
            body=form.place(),
            role=form.cleaned_data["role"],
            actor=request.user,
            request=request,
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None


@require_POST
@staff_only(*VIEWERS)
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    found = user_or_404(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        context = page_of(request, found, reason_form=form)
        return render(request, "accounts/manage/user.html", context, status=422)
    reason = form.cleaned_data["reason"]
    return _act(
        request,
        found,
        lambda: administration.disable_user(found, reason, actor=request.user, request=request),
        "账号已停用。",
    )


@require_POST
@staff_only(*VIEWERS)
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    found = user_or_404(request, pk)
    return _act(
        request,
        found,
        lambda: administration.enable_user(found, actor=request.user, request=request),
        "账号已启用。",
    )


@require_POST
@staff_only(*VIEWERS)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    found = user_or_404(request, pk)
    return _act(
        request,
        found,
        lambda: administration.reset_access(found, actor=request.user, request=request),
        "原密码已作废，设置新密码的链接已用短信发给本人。",
    )


def _act(request: HttpRequest, found: User, action: Callable[[], Any], done: str) -> HttpResponse:
    try:
        action()
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("accounts:manage-user", found.pk)


@require_POST
@staff_only(*_GIVERS)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    found = user_or_404(request, pk)
    form = GrantForm(request.POST, scope=my_scope(request))
    if form.is_valid():
        try:
            role = form.cleaned_data["role"]
            grant_role(found, form.place(), role, actor=request.user, request=request)
        except Refused as refused:
            # Nobody sees this form on their own page: the page itself must say why.
            if refused.code == "own":
                messages.error(request, refused.message)
            form.add_error(None, refused.message)
        else:
            messages.success(request, "角色已授予。")
            return redirect("accounts:manage-user", found.pk)
    context = page_of(request, found, grant_form=form)
    return render(request, "accounts/manage/user.html", context, status=422)


@require_POST
@staff_only(*_GIVERS)
def end(request: HttpRequest, pk: int, grant_pk: int) -> HttpResponse:
    found = user_or_404(request, pk)
    held = grant_or_404(request, grant_pk)
    if held.user_id != found.pk:
        raise Http404
    return _act(
        request,
        found,
        lambda: end_role(held, actor=request.user, request=request),
        "角色已收回。",
    )
