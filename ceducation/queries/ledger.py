"""The ledger of one person. A balance is a sum of its lines, whenever it is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from ceducation.enums import HoursKind
from ceducation.models import HoursEntry
from ceducation.queries.requirements import Requirements, requirements_for
from ceducation.rules import NONE, Balance, Need, title_key, years_of_period
from identity.models import Person


@dataclass(frozen=True)
class PeriodTotal:
    """Hours of a registration period: the years that count, and what is asked for in all."""

    years: tuple[int, ...]
    by_year: Mapping[int, Decimal]
    total: Decimal
    required: Decimal

    @property
    def missing(self) -> Decimal:
        return max(NONE, self.required - self.total)

    @property
    def is_met(self) -> bool:
        return self.total >= self.required


@dataclass(frozen=True)
class YearOfHours:
    """One year of a person's ledger; its entries newest first."""

    year: int
    balance: Balance
    entries: tuple[HoursEntry, ...] = ()


def balance(
    person: Person, *, year: int | None = None, first: int | None = None, last: int | None = None
) -> Balance:
    """Hours by kind of one `year`, beside its requirement; or of the years `first`-`last`.

    Open ends are open; over several years nothing is asked for by kind.
    """
    rows = HoursEntry.objects.filter(person=person)
    need = Need()
    if year is not None:
        rows, need = rows.filter(year=year), requirements_for(person).need(year)
    if first is not None:
        rows = rows.filter(year__gte=first)
    if last is not None:
        rows = rows.filter(year__lte=last)
    sums = rows.order_by().values_list("kind").annotate(hours=Sum("hours"))
    return balance_of(sums, need)


def balance_of(sums: Iterable[tuple[str, Decimal]], need: Need | None = None) -> Balance:
    """From (kind, hours); a kind may come several times."""
    totals = dict.fromkeys(HoursKind.values, NONE)
    for kind, hours in sums:
        totals[kind] += hours
    return Balance(**totals, need=need or Need())


def ledger_of(person: Person) -> QuerySet[HoursEntry]:
    """Every line, the newest year and the newest line first, with all that a page shows."""
    rows = HoursEntry.objects.filter(person=person)
    return rows.select_related("unit", "entered_by", "reverses", "reversed_by")


def years_of(
    person: Person, this_year: int, requirements: Requirements | None = None
) -> list[YearOfHours]:
    """The ledger by year, the newest first; this year is there even when it is empty."""
    asked = requirements or requirements_for(person)
    by_year: dict[int, list[HoursEntry]] = {this_year: []}
    for entry in ledger_of(person):
        by_year.setdefault(entry.year, []).append(entry)
    return [
        YearOfHours(
            year,
            balance_of(((e.kind, e.hours) for e in entries), asked.need(year)),
            tuple(entries),
        )
        for year, entries in sorted(by_year.items(), reverse=True)
    ]


def live(person: Person) -> QuerySet[HoursEntry]:
    """Entries that still count: neither taken back nor taking back."""
    return HoursEntry.objects.filter(person=person, reverses=None, reversed_by=None)


def twin(person: Person, year: int, title: str) -> HoursEntry | None:
    """What is credited already of the same name in the same year."""
    wanted = title_key(title)
    found = live(person).filter(year=year).select_related("unit")
    return next((entry for entry in found if title_key(entry.title) == wanted), None)


def period_total(person: Person, first_day: date, last_day: date) -> PeriodTotal:
    """Hours of a registration period, both days included.

    A year counts where its greater part lies (`rules.years_of_period`). What is asked for is that
    of the period's last year.
    """
    years = years_of_period(first_day, last_day)
    rows = HoursEntry.objects.filter(person=person, year__in=list(years)).order_by()
    by_year = dict(rows.values_list("year").annotate(hours=Sum("hours")))
    required = requirements_for(person).of(years[-1]).period_hours if years else NONE
    return PeriodTotal(
        years=tuple(years),
        by_year={year: by_year.get(year, NONE) for year in years},
        total=sum(by_year.values(), NONE),
        required=required,
    )
