"""Which years and hours a registration asks for; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ceducation.rules import years_of_period
from identity.enums import RegistrationKind
from registration.enums import CALLED, DueKind
from registration.rules.due import Due, Facts, Terms

_YEARS_KEPT = 10


@dataclass(frozen=True)
class YearSaid:
    """What a school said of a year; "" is not entered."""

    year: int
    appraisal: str = ""
    morals: str = ""
    post: str = ""
    entered_on: date | None = None
    school: str = ""


Said = Mapping[int, YearSaid]


def is_first(due: Due) -> bool:
    """Whether what is asked for is that of a first registration."""
    if due.kind == DueKind.AGAIN and due.last is not None:
        return due.last.kind == RegistrationKind.FIRST
    return due.kind == DueKind.FIRST


def assessed_years(due: Due, terms: Terms, today: date) -> range:
    """The last years that are over, as many as are asked for: the running one has no result yet."""
    count = terms.first_assessments if is_first(due) else terms.assessments
    return range(today.year - count, today.year)


def shown_years(terms: Terms, today: date) -> list[int]:
    """The columns of lists, the oldest first: what a later registration asks for."""
    return list(range(today.year - max(1, terms.assessments), today.year))


def entry_years(today: date) -> list[int]:
    """Years that can be entered, the newest first."""
    return list(range(today.year, today.year - _YEARS_KEPT - 1, -1))


def period_of(due: Due, terms: Terms, today: date) -> tuple[date, date]:
    """First and last day of the registration period; without one, the years until today."""
    last = due.until if due.kind == DueKind.PERIODIC and due.until else _year_end(today)
    return years_before(last, terms.valid_years) + timedelta(days=1), last


def _year_end(today: date) -> date:
    return date(today.year, 12, 31)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def hours_years(due: Due, terms: Terms, today: date) -> range:
    return years_of_period(*period_of(due, terms, today))


def missing(due: Due, facts: Facts, said: Said, terms: Terms, today: date) -> tuple[str, ...]:
    """What the school has still to enter for who is called now, and for whom it cannot be told."""
    if due.kind == DueKind.FIRST and facts.probation is None:
        return ("试用期考核",)
    if due.state not in CALLED:
        return ()
    years = assessed_years(due, terms, today)
    return (
        *_lacking(years, said, "appraisal", "年度考核"),
        *_lacking(morals_years(due, terms, today), said, "morals", "师德考核"),
        *(() if newest_post(said) else ("在编在岗",)),
    )


def morals_years(due: Due, terms: Terms, today: date) -> range:
    """Those of the assessments, and at least the year before."""
    years = assessed_years(due, terms, today)
    return years if len(years) else range(today.year - 1, today.year)


def newest_post(said: Said) -> YearSaid | None:
    """The newest year of which the post is known."""
    known: Iterable[YearSaid] = (each for each in said.values() if each.post)
    return max(known, key=lambda each: each.year, default=None)


def _lacking(years: range, said: Said, field: str, label: str) -> tuple[str, ...]:
    """One line for all years of a kind: "2023、2025年年度考核"."""
    empty = [str(year) for year in years if not getattr(said.get(year), field, "")]
    return (f"{'、'.join(empty)}年{label}",) if empty else ()
