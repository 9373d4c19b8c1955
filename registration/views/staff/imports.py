"""Import from a workbook: upload, dry run, confirmation, progress, result."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ceducation.enums import ImportState, RowState
from portal.imports import writing
from portal.imports.errors import Unreadable
from portal.imports.inspecting import MOST_BYTES
from portal.organisations.models import Body
from portal.web.pagination import paginate
from registration.errors import Refused
from registration.forms.imports import UploadForm
from registration.models import YearImport
from registration.queries import imports
from registration.services import importing
from registration.views.fetching import StaffRequest, with_own_school
from registration.workbooks import LAYOUT

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TONES = {"ready": "info", "wrong": "bad", "done": "good", "refused": "bad"}
_STATE_TONES = {
    "reading": "info", "unreadable": "bad", "checked": "wait",
    "importing": "info", "done": "good", "discarded": "neutral",
}  # fmt: skip
_WORKING = (ImportState.READING, ImportState.IMPORTING)


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_school
def listing(request: StaffRequest, school: Body) -> HttpResponse:
    """The upload, and what was uploaded before."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and (made := _uploaded(request, form, school)):
        return redirect("registration:import", school.pk, made.pk)
    page = paginate(request, imports.imports_of(school))
    context = {"school": school, "form": form, "page_obj": page, "tones": _STATE_TONES}
    status = 422 if form.errors else 200
    return render(request, "registration/imports.html", context, status=status)


def _uploaded(request: StaffRequest, form: UploadForm, school: Body) -> YearImport | None:
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
    except YearImport.DoesNotExist:
        form.add_error("file", "请重新选择文件")
    return None


@require_safe
@with_own_school
def template(request: StaffRequest, school: Body) -> HttpResponse:
    return _file(writing.template(LAYOUT), "registration-template.xlsx")


@require_safe
@with_own_school
def show(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    """Being checked; then the dry run; then the progress; then what became of each row."""
    run = _import_or_404(school, import_id)
    wanted = request.GET.get("state", "")
    lines = importing.lines_of(run)
    shown = [line for line in lines if line.state == wanted] if wanted in run.counts else lines
    context = {
        "school": school,
        "run": run,
        "counts": {state: run.counts.get(state, 0) for state in RowState.values},
        "boxes": [(s.value, s.label, run.counts[s]) for s in RowState if run.counts.get(s)],
        "page_obj": paginate(request, shown),
        "wanted": wanted,
        "tones": _TONES,
        "state_tone": _STATE_TONES[run.state],
        "working": run.state in _WORKING,
        "job_url": _job_url(request, run),
    }
    return render(request, "registration/import.html", context)


def _job_url(request: StaffRequest, run: YearImport) -> str:
    """Progress is shown to whom the job belongs; a colleague sees the page itself."""
    mine = run.user_id == request.user.pk and run.state in _WORKING
    return reverse("jobs:progress", args=[run.job]) if mine and run.job else ""


@require_POST
@with_own_school
def confirm(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    run = _import_or_404(school, import_id)
    try:
        importing.confirm(run, request.user, request)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("registration:import", school.pk, run.pk)


@require_POST
@with_own_school
def discard(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    run = _import_or_404(school, import_id)
    try:
        importing.discard(run, request.user, request)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("registration:import", school.pk, run.pk)
    messages.success(request, "已放弃，表中的内容已删除。")
    return redirect("registration:imports", school.pk)


@require_safe
@with_own_school
def report(request: StaffRequest, school: Body, import_id: int) -> HttpResponse:
    """What was not imported, with why, in the template's columns: mended, it can be sent again."""
    run = _import_or_404(school, import_id)
    lines = [line for line in importing.lines_of(run) if line.message]
    if not lines:
        raise Http404
    importing.note_report(run, request.user, request)
    content = writing.report(LAYOUT, ((line.number, line.cells, line.message) for line in lines))
    return _file(content, f"registration-problems-{run.pk}.xlsx")


def _import_or_404(school: Body, pk: int) -> YearImport:
    try:
        return imports.import_in(school, pk)
    except YearImport.DoesNotExist:
        raise Http404 from None


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
