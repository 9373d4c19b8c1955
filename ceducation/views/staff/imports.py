"""Import from a workbook: upload, dry run, confirmation, progress, result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ceducation.enums import HoursKind, ImportState, RowState
from ceducation.errors import Refused
from ceducation.forms.imports import UploadForm
from ceducation.models import HoursImport
from ceducation.queries import imports
from ceducation.rules import spoken
from ceducation.services import importing
from ceducation.views.fetching import StaffRequest, import_or_404, with_own_school
from ceducation.workbooks.columns import LAYOUT
from portal.imports import writing
from portal.imports.errors import Unreadable
from portal.imports.inspecting import MOST_BYTES
from portal.organisations.models import Body
from portal.web.pagination import paginate

_TONES = {"ready": "info", "wrong": "bad", "done": "good", "refused": "bad"}
_STATE_TONES = {
    "reading": "info", "unreadable": "bad", "checked": "wait",
    "importing": "info", "done": "good", "discarded": "neutral",
}  # fmt: skip
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_school
def listing(request: StaffRequest, school: Body) -> HttpResponse:
    """The upload, and what was uploaded before."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and (made := _uploaded(request, form, school)):
        return redirect("ceducation:import", school.pk, made.pk)
    context = {
        "school": school,
        "form": form,
        "page_obj": paginate(request, imports.imports_of(school)),
        "tones": _STATE_TONES,
    }
    status = 422 if form.errors else 200
    return render(request, "ceducation/imports.html", context, status=status)


def _uploaded(request: StaffRequest, form: UploadForm, school: Body) -> HoursImport | None:
    file = form.cleaned_data["file"]
    try:
        return importing.upload(
            school,
            request.user,
            name=file.name,
            content=file.read(MOST_BYTES + 1),
            token=form.cleaned_data["token"],
            request=request,
        )
    except Unreadable as problem:
        form.add_error("file", str(problem))
        return None


@require_safe
@with_own_school
def template(request: StaffRequest, school: Body) -> HttpResponse:
    return _file(writing.template(LAYOUT), "hours-template.xlsx")


@require_safe
@with_own_school
def show(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    """Being checked; then the dry run; then the progress; then what became of each row."""
    run = import_or_404(school, import_id)
    wanted = request.GET.get("state", "")
    rows = imports.rows_of(run, wanted if wanted in RowState.values else "")
    figures = imports.figures_of(run)
    context = {
        "school": school,
        "run": run,
        "figures": figures,
        "counts": {state: number for state, _, number in figures},
        "page_obj": paginate(request, rows),
        "wanted": wanted,
        "tones": _TONES,
        "state_tone": _STATE_TONES[run.state],
        "job_url": _job_url(request, run),
        "sums": _sums(run),
    }
    return render(request, "ceducation/import.html", context)


def _job_url(request: StaffRequest, run: HoursImport) -> str:
    """Progress is shown to whom the job belongs; a colleague sees the page itself."""
    job = {ImportState.READING: run.read_job, ImportState.IMPORTING: run.job}.get(
        ImportState(run.state)
    )
    mine = run.user_id == request.user.pk
    return reverse("jobs:progress", args=[job]) if job and mine else ""


def _sums(run: HoursImport) -> list[tuple[str, str, int]]:
    """(kind, hours, rows) of what was credited."""
    found = imports.imported_hours(run)
    return [
        (str(kind.label), spoken(found[kind][0]), found[kind][1])
        for kind in HoursKind
        if kind in found
    ]


@require_POST
@with_own_school
def confirm(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    """A second click finds the first one's job."""
    run = import_or_404(school, import_id)
    try:
        importing.confirm(run, request.user, request)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("ceducation:import", school.pk, run.pk)


@require_POST
@with_own_school
def discard(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    run = import_or_404(school, import_id)
    try:
        importing.discard(run, request.user, request)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("ceducation:import", school.pk, run.pk)
    messages.success(request, "已放弃，表中的内容已删除。")
    return redirect("ceducation:imports", school.pk)


@require_safe
@with_own_school
def report(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    """What was not imported, with why, in the template's columns: mended, it can be sent again."""
    run = import_or_404(school, import_id)
    rows = list(imports.unsuitable(run))
    if not rows or run.forgotten_at:
        raise Http404
    importing.note_report(run, request.user, request)
    content = writing.report(LAYOUT, ((row.number, row.data, row.message) for row in rows))
    return _file(content, f"hours-problems-{run.pk}.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
