"""学时台账: schools of one's scope, and the teachers of one school with their hours of a year."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ceducation.forms.entries import SchoolFilterForm, TeacherFilterForm
from ceducation.presentation import YearView, bar, year_view
from ceducation.queries import requirements, teachers
from ceducation.queries.teachers import SchoolFigures
from ceducation.rules import Need
from ceducation.services.exporting import start_export
from ceducation.views.fetching import (
    StaffRequest,
    keeps,
    readers_only,
    teacher_or_404,
    with_school,
)
from ceducation.views.teacher import ledger_page
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.organisations.models import Body
from portal.organisations.rules import at_the_province
from portal.web.pagination import paginate


@require_safe
@readers_only
def schools(request: StaffRequest) -> HttpResponse:
    """Whoever has one school is at it at once."""
    form = SchoolFilterForm(request.GET)
    if not _has_list(request) and (only := teachers.schools_in(request.scope).first()):
        return redirect("ceducation:school", only.pk)
    page = paginate(request, teachers.found_schools(request.scope, form.text))
    context = {
        "form": form,
        "year": form.year_asked,
        "page_obj": page,
        "rows": _with_figures(list(page.object_list), form.year_asked),
        "keeps_rules": _keeps_rules(request),
    }
    return render(request, "ceducation/schools.html", context)


def _keeps_rules(request: StaffRequest) -> bool:
    return at_the_province(request.scope, *requirements.KEEPERS)


def _has_list(request: StaffRequest) -> bool:
    """Whoever administers just one school needs no list of schools."""
    grants = request.scope.grants
    return len(grants) > 1 or any(grant.role not in teachers.KEEPERS for grant in grants)


def _with_figures(found: list[Body], year: int) -> list[dict[str, Any]]:
    """All schools of a page lie in one province: a scope has one."""
    if not found:
        return []
    need = requirements.requirements_at(found[0]).need(year)
    figures = teachers.figures_of(found, year, need)
    return [_school_row(school, figures.get(school.pk, SchoolFigures())) for school in found]


def _school_row(school: Body, figures: SchoolFigures) -> dict[str, Any]:
    met = bar("已达标", Decimal(figures.met), Decimal(figures.teachers))
    return {"school": school, "figures": figures, "bar": met}


@require_safe
@with_school
def school(request: StaffRequest, found: Body) -> HttpResponse:
    form = TeacherFilterForm(request.GET)
    filters = form.filters()
    need = requirements.requirements_at(found).need(filters.year)
    people = teachers.with_hours(teachers.teachers_of(found), filters, need)
    page = paginate(request, people)
    figures = teachers.figures_of([found], filters.year, need).get(found.pk, SchoolFigures())
    context = {
        "school": found,
        "form": form,
        "active": form.active(),
        "year": filters.year,
        "need": need,
        "page_obj": page,
        "rows": [(row, _view(row, filters.year, need)) for row in page],
        "figures": figures,
        "met": bar("已达标", Decimal(figures.met), Decimal(figures.teachers)),
        "keeps": keeps(request, found),
        "several": _has_list(request),
        "query": _query_of(request),
    }
    return render(request, "ceducation/school.html", context)


def _view(row: Any, year: int, need: Need) -> YearView:
    return year_view(year, teachers.balance_in(row, need))


def _query_of(request: StaffRequest) -> str:
    """The list's filters, carried along in the address."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@require_POST
@with_school
def export(request: StaffRequest, found: Body) -> HttpResponse:
    """The list as it is filtered now, as a workbook."""
    filters = TeacherFilterForm(request.GET).filters()
    made = start_export(found, filters, request.user, request)
    return redirect("approvals:export", made.pk)


@require_safe
@with_school
def teacher(request: StaffRequest, found: Body, person_id: int) -> HttpResponse:
    """One teacher's whole ledger; they can read who looked (X9)."""
    person = teacher_or_404(found, person_id)
    record_look(
        Look.PROFILE,
        actor=request.user,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        body_id=found.pk,
        detail={"what": "hours"},
        request=request,
    )
    may_keep = keeps(request, found)
    context = {
        "school": found,
        "person": person,
        "keeps": may_keep,
        **ledger_page(person, request.GET.get("year", ""), found.pk if may_keep else None),
    }
    return render(request, "ceducation/teacher.html", context)
