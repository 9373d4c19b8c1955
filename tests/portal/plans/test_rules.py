"""The dates of a plan; where it stands at a moment; the day of a reminder."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.plans.enums import Phase, PlanState
from portal.plans.rules import (
    Problem,
    Window,
    change_problems,
    phase_of,
    publication_problems,
    reminder_due,
    window_problems,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2027, 3, 1, 9, 0, tzinfo=SHANGHAI)
LAST = datetime(2027, 3, 21, 17, 0, tzinfo=SHANGHAI)
NOON = datetime(2027, 3, 5, 12, 0, tzinfo=SHANGHAI)
SECOND = timedelta(seconds=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(SHANGHAI))


def window(**changes):
    return Window(**{"year": 2027, "opens_at": FIRST, "closes_at": LAST, **changes})


def fields(problems: list[Problem]) -> list[str]:
    return [problem.field for problem in problems]


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (FIRST - SECOND, Phase.BEFORE),
        (FIRST, Phase.OPEN),
        (LAST - SECOND, Phase.OPEN),
        (LAST, Phase.OVER),
    ],
)
def test_the_window_holds_its_opening_and_not_its_closing(moment, phase):
    assert phase_of(PlanState.PUBLISHED, FIRST, LAST, moment) is phase


@given(moments, moments, moments, st.sampled_from(PlanState.values))
def test_phase_follows_from_state_and_window(opens, closes, moment, state):
    phase = phase_of(state, opens, closes, moment)
    if state == PlanState.PUBLISHED:
        assert (phase is Phase.BEFORE) == (moment < opens)
        assert (phase is Phase.OPEN) == (opens <= moment < closes)
        assert (phase is Phase.OVER) == (moment >= max(opens, closes))
    else:
        assert phase.value == state


def test_phase_of_a_plan_without_window():
    assert phase_of(PlanState.DRAFT, None, None, NOON) is Phase.DRAFT
    assert phase_of(PlanState.DRAFT, FIRST, LAST, NOON) is Phase.DRAFT
    assert phase_of(PlanState.WITHDRAWN, FIRST, LAST, NOON) is Phase.WITHDRAWN


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"opens_at": None, "closes_at": None, "year": 1999, "remind_days": (30,)}, []),
        ({"closes_at": FIRST}, ["closes_at"]),
        ({"closes_at": FIRST - SECOND}, ["closes_at"]),
        ({"evidence_until": date(2027, 3, 21)}, []),
        ({"evidence_until": date(2027, 3, 22)}, ["evidence_until"]),
        ({"opens_at": None, "evidence_until": date(2027, 3, 22)}, ["evidence_until"]),
        ({"year": 2026}, ["year"]),
        ({"year": 2028}, ["year"]),
        ({"remind_days": (20, 7)}, []),
        ({"remind_days": (7, 21)}, ["remind_days"]),
        ({"year": 2026, "remind_days": (21,)}, ["year", "remind_days"]),
    ],
)
def test_contradictions_are_told_by_field(changes, wrong):
    assert fields(window_problems(window(**changes))) == wrong


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_window_over_new_year_belongs_to_either_year(year):
    opens = datetime(2026, 12, 20, tzinfo=SHANGHAI)
    closes = datetime(2027, 1, 10, tzinfo=SHANGHAI)
    assert window_problems(Window(year, opens, closes)) == []


def test_the_year_is_the_portals_not_the_clocks_of_greenwich():
    opens = datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI)
    problems = window_problems(Window(2026, opens, opens + timedelta(days=9)))
    assert problems == [Problem("year", "年度与报名时间（2027年）不一致。")]


@given(moments, moments, st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(1, 400))
def test_a_window_without_problems_is_consistent(opens, closes, evidence, days):
    found = window_problems(Window(opens.year, opens, closes, evidence, (days,)))
    consistent = (
        opens < closes and evidence <= closes.date() and days <= (closes.date() - opens.date()).days
    )
    assert (found == []) == consistent


def test_publication_needs_a_window_that_is_not_over():
    assert fields(publication_problems(Window(2027), NOON)) == ["opens_at", "closes_at"]
    assert publication_problems(window(), NOON) == []  # opened already: allowed
    assert publication_problems(window(), LAST - SECOND) == []
    assert fields(publication_problems(window(), LAST)) == ["closes_at"]
    assert fields(publication_problems(window(year=2028), NOON)) == ["year"]


@pytest.mark.parametrize(
    ("changes", "moment", "wrong"),
    [
        ({}, NOON, []),
        ({"closes_at": LAST + SECOND}, NOON, []),
        ({"closes_at": NOON + SECOND}, NOON, []),
        ({"closes_at": NOON}, NOON, ["closes_at"]),
        ({"closes_at": NOON - SECOND}, NOON, ["closes_at"]),
        # Over already: other fields may change, the closing stays or moves to the future.
        ({"evidence_until": date(2027, 3, 1)}, LAST + SECOND, []),
        ({"closes_at": LAST + timedelta(days=2)}, LAST + SECOND, []),
        ({"opens_at": FIRST + SECOND}, FIRST - SECOND, []),
        ({"opens_at": FIRST + SECOND}, FIRST, ["opens_at"]),
        ({"opens_at": FIRST - SECOND}, NOON, ["opens_at"]),
        ({"opens_at": None}, FIRST - SECOND, ["opens_at"]),
        ({"closes_at": None}, NOON, ["closes_at"]),
        ({"year": 2026}, NOON, ["year"]),
    ],
)
def test_what_a_published_plan_may_not_become(changes, moment, wrong):
    assert fields(change_problems(window(), window(**changes), moment)) == wrong


@given(moments, moments, moments)
def test_a_change_never_ends_a_window_in_the_past(opens, closes, moment):
    after = window(closes_at=closes, year=closes.year)
    found = change_problems(window(), after, moment)
    if "closes_at" not in fields(found):
        assert closes == LAST or closes > moment


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (at(14, 9), 7),
        (at(14, 8, 59), None),
        (at(14, 20, 59), 7),
        (at(14, 21), None),
        (at(13, 12), None),
        (at(15, 12), None),
        (at(18, 12), 3),
        (at(20, 12), 1),
        (at(21, 12), None),
        (at(22, 12), None),
    ],
)
def test_reminders_come_by_day_on_their_day(moment, days):
    assert reminder_due(LAST, [7, 3, 1, 0, -1], moment) == days
    assert reminder_due(LAST, [], moment) is None
