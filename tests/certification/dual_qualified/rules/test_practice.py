from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.dual_qualified.rules.practice import months_within, years_before

TODAY = date(2026, 11, 23)


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("periods", "months"),
    [
        ([], 0),
        ([(ago(29), TODAY)], 1),
        ([(ago(28), TODAY)], 0),
        ([(ago(59), TODAY), (ago(89), ago(30))], 3),
        # Overlapping days count once.
        ([(ago(59), TODAY), (ago(59), TODAY)], 2),
        # Days before the five years, and after today, do not count.
        ([(date(2010, 1, 1), date(2021, 11, 22))], 0),
        ([(date(2010, 1, 1), date(2021, 12, 22))], 1),
        ([(TODAY, TODAY + timedelta(days=400))], 0),
    ],
)
def test_months(periods, months):
    assert months_within(periods, TODAY) == months


def test_five_years_before_a_leap_day():
    assert years_before(date(2024, 2, 29), 5) == date(2019, 3, 1)
    assert years_before(date(2026, 11, 23), 5) == date(2021, 11, 23)


days = st.dates(date(2020, 1, 1), date(2027, 1, 1))
periods = st.lists(st.tuples(days, days).map(lambda pair: tuple(sorted(pair))), max_size=6)


@given(periods)
def test_never_more_than_the_days_there_are_and_order_does_not_matter(found):
    first = years_before(TODAY, 5)
    covered = {
        day
        for start, end in found
        for day in (start + timedelta(days=n) for n in range((end - start).days + 1))
        if first <= day <= TODAY
    }
    assert months_within(found, TODAY) == len(covered) // 30
    assert months_within(list(reversed(found)), TODAY) == months_within(found, TODAY)
