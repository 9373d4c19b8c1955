"""Days off and worked weekends from the package chinesecalendar.

It knows only the years whose notice was out when it was made, so later years are kept by
administrators; what they entered is never overwritten.
"""

from importlib.metadata import version as package_version

import chinese_calendar

from portal.reference.loading.dataset import version_of
from portal.reference.models import Holiday

NAME = "holidays"
_NAMES = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}
_FIRST_YEAR = 2020


def version() -> str:
    return version_of(package=f"chinesecalendar {package_version('chinesecalendar')}")


def load() -> int:
    off = {day: _NAMES[name] for day, name in chinese_calendar.holidays.items()}
    worked = {day: f"{_NAMES[name]}调休上班" for day, name in chinese_calendar.workdays.items()}
    rows = [Holiday(day=day, name=name, is_workday=False) for day, name in off.items()]
    rows += [Holiday(day=day, name=name, is_workday=True) for day, name in worked.items()]
    recent = [row for row in rows if row.day.year >= _FIRST_YEAR]
    Holiday.objects.bulk_create(recent, ignore_conflicts=True)
    return len(recent)
