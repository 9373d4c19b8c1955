"""Which years and hours are asked for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.enums import DueKind, DueState
from registration.rules.due import Concluded, Due, Facts, Probated, Terms
from registration.rules.needs import (
    YearSaid,
    assessed_years,
    entry_years,
    hours_years,
    is_first,
    missing,
    newest_post,
    period_of,
    years_before,
)

TODAY = date(2026, 11, 23)
PERIODIC = Due(DueKind.PERIODIC, DueState.DUE, TODAY, date(2026, 12, 10))
FIRST = Due(DueKind.FIRST, DueState.DUE, TODAY, TODAY + timedelta(days=60))
GOOD = {year: YearSaid(year, "competent", "competent", "established") for year in range(2021, 2026)}
PROBATED = Facts(probation=Probated("passed", TODAY, TODAY))


def test_the_running_year_has_no_result_yet():
    assert list(assessed_years(PERIODIC, Terms(), TODAY)) == [2021, 2022, 2023, 2024, 2025]


def test_a_first_registration_asks_for_what_the_province_says():
    assert list(assessed_years(FIRST, Terms(), TODAY)) == []
    assert list(assessed_years(FIRST, Terms(first_assessments=1), TODAY)) == [2025]


@pytest.mark.parametrize(("kind", "first"), [("first", True), ("periodic", False)])
def test_again_asks_for_what_was_deferred(kind, first):
    last = Concluded(2025, kind, "deferred", date(2025, 12, 1))
    assert is_first(Due(DueKind.AGAIN, DueState.DUE, last=last)) is first


def test_hours_are_those_of_the_period():
    assert period_of(PERIODIC, Terms(), TODAY) == (date(2021, 12, 11), date(2026, 12, 10))
    assert hours_years(PERIODIC, Terms(), TODAY) == range(2022, 2027)


def test_without_a_validity_they_are_the_last_years():
    assert hours_years(FIRST, Terms(valid_years=3), TODAY) == range(2024, 2027)


@given(st.dates(date(2014, 1, 1), date(2080, 12, 31)), st.integers(1, 12))
def test_a_period_has_as_many_years_as_it_lasts(until, years):
    due = Due(DueKind.PERIODIC, DueState.DUE, until, until)
    assert len(hours_years(due, Terms(valid_years=years), until)) == years


def test_of_the_29th_of_february_it_is_the_28th():
    assert years_before(date(2028, 2, 29), 5) == date(2023, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_nothing_is_missing_of_who_has_everything():
    assert missing(PERIODIC, Facts(), GOOD, Terms(), TODAY) == ()


def test_what_is_missing_is_named_by_kind():
    said = {**GOOD, 2022: YearSaid(2022, "", "competent"), 2024: YearSaid(2024, "", "")}
    assert missing(PERIODIC, Facts(), said, Terms(), TODAY) == (
        "2022、2024年年度考核", "2024年师德考核",
    )  # fmt: skip
    assert missing(PERIODIC, Facts(), {}, Terms(), TODAY)[-1] == "在编在岗"


def test_first_asks_for_probation_and_last_years_morals():
    unknown = Due(DueKind.FIRST, DueState.UNKNOWN)
    assert missing(unknown, Facts(), {}, Terms(), TODAY) == ("试用期考核",)
    assert missing(FIRST, PROBATED, {}, Terms(), TODAY) == ("2025年师德考核", "在编在岗")


def test_nothing_is_asked_before_it_is_due():
    later = Due(DueKind.PERIODIC, DueState.NOT_YET, TODAY, TODAY)
    assert missing(later, Facts(), {}, Terms(), TODAY) == ()


def test_the_post_is_that_of_the_newest_year_that_says_one():
    said = {2025: YearSaid(2025, "competent"), 2024: YearSaid(2024, post="away"), 2023: GOOD[2023]}
    found = newest_post(said)
    assert found is not None
    assert found.year == 2024
    assert newest_post({}) is None


def test_ten_years_back_can_be_entered():
    assert entry_years(TODAY) == list(range(2026, 2015, -1))
