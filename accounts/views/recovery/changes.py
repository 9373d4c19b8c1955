"""Administrators: replacing a lost number takes two of them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms.recovery import AskForChangeForm, RefuseChangeForm
from accounts.models import MobileChange, User
from accounts.queries.recovery import KEEPERS, changes_in, unit_of, user_in
from accounts.services import lost_number as losing
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.organisations.access import staff_only
from portal.organisations.queries import scope_of
from portal.web.pagination import paginate


@never_cache
@require_GET
@staff_only(*KEEPERS)
def changes(request: HttpRequest) -> HttpResponse:
    rows = paginate(request, changes_in(scope_of(request.user)))
    return render(request, "accounts/recovery/changes.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*KEEPERS)
def ask_change(request: HttpRequest, user_id: int) -> HttpResponse:
    """The first of the two, with the teacher before them."""
    by: Any = request.user
    try:
        user = user_in(scope_of(by), user_id)
    except User.DoesNotExist as error:
        raise Http404 from error
    form = AskForChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = losing.Wish(user, form.cleaned_data["mobile"], form.cleaned_data["reason"])
        try:
            asked = losing.ask(wish, by=by, request=request)
        except losing.Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, "已提交，须由另一位管理员同意后生效。")
            return redirect("accounts:mobile-change", asked.pk)
    context = {"form": form, "account": user, "unit": unit_of(user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/recovery/ask_change.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*KEEPERS)
def change(request: HttpRequest, change_id: int) -> HttpResponse:
    """The second of the two agrees or not."""
    by: Any = request.user
    found = changes_in(scope_of(by)).filter(pk=change_id).first()
    if found is None:
        raise Http404
    if request.method == "GET":
        _note_look(found, request)
        return _page(request, found, RefuseChangeForm())
    form = RefuseChangeForm(request.POST)
    try:
        if request.POST.get("action") == "approve":
            losing.approve(found, by=by, request=request)
            messages.success(request, "已同意，新手机号已生效，老师已收到通知。")
        elif form.is_valid():
            losing.refuse(found, form.cleaned_data["reason"], by=by, request=request)
            messages.success(request, "已回复不同意，老师已收到通知。")
        else:
            return _page(request, found, form, status=422)
    except losing.Refused as refused:
        messages.error(request, refused.message)
    return redirect("accounts:mobile-change", found.pk)


def _note_look(found: MobileChange, request: HttpRequest) -> None:
    unit = unit_of(found.user)
    user: Any = request.user
    record_look(
        Look.PROFILE,
        actor=user,
        subject=f"accounts.mobilechange:{found.pk}",
        person_id=found.user.person_id,
        body_id=unit.pk if unit else None,
        request=request,
    )


def _page(
    request: HttpRequest, found: MobileChange, form: RefuseChangeForm, *, status: int = 200
) -> HttpResponse:
    user: Any = request.user
    context = {
        "change": found,
        "unit": unit_of(found.user),
        "form": form,
        "may_decide": losing.may_decide(found, user),
    }
    return render(request, "accounts/recovery/change.html", context, status=status)
