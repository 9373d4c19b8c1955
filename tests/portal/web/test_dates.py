from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.dates import parse_date

FORMS = (
    "{0:04}-{1:02}-{2:02}",
    "{0:04}-{1}-{2}",
    "{0:04}/{1}/{2}",
    "{0:04}.{1}.{2}",
    "{0:04}{1:02}{2:02}",
    "{0:04}年{1}月{2}日",
    "{0:04}年{1:02}月{2:02}",
    " {0:04} 年 {1} 月 {2} 日 ",
)
FULL_WIDTH = str.maketrans("0123456789-/.", "０１２３４５６７８９－／．")


DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@given(DAYS, st.sampled_from(FORMS), st.booleans())
def test_every_common_way_of_typing_a_day_is_read(day: date, form: str, full_width: bool) -> None:
    typed = form.format(day.year, day.month, day.day)
    assert parse_date(typed.translate(FULL_WIDTH) if full_width else typed) == day


@pytest.mark.parametrize("typed", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_none(typed: str) -> None:
    assert parse_date(typed) is None


@given(st.text())
def test_any_text_is_a_day_or_nothing(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    "typed",
    ["", "1987", "1987-07", "1987-02-30", "1987-13-01", "19870732", "87-07-05", "198775",
     "1987-07-05x", "x1987-07-05", "0000-01-01", "1987 07 05", "05/07/1987"],
)  # fmt: skip
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert parse_date(typed) is None
