"""A school's teachers: when each is due, what was entered, what is missing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from identity.models import Person
from portal.audit.enums import Look
from portal.audit.services import record_look
from portal.clock import today
from portal.organisations.models import Body
from portal.web.pagination import paginate
from registration.errors import Refused
from registration.forms.entering import ProbationForm
from registration.forms.lists import TeacherFilterForm
from registration.presentation import (
    cell,
    change_lines,
    for_school,
    label_of,
    teacher_row,
    tone_of,
)
from registration.queries import history
from registration.queries.conditions import dossier_of
from registration.queries.due import Figures, figures_of, hours_of
from registration.queries.lists import Listed, listed
from registration.queries.terms import terms_at
from registration.rules.due import REGISTERING, Terms
from registration.rules.needs import entry_years, shown_years
from registration.services.exporting import start_export
from registration.services.probation import save_probation
from registration.views.fetching import (
    StaffRequest,
    has_list,
    keeps,
    teacher_or_404,
    with_own_school,
    with_school,
)


@require_safe
@with_school
def teachers(request: StaffRequest, school: Body) -> HttpResponse:
    form = TeacherFilterForm(request.GET)
    found = listed([school], form.filters())
    page = paginate(request, found.people)
    terms, day = terms_at(school), today()
    context = {
        "school": school,
        "form": form,
        "active": form.active(),
        "page_obj": page,
        "years": shown_years(terms, day),
        "rows": _rows(list(page), found, school, terms),
        "figures": figures_of(found.standings.values()).get(school.pk, Figures()),
        "keeps": keeps(request, school),
        "several": has_list(request),
        "registers": school.school_kind in REGISTERING,
        "query": _query_of(request),
        "this_year": entry_years(day)[0],
    }
    return render(request, "registration/teachers.html", context)


def _rows(people: list[Person], found: Listed, school: Body, terms: Terms) -> list[Any]:
    day = today()
    dues = {person.pk: found.standings[person.pk].due for person in people}
    hours = hours_of(dues, school, terms, day)
    years = shown_years(terms, day)
    return [
        teacher_row(person, found.standings[person.pk], hours.get(person.pk), years)
        for person in people
    ]


def _query_of(request: StaffRequest) -> str:
    """The list's filters, carried along in the address."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@require_POST
@with_school
def export(request: StaffRequest, school: Body) -> HttpResponse:
    """The list as it is filtered now, as a workbook."""
    filters = TeacherFilterForm(request.GET).filters()
    made = start_export(school, filters, request.user, request)
    return redirect("approvals:export", made.pk)


@require_safe
@with_school
def teacher(request: StaffRequest, school: Body, person_id: int) -> HttpResponse:
    """One teacher; they can read who looked (X9)."""
    person = teacher_or_404(school, person_id)
    record_look(
        Look.PROFILE,
        actor=request.user,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        body_id=school.pk,
        detail={"what": "registration"},
        request=request,
    )
    return render(request, "registration/teacher.html", _teacher_page(request, school, person))


def _teacher_page(request: StaffRequest, school: Body, person: Person) -> dict[str, Any]:
    found = dossier_of(person)
    may_keep = keeps(request, school)
    conditions = for_school(found.findings, school.pk, person.pk)
    return {
        "school": school,
        "person": person,
        "found": found,
        "due": found.due,
        "due_label": label_of(found.due),
        "due_tone": tone_of(found.due),
        "conditions": conditions,
        "years": [(each, cell(each.year, each)) for each in found.years],
        "probation": history.probation_of(person),
        "changes": change_lines(history.year_changes(person), history.probation_changes(person)),
        "keeps": may_keep,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_school
def probation(request: StaffRequest, school: Body, person_id: int) -> HttpResponse:
    person = teacher_or_404(school, person_id)
    known = history.probation_of(person)
    data = request.POST if request.method == "POST" else None
    form = ProbationForm(data, known=known, days=terms_at(school).first_days)
    if form.is_bound and form.is_valid() and _probated(request, form, school, person):
        messages.success(request, f"{person.name}的试用期考核已保存。")
        return redirect("registration:teacher", school.pk, person.pk)
    context = {"school": school, "person": person, "form": form, "known": known}
    status = 422 if form.errors else 200
    return render(request, "registration/probation.html", context, status=status)


def _probated(request: StaffRequest, form: ProbationForm, school: Body, person: Person) -> bool:
    try:
        save_probation(
            school,
            person,
            form.values(),
            version=form.cleaned_data["version"],
            actor=request.user,
            request=request,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True
