"""The calendar of working days, a year at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms.manage import HolidayForm
from accounts.rules.administration import CALENDAR_KEEPERS, may_keep_calendar
from accounts.views.manage.fetching import my_scope
from accounts.views.manage.tabs import tabs_for
from portal.clock import today
from portal.organisations.access import staff_only
from portal.reference.queries import holidays, holidays_maintained
from portal.reference.services import BadLines, read_days, replace_year

_FIRST, _AHEAD = 2020, 2


@never_cache
@require_http_methods(["GET", "POST"])
@staff_only(*CALENDAR_KEEPERS)
def calendar(request: HttpRequest, year: int | None = None) -> HttpResponse:
    if not may_keep_calendar(my_scope(request)):
        raise Http404
    last = today().year + _AHEAD
    year = year or today().year
    if not _FIRST <= year <= last:
        raise Http404
    form = HolidayForm(request.POST or None, initial={"lines": _as_lines(year)})
    if request.method == "POST" and form.is_valid() and _replace(request, form, year):
        messages.success(request, f"{year}年的节假日已保存。")
        return redirect("accounts:manage-holidays-of", year)
    context = {
        "form": form,
        "tabs": tabs_for(request, my_scope(request)),
        "year": year,
        "years": [(each, holidays_maintained(each)) for each in range(last, _FIRST - 1, -1)],
        "rows": holidays(year),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/manage/holidays.html", context, status=status)


def _as_lines(year: int) -> str:
    rows = holidays(year)
    return "\n".join(f"{r.day},{'上班' if r.is_workday else '放假'},{r.name}" for r in rows)


def _replace(request: HttpRequest, form: HolidayForm, year: int) -> bool:
    user: Any = request.user
    try:
        days = read_days(form.cleaned_data["lines"])
    except BadLines as bad:
        for problem in bad.problems[:10]:
            form.add_error("lines", problem)
        return False
    strangers = [day for day in days if day.day.year != year]
    if strangers:
        form.add_error("lines", f"{strangers[0].day}不是{year}年的日子。")
        return False
    replace_year(year, days, actor=user, request=request)
    return True
