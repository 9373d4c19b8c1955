"""定期注册预填 of a bureau: figures by school, and the names behind them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.web.pagination import paginate
from registration.forms.lists import CalledFilterForm, SchoolFilterForm
from registration.presentation import teacher_row
from registration.queries import schools
from registration.queries.due import Figures, figures_of, standings_of, total_of
from registration.queries.lists import listed
from registration.views.fetching import StaffRequest, has_list, keeps_rules, readers_only


@require_safe
@readers_only
def overview(request: StaffRequest) -> HttpResponse:
    """Whoever has one school is at it at once."""
    if not has_list(request) and (only := request.scope.bodies().first()):
        return redirect("registration:teachers", only.pk)
    form = SchoolFilterForm(request.GET)
    found = list(schools.found(request.scope, form.text))
    figures = figures_of(standings_of(found))
    page = paginate(request, found)
    context = {
        "form": form,
        "page_obj": page,
        "rows": [(school, figures.get(school.pk, Figures())) for school in page],
        "total": total_of(figures.values()),
        "keeps_rules": keeps_rules(request),
    }
    return render(request, "registration/schools.html", context)


@require_safe
@readers_only
def called(request: StaffRequest) -> HttpResponse:
    """The names over all schools of the scope."""
    form = CalledFilterForm(request.GET)
    found = {school.pk: school for school in schools.registering(request.scope)}
    list_ = listed(list(found.values()), form.filters())
    page = paginate(request, list_.people)
    rows = [(teacher_row(person, list_.standings[person.pk], None, ()),
             found[list_.standings[person.pk].body_id]) for person in page]  # fmt: skip
    context = {"form": form, "page_obj": page, "rows": rows}
    return render(request, "registration/called.html", context)
