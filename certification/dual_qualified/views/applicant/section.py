"""One section: what was typed is kept first, then judged."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from certification.dual_qualified.enums import Section
from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.forms.answers import (
    Part,
    clauses_unseen,
    part_sent,
    part_shown,
)
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.rules.fields import FIELDS, LABELS
from certification.dual_qualified.services.drafting import save_answers
from certification.dual_qualified.views.applicant.mine import (
    TeacherRequest,
    version_in,
    while_editable,
)
from certification.dual_qualified.views.applicant.presentation import section_url
from portal.web.rowforms import is_row_action

_ELSEWHERE = (
    "这一部分刚刚在另一个窗口或设备上修改过。您填写的内容还在下面，核对后再次保存，将以您的为准。"
)


def _section(slug: str) -> Section:
    if slug not in Section.values or slug == Section.EVIDENCE:
        raise Http404
    return Section(slug)


@require_http_methods(["GET", "POST"])
@while_editable
def section(request: TeacherRequest, application: Application, slug: str) -> HttpResponse:
    which = _section(slug)
    if request.method == "GET":
        return _page(request, application, part_shown(application, which))
    part = part_sent(application, which, request.POST)
    try:
        saved = save_answers(application, part.typed(), version=version_in(request))
    except StaleApplication as stale:
        return _page(request, stale.latest, part, conflict=_ELSEWHERE, status=409)
    except Refused:
        return redirect("dual_qualified:application", application.pk)
    return _after(request, saved, part)


def _after(request: TeacherRequest, application: Application, part: Part) -> HttpResponse:
    action = request.POST.get("action", "")
    if is_row_action(action):
        part.rows = {name: rows.after(action) for name, rows in part.rows.items()}
        return _page(request, application, part)
    if action == "back":
        return redirect("dual_qualified:application", application.pk)
    if part.is_valid():
        return redirect(_next(application, part.section))
    if _clauses_to_come(request, application, part):
        return redirect(section_url(application, part.section) + "#id_clauses")
    return _page(request, application, part, status=422)


def _clauses_to_come(request: TeacherRequest, application: Application, part: Part) -> bool:
    """The level was chosen just now: its clauses are shown before anything is called missing."""
    chosen = part.section is Section.KIND and clauses_unseen(application, request.POST)
    return chosen and applications.offer_of(application) is not None


def _next(application: Application, present: Section) -> str:
    order = list(Section)
    return section_url(application, order[order.index(present) + 1])


def _page(
    request: HttpRequest,
    application: Application,
    part: Part,
    *,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    marks = applications.marks_of(application)
    asked = offers.asked_of(applications.offer_of(application))
    names = [name for name in FIELDS[part.section] if name in part.rows]
    context = {
        "application": application,
        "part": part,
        "section": part.section,
        "number": list(Section).index(part.section) + 1,
        "total": len(Section),
        "fields": _fields(application, part, marks),
        "rows": [
            _rows(application, name, part, marks, asked[name].hint if name in asked else "")
            for name in names
        ],
        "conflict": conflict,
        "returned": applications.return_opinion(application),
        "forms": part.all_forms(),
    }
    return render(request, "dual_qualified/section.html", context, status=status)


def _fields(application: Application, part: Part, marks: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "bound": bound,
            "mark": marks.get(bound.name, ""),
            "locked": not applications.is_open(application, bound.name),
        }
        for bound in (part.form.visible_fields() if part.form else [])
    ]


def _rows(
    application: Application, name: str, part: Part, marks: dict[str, str], hint: str
) -> dict[str, Any]:
    return {
        "name": name,
        "label": LABELS[name],
        "formset": part.rows[name],
        "mark": marks.get(name, ""),
        "hint": hint,
        "locked": not applications.is_open(application, name),
    }


@require_POST
@while_editable
def save(request: TeacherRequest, application: Application, slug: str) -> HttpResponse:
    """Autosave: {version, saved_at}; 409 when another window or device saved in between."""
    part = part_sent(application, _section(slug), request.POST)
    try:
        saved = save_answers(application, part.typed(), version=version_in(request))
    except (StaleApplication, Refused) as stale:
        latest = stale.latest if isinstance(stale, StaleApplication) else application
        return JsonResponse({"version": latest.version}, status=409)
    return JsonResponse({"version": saved.version, "saved_at": saved.saved_at.isoformat()})
