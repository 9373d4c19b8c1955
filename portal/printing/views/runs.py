"""An order: how far it is, what became of each, the file."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from portal.documents.vault import FileLost
from portal.printing import queries, services
from portal.printing.access import signed_in
from portal.printing.enums import ItemState, RunForm
from portal.printing.errors import Refused
from portal.printing.kinds import find
from portal.printing.models import PrintRun
from portal.printing.naming import clean_name
from portal.printing.views.answering import PDF, ZIP, file_answer
from portal.printing.views.prints import page_answer

if TYPE_CHECKING:
    from portal.printing.access import SignedInRequest

_MOST_SHOWN = 100


@require_safe
@signed_in
def show(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = _theirs(request, run_id)
    figures = queries.figures_of(run)
    context: dict[str, Any] = {
        "run": run,
        "job_url": reverse("jobs:progress", args=[run.job]),
        "made": figures[ItemState.DONE],
        "not_made": figures[ItemState.FAILED],
        "failures": _failures(run) if figures[ItemState.FAILED] else [],
        "most_shown": _MOST_SHOWN,
        "specimens": range(1, run.pages + 1) if run.form == RunForm.PREVIEW else (),
    }
    return render(request, "printing/run.html", context)


@require_POST
@signed_in
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = _theirs(request, run_id)
    try:
        services.cancel(run, request=request)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已取消。已经生成的不受影响。")
    return redirect("printing:run", run.pk)


@require_POST
@signed_in
def download(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = _theirs(request, run_id)
    try:
        content = services.take(run, request=request)
    except (Refused, FileLost) as problem:
        messages.error(request, _why(problem))
        return redirect("printing:run", run.pk)
    suffix, mime = ("zip", ZIP) if run.form == RunForm.ZIP else ("pdf", PDF)
    return file_answer(content, mime, f"{clean_name(run.title)}.{suffix}")


@require_safe
@signed_in
def page(request: "SignedInRequest", run_id: UUID, number: int) -> HttpResponse:
    """A page of a specimen as a picture."""
    run = _theirs(request, run_id)
    if run.form != RunForm.PREVIEW or not run.storage_name:
        raise Http404
    return page_answer(request, queries.run_content(run), number)


def _why(problem: Exception) -> str:
    return str(problem) if isinstance(problem, Refused) else "文件已经不在了，请重新打印。"


def _theirs(request: HttpRequest, run_id: UUID) -> PrintRun:
    try:
        return queries.run_for(request.user, run_id)
    except PrintRun.DoesNotExist:
        raise Http404 from None


def _failures(run: PrintRun) -> list[tuple[str, str]]:
    """(whose, why not) of those that could not be made."""
    kind = find(run.kind)
    failed = queries.items_of(run, ItemState.FAILED)[:_MOST_SHOWN]
    return [(kind.file_name(item.subject), item.reason) for item in failed]
