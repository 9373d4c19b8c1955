"""What a plan's dates must satisfy, and where a plan stands at a moment. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from portal.messaging.daytime import is_daytime
from portal.organisations.enums import BodyKind
from portal.plans.enums import Phase, PlanState

MOST_STAGES = 3
LONGEST_STAGE = 90
LONGEST_VALIDITY = 30
MOST_REMINDERS = 5
ENTRUSTED_KINDS = (BodyKind.CITY, BodyKind.COUNTY, BodyKind.BASE)


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the field where it is told ("" when it is none's)."""

    field: str
    text: str


@dataclass(frozen=True)
class Window:
    """The dates of a plan; instants are aware, `remind_days` are days before closing."""

    year: int
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    evidence_until: date | None = None
    remind_days: tuple[int, ...] = ()


def phase_of(
    state: str, opens_at: datetime | None, closes_at: datetime | None, moment: datetime
) -> Phase:
    """The window holds its opening instant and not its closing one."""
    if state != PlanState.PUBLISHED or opens_at is None or closes_at is None:
        return Phase.WITHDRAWN if state == PlanState.WITHDRAWN else Phase.DRAFT
    if moment < opens_at:
        return Phase.BEFORE
    return Phase.OPEN if moment < closes_at else Phase.OVER


def window_problems(window: Window) -> list[Problem]:
    """What contradicts itself in the dates, whether or not the plan is complete."""
    opens, closes = window.opens_at, window.closes_at
    found = []
    if opens and closes and closes <= opens:
        found.append(Problem("closes_at", "截止时间要晚于开始时间。"))
    if closes and window.evidence_until and window.evidence_until > _day(closes):
        found.append(Problem("evidence_until", "材料截止日期不能晚于报名截止的那一天。"))
    if opens and closes and opens < closes:
        found += _of_the_length(window, opens, closes)
    return found


def _of_the_length(window: Window, opens: datetime, closes: datetime) -> list[Problem]:
    found = []
    first, last = _day(opens), _day(closes)
    if not first.year <= window.year <= last.year:
        found.append(Problem("year", f"年度与报名时间（{_years(first, last)}年）不一致。"))
    length = (last - first).days
    if any(days > length for days in window.remind_days):
        found.append(Problem("remind_days", f"报名时间共{length}天，提醒不能早于开始的那一天。"))
    return found


def _years(first: date, last: date) -> str:
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def publication_problems(window: Window, moment: datetime) -> list[Problem]:
    """What keeps the dates from being published at `moment`."""
    found = []
    if window.opens_at is None:
        found.append(Problem("opens_at", "还没有填写开始时间。"))
    if window.closes_at is None:
        found.append(Problem("closes_at", "还没有填写截止时间。"))
    elif window.closes_at <= moment:
        found.append(Problem("closes_at", "截止时间已经过去。"))
    return found + window_problems(window)


def change_problems(before: Window, after: Window, moment: datetime) -> list[Problem]:
    """What a published plan's dates may not become at `moment`."""
    found = []
    if after.opens_at is None or after.closes_at is None:
        found.append(Problem("opens_at" if after.opens_at is None else "closes_at", _NEEDED))
    if after.opens_at != before.opens_at and before.opens_at and before.opens_at <= moment:
        found.append(Problem("opens_at", "报名已经开始，开始时间不能再改。"))
    if after.closes_at and after.closes_at != before.closes_at and after.closes_at <= moment:
        found.append(Problem("closes_at", "截止时间不能改到现在以前。要停止报名，请撤回计划。"))
    return found + window_problems(after)


_NEEDED = "已发布的计划必须有开始和截止时间。"


def reminder_due(closes_at: datetime, remind_days: Sequence[int], moment: datetime) -> int | None:
    """The number of days before closing that is today's reminder; none at night (Y5)."""
    if not is_daytime(moment):
        return None
    left = (_day(closes_at) - _day(moment)).days
    return left if left > 0 and left in remind_days else None


def _day(moment: datetime) -> date:
    return localtime(moment).date()
