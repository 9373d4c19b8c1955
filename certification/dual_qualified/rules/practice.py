"""Time spent in enterprises: months, each day counted once (domain facts: 5 years, 6 months)."""

from collections.abc import Iterable
from datetime import date, timedelta

DAYS_A_MONTH = 30
YEARS = 5


def months_within(periods: Iterable[tuple[date, date]], today: date, years: int = YEARS) -> int:
    """Whole months of 30 days that the periods cover within the last `years`, overlaps once.

    A period is (first day, last day), both worked.
    """
    border = years_before(today, years)
    return _days(periods, border, today) // DAYS_A_MONTH


def _days(periods: Iterable[tuple[date, date]], first: date, last: date) -> int:
    covered, counted_to = 0, first - timedelta(days=1)
    for start, end in sorted(periods):
        begin, finish = max(start, counted_to + timedelta(days=1)), min(end, last)
        if finish >= begin:
            covered += (finish - begin).days + 1
            counted_to = finish
    return covered


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 1 March where it would be a 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, month=3, day=1)
