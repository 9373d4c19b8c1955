"""Issuing for a plan: chosen, looked at as a specimen, confirmed, and then each with a result."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.forms.certificates import ChooseForm, ToIssueForm
from certification.dual_qualified.models import IssueResult, IssueRun
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.services import issuing
from certification.dual_qualified.services.composing import coming_numbers
from certification.dual_qualified.views.staff.keeping import (
    IssuerRequest,
    issuers_only,
    plan_or_404,
    query_of,
    run_or_404,
    ticked,
)
from portal.jobs.queries import job_for
from portal.plans.models import Plan
from portal.printing import queries as prints
from portal.printing.enums import ItemState
from portal.printing.models import PrintRun
from portal.web.components import BulkAction
from portal.web.pagination import paginate

_TONES = {"done": "good", "refused": "bad", "waiting": "neutral"}


@require_safe
@issuers_only
def to_issue(request: IssuerRequest, plan_id: int) -> HttpResponse:
    """Applications that passed and have no certificate yet."""
    plan = plan_or_404(request, plan_id)
    form = _filters(request, plan)
    context = {
        "plan": plan,
        "form": form,
        "active": form.active(),
        "choice": ChooseForm(),
        "page_obj": paginate(request, certificates.to_issue(plan, form.filters())),
        "actions": [BulkAction("choose", "看样张，准备签发")],
        "query": query_of(request),
    }
    return render(request, "dual_qualified/certificates/to_issue.html", context)


def _filters(request: IssuerRequest, plan: Plan) -> ToIssueForm:
    return ToIssueForm(request.GET, units=certificates.units_to_issue(plan))


@require_POST
@issuers_only
def choose(request: IssuerRequest, plan_id: int) -> HttpResponse:
    """What was ticked, or all that match: kept as a run that is still to be confirmed."""
    plan = plan_or_404(request, plan_id)
    choice = ChooseForm(request.POST)
    keys = certificates.keys_to_issue(plan, _filters(request, plan).filters(), ticked(request))
    back = f"{reverse('dual_qualified:issue', args=[plan.pk])}?{query_of(request)}"
    if not choice.is_valid() or not keys:
        messages.error(request, "请先勾选要签发证书的申请。")
        return redirect(back)
    run = issuing.choose(plan, keys, request.user, token=choice.cleaned_data["token"])
    return redirect("dual_qualified:issue-run", run.pk)


@require_safe
@issuers_only
def run_page(request: IssuerRequest, pk: int) -> HttpResponse:
    """The specimen and what will be issued; then the progress; then what became of each."""
    run = run_or_404(request, pk)
    wanted = request.GET.get("result", "")
    items = certificates.items_of(run, wanted if wanted in IssueResult.values else "")
    context: dict[str, Any] = {
        "run": run,
        "figures": certificates.figures_of(run),
        "page_obj": paginate(request, items),
        "wanted": wanted,
        "tones": _TONES,
        **(_progress(run) if run.started else _confirming(request, run)),
    }
    name = "run" if run.started else "confirm"
    return render(request, f"dual_qualified/certificates/{name}.html", context)


def _progress(run: IssueRun) -> dict[str, Any]:
    return {"job_url": reverse("jobs:progress", args=[run.job])}


def _confirming(request: IssuerRequest, run: IssueRun) -> dict[str, Any]:
    return {
        "count": run.items.count(),
        "numbers": coming_numbers(run),
        "specimen": _specimen(request, run),
    }


def _specimen(request: IssuerRequest, run: IssueRun) -> dict[str, Any]:
    """The page image once it is there; until then the progress, or why there is none."""
    shown: dict[str, Any] = {"image": "", "job_url": "", "failure": ""}
    made = _print_run(request, run)
    if made is None:
        return {**shown, "failure": "样张已过期，请返回名单重新选择。"}
    if made.storage_name:
        return {**shown, "image": reverse("printing:run-page", args=[made.pk, 1])}
    job = job_for(request.user, request.session, made.job) if made.job else None
    if job is not None and job.state in {"queued", "running"}:
        return {**shown, "job_url": reverse("jobs:progress", args=[made.job])}
    failed = prints.items_of(made, ItemState.FAILED).first()
    return {**shown, "failure": failed.reason if failed else "样张没有生成，请重新选择。"}


def _print_run(request: IssuerRequest, run: IssueRun) -> PrintRun | None:
    if run.preview is None:
        return None
    try:
        return prints.run_for(request.user, run.preview)
    except PrintRun.DoesNotExist:
        return None


@require_POST
@issuers_only
def start(request: IssuerRequest, pk: int) -> HttpResponse:
    """签发; a second click finds the same run under way."""
    run = run_or_404(request, pk)
    try:
        issuing.start(run)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("dual_qualified:issue-run", run.pk)
