"""Certificates of the plans one keeps: listed, taken as files, looked at, revoked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certification.dual_qualified.enums import Standing
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.forms.certificates import CertificateFilterForm, RevokeForm
from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.services.exporting import print_many, start_export
from certification.dual_qualified.services.looking import note_look
from certification.dual_qualified.services.revoking import revoke
from certification.dual_qualified.views.staff.keeping import (
    IssuerRequest,
    certificate_or_404,
    issuers_only,
    query_of,
    ticked,
)
from portal.printing.enums import RunForm
from portal.printing.errors import Refused as PrintRefused
from portal.web.components import BulkAction
from portal.web.pagination import paginate

_FORMS = (RunForm.MERGED, RunForm.ZIP)
TONES = {Standing.VALID: "good", Standing.EXPIRED: "wait", Standing.REVOKED: "bad"}


@require_safe
@issuers_only
def listing(request: IssuerRequest) -> HttpResponse:
    form = _filters(request)
    page = paginate(request, certificates.listed(request.scope, form.filters()))
    context = {
        "form": form,
        "active": form.active(),
        "page_obj": page,
        "rows": [(row, TONES[row.standing]) for row in page],
        "actions": [BulkAction(f.value, f"下载：{f.label}") for f in _FORMS],
        "to_issue": list(certificates.plans_to_issue(request.scope)),
        "query": query_of(request),
    }
    return render(request, "dual_qualified/certificates/list.html", context)


def _filters(request: IssuerRequest) -> CertificateFilterForm:
    return CertificateFilterForm(
        request.GET,
        units=certificates.units_with_certificates(request.scope),
        plans=certificates.plans_in(request.scope).values_list("pk", "name"),
    )


@require_POST
@issuers_only
def export(request: IssuerRequest) -> HttpResponse:
    """The list as it is filtered now, as a workbook."""
    made = start_export(_filters(request).filters(), request.user, request)
    return redirect("approvals:export", made.pk)


@require_POST
@issuers_only
def print_chosen(request: IssuerRequest) -> HttpResponse:
    """Those ticked, or all that match, as one PDF or ZIP."""
    found = certificates.chosen(request.scope, _filters(request).filters(), ticked(request))
    wanted = request.POST.get("action", "")
    back = f"{reverse('dual_qualified:certificates')}?{query_of(request)}"[:400]
    try:
        run = print_many(
            found,
            request.user,
            form=wanted if wanted in _FORMS else RunForm.MERGED,
            back_url=back,
            request=request,
        )
    except PrintRefused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    return redirect("printing:run", run.pk)


@require_safe
@issuers_only
def show(request: IssuerRequest, pk: int) -> HttpResponse:
    """One certificate; its holder can read who looked (X9)."""
    certificate = certificate_or_404(request, pk)
    note_look(certificate, request.user, request)
    return render(request, "dual_qualified/certificates/show.html", _page(certificate))


def _page(certificate: Certificate) -> dict[str, Any]:
    return {
        "certificate": certificate,
        "tone": TONES[certificate.standing],
        "paper": certificates.paper_of(certificate),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@issuers_only
def revocation(request: IssuerRequest, pk: int) -> HttpResponse:
    """撤销, with a reason, for good."""
    certificate = certificate_or_404(request, pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            revoke(certificate, form.cleaned_data["reason"], request.user)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, f"证书 {certificate.number} 已撤销，已通知持证人。")
            return redirect("dual_qualified:certificate", certificate.pk)
    context = {**_page(certificate), "form": form}
    status = 422 if form.errors else 200
    return render(request, "dual_qualified/certificates/revoke.html", context, status=status)
