"""Coded reasons: read by bureau administrators, kept by the province's."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from portal.approvals import flow as flows
from portal.approvals.access import StaffRequest, bureau_admins_only
from portal.approvals.errors import ApprovalError
from portal.approvals.forms import ReasonForm
from portal.approvals.forms.reason import places
from portal.approvals.models import ReasonCode
from portal.approvals.queries import reasons as stored
from portal.approvals.services.reasons import may_keep_reasons, save_reason
from portal.organisations.queries import scope_of


@require_safe
@bureau_admins_only
def reason_list(request: StaffRequest) -> HttpResponse:
    labels = dict(places())
    groups: dict[str, list[ReasonCode]] = {label: [] for label in labels.values()}
    for reason in stored.every_reason():
        if label := labels.get(f"{reason.flow}:{reason.transition}"):
            groups[label].append(reason)
    context = {"groups": groups, "may_keep": may_keep_reasons(scope_of(request.user))}
    return render(request, "approvals/reasons.html", context)


@require_http_methods(["GET", "POST"])
@bureau_admins_only
def new_reason(request: StaffRequest) -> HttpResponse:
    return _edit(request, ReasonCode())


@require_http_methods(["GET", "POST"])
@bureau_admins_only
def edit_reason(request: StaffRequest, pk: int) -> HttpResponse:
    try:
        return _edit(request, stored.reason(pk))
    except ReasonCode.DoesNotExist:
        raise Http404 from None


def _edit(request: StaffRequest, reason: ReasonCode) -> HttpResponse:
    if not may_keep_reasons(scope_of(request.user)):
        raise Http404
    form = ReasonForm(request.POST or None, instance=reason)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data.get("version") or 0
            save_reason(form.instance, request.user, version=version, request=request)
        except ApprovalError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "原因已保存。")
            return redirect("approvals:reasons")
    context = {"form": form, "flows": flows.every()}
    return render(request, "approvals/reason.html", context, status=422 if form.errors else 200)
