"""我的学时: what one has, year by year, and every line of it."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ceducation.presentation import bar, lines, year_views
from ceducation.queries import ledger
from ceducation.queries.ledger import YearOfHours
from ceducation.queries.requirements import requirements_for
from ceducation.rules import NONE
from identity.models import Person
from portal.clock import today
from portal.web.numbers import whole_number

if TYPE_CHECKING:
    from accounts.models import User


class OwnRequest(HttpRequest):
    user: "User"


@require_safe
@never_cache
@login_required
def mine(request: OwnRequest) -> HttpResponse:
    """An account of an office alone has no hours."""
    if request.user.person is None:
        raise Http404
    context = ledger_page(request.user.person, request.GET.get("year", ""))
    return render(request, "ceducation/mine.html", context)


def ledger_page(person: Person, asked: str, unit_id: int | None = None) -> dict[str, Any]:
    """A person's ledger with one year opened: the asked one, where there is such a year."""
    asked_for = requirements_for(person)
    years = ledger.years_of(person, today().year, asked_for)
    chosen = _chosen(years, whole_number(asked, 4))
    shown = year_views(years, chosen.year)
    return {
        "years": shown,
        "chosen": next(view for view in shown if view.current),
        "lines": lines(chosen.entries, unit_id),
        "period": _period(years, asked_for.of(today().year)),
        "requirement": asked_for.of(chosen.year),
    }


def _chosen(years: list[YearOfHours], year: int | None) -> YearOfHours:
    this_year = next(found for found in years if found.year == today().year)
    return next((found for found in years if found.year == year), this_year)


def _period(years: list[YearOfHours], requirement: Any) -> dict[str, Any]:
    """The last years, as many as a registration period has."""
    first = today().year - requirement.period_years + 1
    counted = [found for found in years if first <= found.year <= today().year]
    total = sum((found.balance.total for found in counted), NONE)
    return {
        "first": first,
        "count": requirement.period_years,
        "bar": bar(f"近{requirement.period_years}年合计", total, requirement.period_hours),
    }
