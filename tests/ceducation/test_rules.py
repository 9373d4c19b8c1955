"""What may be credited, and to which period a year belongs."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceducation.enums import HoursKind, Standing
from ceducation.rules import (
    Balance,
    Learned,
    Limits,
    Need,
    kind_of,
    problems,
    spoken,
    tidy,
    title_key,
    years_of_period,
)

TODAY = date(2026, 11, 23)
LIMITS = Limits(Decimal(200))
NEED = Need(Decimal(30), Decimal(42), Decimal(18), Decimal(90))
DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


def wrong(limits=LIMITS, **changes):
    values = {
        "year": 2026,
        "kind": "general",
        "hours": Decimal(8),
        "title": "研修",
        "proof": "",
    } | changes
    return dict(problems(Learned(**values), limits, TODAY))


def test_what_is_right_has_no_problem():
    assert wrong() == {}


@pytest.mark.parametrize("year", [2016, 2026])
def test_ten_years_back_and_this_year(year):
    assert wrong(year=year) == {}


@pytest.mark.parametrize("year", [2015, 2027, 0])
def test_other_years_are_refused(year):
    assert wrong(year=year) == {"year": "年度应在 2016 到 2026 之间"}


def test_the_last_day_of_entry_is_still_open():
    assert wrong(Limits(Decimal(200), TODAY)) == {}
    closed = wrong(Limits(Decimal(200), date(2026, 11, 22)))
    assert closed == {"year": "2026年学时的录入已于 2026-11-22 截止"}


@pytest.mark.parametrize("hours", ["0", "-0.1", "-8", "NaN", "Infinity"])
def test_hours_are_above_zero(hours):
    assert "大于 0" in wrong(hours=Decimal(hours))["hours"]


@pytest.mark.parametrize("hours", ["0.1", "199.9", "200"])
def test_hours_up_to_the_limit(hours):
    assert wrong(hours=Decimal(hours)) == {}


def test_absurd_hours_are_refused():
    assert wrong(hours=Decimal("200.1"))["hours"] == "一条不能超过 200 学时，请核对"


def test_only_tenths():
    assert "一位小数" in wrong(hours=Decimal("1.25"))["hours"]


def test_title_and_proof():
    assert wrong(title="")["title"] == "请填写所学内容"
    assert wrong(title="学" * 200, proof="1" * 80) == {}
    assert "最多 200 个字" in wrong(title="学" * 201)["title"]
    assert "最多 80 个字" in wrong(proof="1" * 81)["proof"]
    assert "无法识别" in wrong(title="研\x07修")["title"]


def test_everything_is_told_at_once():
    assert set(wrong(year=1, kind="x", hours=Decimal(0), title="")) == {
        "year",
        "kind",
        "hours",
        "title",
    }


@pytest.mark.parametrize(
    "text", ["公需", "公需课", "公需科目", " 公 需 课程 ", "general", "公需学时"]
)
def test_kinds_as_people_write_them(text):
    assert kind_of(text) == HoursKind.GENERAL


@pytest.mark.parametrize("text", ["", "必修", "公", "课", "选修专业"])
def test_no_kind(text):
    assert kind_of(text) is None


def test_titles_differ_by_what_they_say_alone():
    assert title_key(" 研修（一） ABC") == title_key("研 修(一)ａｂｃ")
    assert title_key("研修（一）") != title_key("研修（二）")
    assert tidy("  研修  （一） ") == "研修 （一）"


def test_spoken():
    assert [spoken(Decimal(text)) for text in ("30", "30.0", "7.5", "-4.0", "0")] == [
        "30",
        "30",
        "7.5",
        "-4",
        "0",
    ]


def test_a_balance_says_what_is_missing():
    balance = Balance(Decimal(30), Decimal(40), Decimal(20), NEED)
    assert balance.total == 90
    assert balance.missing == Need(professional=Decimal(2))
    assert (balance.is_met, balance.standing) == (False, Standing.SHORT)


def test_enough_of_each_and_in_all():
    exact = Balance(Decimal(30), Decimal(42), Decimal(18), NEED)
    assert (exact.is_met, exact.standing) == (True, Standing.MET)
    more_in_all = Need(Decimal(30), Decimal(42), Decimal(18), Decimal(100))
    assert Balance(Decimal(30), Decimal(42), Decimal(18), more_in_all).missing.total == 10
    assert Balance(need=NEED).standing == Standing.NONE


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2021, 9, 1), date(2026, 8, 31), [2022, 2023, 2024, 2025, 2026]),
        (date(2021, 7, 2), date(2026, 7, 1), [2021, 2022, 2023, 2024, 2025]),
        (date(2021, 7, 3), date(2026, 7, 2), [2022, 2023, 2024, 2025, 2026]),
        (date(2021, 1, 1), date(2025, 12, 31), [2021, 2022, 2023, 2024, 2025]),
        (date(2021, 8, 1), date(2021, 12, 31), []),
        (date(2022, 1, 1), date(2021, 1, 1), []),
    ],
)
def test_years_of_a_period(first, last, years):
    assert list(years_of_period(first, last)) == years


@given(first=DAYS, length=st.integers(1, 4000), then=st.integers(1, 4000))
def test_each_year_belongs_to_one_of_two_periods_that_follow(first, length, then):
    """No year counts twice, none between them is lost."""
    middle = first.toordinal() + length
    earlier = years_of_period(first, date.fromordinal(middle - 1))
    later = years_of_period(date.fromordinal(middle), date.fromordinal(middle + then))
    assert not set(earlier) & set(later)
    if earlier and later:
        assert later[0] == earlier[-1] + 1


@given(first=st.dates(date(2001, 3, 1), date(2080, 12, 31)))
def test_five_years_have_five(first):
    after = first.replace(year=first.year + 5, day=min(first.day, 28))
    assert len(years_of_period(first, date.fromordinal(after.toordinal() - 1))) == 5
