"""One year of every teacher on one page: saved row by row while it is filled in, or all at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from identity.models import Person
from portal.clock import now, today
from portal.organisations.models import Body
from portal.web.numbers import whole_number
from portal.web.pagination import paginate
from registration.errors import Refused, Stale
from registration.forms.entering import YearRowForm
from registration.queries import history, schools
from registration.rules.needs import entry_years
from registration.services.entering import AUTOSAVE, Hand, Saved, save_row, save_rows
from registration.views.fetching import StaffRequest, teacher_or_404, with_own_school

ROWS = 50
_MOST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_school
def year(request: StaffRequest, school: Body, year: int) -> HttpResponse:
    _demand(year)
    if request.method == "POST":
        return _saved(request, school, year)
    text = request.GET.get("q", "")
    people = schools.people_of(school, text)
    if only := whole_number(request.GET.get("person", "")):
        people = people.filter(pk=only)
    page = paginate(request, people, ROWS)
    forms = _forms(list(page), year)
    return render(request, "registration/year.html", _page(request, school, year, forms, page))


def _demand(year: int) -> None:
    if year not in entry_years(today()):
        raise Http404


def _forms(people: list[Person], year: int, data: Any = None) -> list[YearRowForm]:
    known = history.year_records(people, year)
    return [YearRowForm(data, person=each, known=known.get(each.pk)) for each in people]


def _saved(request: StaffRequest, school: Body, year: int) -> HttpResponse:
    """Every row that says something new; those that could not be saved stay as typed."""
    keys = [whole_number(each) or 0 for each in request.POST.getlist("person")[:_MOST]]
    people = list(schools.people_of(school).filter(pk__in=keys))
    forms = _forms(people, year, request.POST)
    fill = request.POST.get("action") == "fill"
    rows = [form.row(fill=fill) for form in forms if form.is_valid()]
    done = save_rows(Hand(school, year, request.user, request=request), rows)
    wrong = [form for form in forms if form.errors or form.person.pk in done.refused]
    if wrong:
        return _not_all(request, school, year, forms, done)
    messages.success(request, _said(done))
    return redirect(request.get_full_path())


def _said(done: Saved) -> str:
    return f"已保存 {len(done.saved)} 人。" if done.saved else "没有需要保存的改动。"


def _not_all(
    request: StaffRequest, school: Body, year: int, forms: list[YearRowForm], done: Saved
) -> HttpResponse:
    """What could not be saved stays as typed, beside what stands there now; saved once more, it
    takes its place. All other rows are shown as stored.
    """
    latest = _forms([form.person for form in forms], year)
    for form, stored in zip(forms, latest, strict=True):
        form.problem = form.error_text or done.refused.get(form.person.pk, "")
        form.known = stored.known
    pairs = zip(forms, latest, strict=True)
    shown = [form if form.problem else stored for form, stored in pairs]
    context = _page(request, school, year, shown, None)
    return render(request, "registration/year.html", {**context, "done": done}, status=409)


def _page(
    request: StaffRequest, school: Body, year: int, forms: list[YearRowForm], page: Any
) -> dict[str, Any]:
    return {
        "school": school,
        "year": year,
        "years": entry_years(today()),
        "forms": forms,
        "wrong": [form for form in forms if form.problem],
        "page_obj": page,
        "text": request.GET.get("q", ""),
        "running": year == today().year,
        "save_url": reverse("registration:year-save", args=[school.pk, year]),
    }


@require_POST
@with_own_school
def save(request: StaffRequest, school: Body, year: int) -> JsonResponse:
    """One row while it is filled in: its new version, or why it was not saved."""
    _demand(year)
    person = teacher_or_404(school, whole_number(request.POST.get("person", "")) or 0)
    form = YearRowForm(request.POST, person=person)
    if not form.is_valid():
        return JsonResponse({"text": form.error_text}, status=422)
    try:
        hand = Hand(school, year, request.user, AUTOSAVE, request)
        made = save_row(hand, form.row())
    except Stale:
        return JsonResponse({"text": "刚被他人改过，请刷新页面"}, status=409)
    except Refused as refused:
        return JsonResponse({"text": str(refused)}, status=422)
    saved_at = localtime(now()).isoformat()
    return JsonResponse({"version": made.version if made else 0, "saved_at": saved_at})
