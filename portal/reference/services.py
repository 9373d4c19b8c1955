"""Keeping the calendar of working days."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from portal.audit import services as audit
from portal.reference.models import Holiday
from portal.web.dates import parse_date

LONGEST_NAME = 40
MOST_LINES = 400
_WORDS = {"放假": False, "休": False, "上班": True, "班": True, "调休上班": True}


@dataclass(frozen=True)
class Day:
    day: date
    is_workday: bool
    name: str


class BadLines(Exception):
    """Lines that cannot be read; `problems` are sentences naming the line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_days(text: str) -> list[Day]:
    """The days of pasted lines ("2027-01-01,放假,元旦"); BadLines says which are wrong."""
    days: dict[date, Day] = {}
    problems: list[str] = []
    lines = text.replace("，", ",").replace("\t", ",").splitlines()
    if len(lines) > MOST_LINES:
        raise BadLines([f"一次最多{MOST_LINES}行，现在是{len(lines)}行。"])
    for number, cells in enumerate(csv.reader(lines), start=1):
        row = [cell.strip() for cell in cells]
        if not any(row):
            continue
        found = _day(row)
        if isinstance(found, str):
            problems.append(f"第{number}行：{found}")
        elif found.day in days:
            problems.append(f"第{number}行：{found.day}重复了。")
        else:
            days[found.day] = found
    if problems:
        raise BadLines(problems)
    return sorted(days.values(), key=lambda day: day.day)


def _day(row: list[str]) -> Day | str:
    if len(row) < 2:
        return "应有日期和“放假”或“上班”，用逗号分开。"
    day = parse_date(row[0])
    if day is None:
        return f"“{row[0]}”不是日期。"
    if row[1] not in _WORDS:
        return f"“{row[1]}”应为“放假”或“上班”。"
    name = row[2] if len(row) > 2 else ""
    if len(name) > LONGEST_NAME:
        return f"名称最多{LONGEST_NAME}个字。"
    return Day(day, _WORDS[row[1]], name)


@transaction.atomic
def replace_year(year: int, days: Iterable[Day], *, actor: Any, request: Any = None) -> int:
    """The year's rows become `days`; the number of days. ValueError for a day of another year."""
    rows = [Holiday(day=d.day, is_workday=d.is_workday, name=d.name) for d in days]
    if any(row.day.year != year for row in rows):
        raise ValueError(f"a day outside {year}")
    Holiday.objects.filter(day__year=year).delete()
    Holiday.objects.bulk_create(rows)
    detail = {"year": year, "days": len(rows)}
    audit.record("reference.replace_holidays", actor=actor, detail=detail, request=request)
    return len(rows)
