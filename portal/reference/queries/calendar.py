"""Working days: Monday to Friday, corrected by the table of holidays."""

from datetime import date, timedelta

from portal.reference.models import Holiday

UNMAINTAINED = "节假日未维护"
_SATURDAY = 5
_WINDOW = timedelta(days=60)


def holidays_maintained(year: int) -> bool:
    return Holiday.objects.filter(day__year=year).exists()


def holiday_warning(first: date, last: date) -> str:
    """What a page says beside a deadline counted through years without holidays, or ""."""
    years = [year for year in range(first.year, last.year + 1) if not holidays_maintained(year)]
    return f"{'、'.join(map(str, years))}年{UNMAINTAINED}，按周一至周五计算" if years else ""


def is_working_day(day: date) -> bool:
    return _works(day, _exceptions(day, day))


def working_day_after(day: date, n: int) -> date:
    """The n-th working day after `day` (n ≥ 1; 0 gives `day` itself)."""
    exceptions: dict[date, bool] = {}
    known_until = day
    while n > 0:
        day += timedelta(days=1)
        if day > known_until:
            exceptions, known_until = _exceptions(day, day + _WINDOW), day + _WINDOW
        n -= _works(day, exceptions)
    return day


def _exceptions(first: date, last: date) -> dict[date, bool]:
    rows = Holiday.objects.filter(day__range=(first, last))
    return dict(rows.values_list("day", "is_workday"))


def _works(day: date, exceptions: dict[date, bool]) -> bool:
    return exceptions.get(day, day.weekday() < _SATURDAY)
