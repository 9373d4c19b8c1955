"""Creating, changing, moving, closing and reopening bodies."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.manage import BodyForm, MoveForm, differences, initial_of, kinds_under
from accounts.queries.bodies import bases_for
from accounts.rules.administration import VIEWERS
from accounts.views.manage.fetching import body_or_404, my_scope
from portal.organisations import rules, services
from portal.organisations.access import staff_only
from portal.organisations.errors import Refused, Stale
from portal.organisations.models import Body
from portal.web.components import SummaryRow
from portal.web.numbers import whole_number


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*VIEWERS)
def create(request: HttpRequest, parent_pk: int) -> HttpResponse:
    parent = body_or_404(request, parent_pk)
    kinds = kinds_under(my_scope(request), parent)
    if not kinds or not parent.is_open:
        raise Http404
    # A school lies where its bureau does, until somebody says otherwise.
    initial = {"kind": kinds[-1][0], "division": parent.division_id or ""}
    form = BodyForm(request.POST or None, kinds=kinds, bases=bases_for(parent), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _create(request, form, parent)
        if made is not None:
            messages.success(request, f"已新增“{made.name}”。")
            return redirect("accounts:manage-body", made.pk)
    return _page(request, form, {"parent": parent})


def _create(request: HttpRequest, form: BodyForm, parent: Body) -> Body | None:
    user: Any = request.user
    values = form.values()
    if form.cleaned_data["kind"] != "school":
        values["base"] = None
    try:
        return services.create_body(
            kind=form.cleaned_data["kind"],
            parent=parent,
            former_names=form.cleaned_data["former_names"],
            actor=user,
            request=request,
            **values,
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return None


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*VIEWERS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    body = body_or_404(request, pk)
    scope = my_scope(request)
    if not rules.may_describe(scope, body):
        raise Http404
    form = BodyForm(
        request.POST or None,
        kinds=[(body.kind, body.get_kind_display())],
        bases=bases_for(body),
        only_contacts=not rules.may_keep(scope, body),
        initial=initial_of(body),
    )
    context: dict[str, Any] = {"body": body}
    if request.method == "POST" and form.is_valid():
        try:
            _update(request, form, body)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        except Stale:
            context["stored"] = _conflict(request, form, pk)
        else:
            messages.success(request, "已保存。")
            return redirect("accounts:manage-body", pk)
    return _page(request, form, context)


def _update(request: HttpRequest, form: BodyForm, body: Body) -> None:
    user: Any = request.user
    services.update_body(
        body.pk,
        form.values(),
        version=form.cleaned_data["version"] or 0,
        actor=user,
        former_names=form.cleaned_data.get("former_names"),
        request=request,
    )


def _conflict(request: HttpRequest, form: BodyForm, pk: int) -> list[SummaryRow]:
    """What is stored now where it differs from what was typed; saving again is then meant."""
    latest = body_or_404(request, pk)
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed["version"] = str(latest.version)
    return differences(form, latest)


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*VIEWERS)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    body = _kept_or_404(request, pk)
    scope = my_scope(request)
    form = MoveForm(request.POST or None, scope=scope, initial={"version": body.version})
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        version = form.cleaned_data["version"]
        try:
            services.move_body(pk, form.target(), version=version, actor=user, request=request)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        except Stale:
            form.add_error(None, "这个机构刚被其他人修改过，请返回机构页面核对后再调整。")
        else:
            messages.success(request, "隶属关系已调整，下级机构一并移动。")
            return redirect("accounts:manage-body", pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "body": body}
    return render(request, "accounts/manage/body_move.html", context, status=status)


@require_POST
@staff_only(*VIEWERS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _switch(request, pk, services.close_body, "机构已停用，在这里的角色已全部收回。")


@require_POST
@staff_only(*VIEWERS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _switch(request, pk, services.reopen_body, "机构已重新启用，角色需要重新授予。")


def _switch(request: HttpRequest, pk: int, service: Any, done: str) -> HttpResponse:
    _kept_or_404(request, pk)
    version = whole_number(request.POST.get("version", "")) or 0
    try:
        service(pk, version=version, actor=request.user, request=request)
    except Refused as refused:
        messages.error(request, refused.message)
    except Stale:
        messages.error(request, "这个机构刚被其他人修改过，请核对后再操作。")
    else:
        messages.success(request, done)
    return redirect("accounts:manage-body", pk)


def _kept_or_404(request: HttpRequest, pk: int) -> Body:
    body = body_or_404(request, pk)
    if not rules.may_keep(my_scope(request), body):
        raise Http404
    return body


def _page(request: HttpRequest, form: BodyForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(
        request, "accounts/manage/body_form.html", {"form": form, **context}, status=status
    )
