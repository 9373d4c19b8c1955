"""Lists as workbooks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.approvals.access import StaffRequest, reviewers_only
from portal.approvals.errors import NotAllowed
from portal.approvals.models import ListExport
from portal.approvals.queries.exports import export_for
from portal.approvals.services.exporting import start_export, take_export
from portal.approvals.views.listing import back_to_list, read_filters
from portal.organisations.queries import scope_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@reviewers_only
def start(request: StaffRequest) -> HttpResponse:
    _, filters = read_filters(request, scope_of(request.user))
    try:
        export = start_export(filters, request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect(back_to_list(request))
    return redirect("approvals:export", export.pk)


@require_safe
@never_cache
@reviewers_only
def export_page(request: StaffRequest, pk: int) -> HttpResponse:
    export = _theirs(request, pk)
    context = {
        "export": export,
        "job_url": reverse("jobs:progress", args=[export.job]),
    }
    return render(request, "approvals/export.html", context)


@require_POST
@never_cache
@reviewers_only
def download(request: StaffRequest, pk: int) -> HttpResponse:
    export = _theirs(request, pk)
    try:
        content = take_export(export.pk, request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect("approvals:export", pk)
    name = f"cases-{export.created_at:%Y%m%d}-{export.pk}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_EXCEL, headers=headers)


def _theirs(request: StaffRequest, pk: int) -> ListExport:
    try:
        return export_for(request.user, pk)
    except ListExport.DoesNotExist:
        raise Http404 from None
