"""Working days across New Year, holidays and years without data; the pasted calendar."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.actors import SystemActor
from portal.audit.models import Entry
from portal.reference import queries
from portal.reference.loading import holidays
from portal.reference.models import Holiday
from portal.reference.services import BadLines, Day, read_days, replace_year

ACTOR = SystemActor("tests")


@pytest.fixture(autouse=True)
def no_days_known(request: pytest.FixtureRequest) -> None:
    """Each test says which days are off; the real calendar may be loaded already."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        Holiday.objects.all().delete()


def off(*days):
    Holiday.objects.bulk_create(Holiday(day=day, is_workday=False) for day in days)


def worked(*days):
    Holiday.objects.bulk_create(Holiday(day=day, is_workday=True) for day in days)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 11, 24)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),
        (date(2026, 12, 30), 2, date(2027, 1, 1)),
        (date(2026, 1, 1), 250, date(2026, 12, 17)),
    ],
)
def test_without_data_monday_to_friday(day, n, expected):
    assert queries.working_day_after(day, n) == expected


@pytest.mark.django_db
def test_days_off_do_not_count_and_worked_weekends_do():
    off(date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5))
    worked(date(2026, 10, 10))
    assert queries.working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 6)
    assert queries.working_day_after(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert queries.is_working_day(date(2026, 10, 10))
    assert not queries.is_working_day(date(2026, 10, 11))
    assert not queries.is_working_day(date(2026, 10, 1))


@pytest.mark.django_db
def test_a_long_count_looks_further_than_one_window():
    off(*(date(2026, 3, 2) + timedelta(days=n) for n in range(120)))
    assert queries.working_day_after(date(2026, 2, 27), 3) == date(2026, 7, 2)


@pytest.mark.django_db
def test_the_official_year_2026():
    holidays.load()
    assert queries.working_day_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert not queries.is_working_day(date(2026, 1, 1))


@pytest.mark.django_db
def test_years_without_data_are_said():
    off(date(2026, 1, 1))
    assert queries.holidays_maintained(2026)
    assert not queries.holidays_maintained(2027)
    assert queries.holiday_warning(date(2026, 11, 1), date(2026, 12, 1)) == ""
    warning = queries.holiday_warning(date(2026, 12, 20), date(2027, 1, 10))
    assert warning == "2027年节假日未维护，按周一至周五计算"


def test_pasted_lines_are_read():
    text = "2027-01-01,放假,元旦\n\n2027年1月2日\t上班\n2027/1/3，休，周末"
    assert read_days(text) == [
        Day(date(2027, 1, 1), False, "元旦"),
        Day(date(2027, 1, 2), True, ""),
        Day(date(2027, 1, 3), False, "周末"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2027-01-01", "第1行：应有日期"),
        ("2027-02-30,放假", "第1行：“2027-02-30”不是日期"),
        ("2027-01-01,也许", "第1行：“也许”应为"),
        ("2027-01-01,放假\n2027-01-01,上班", "第2行：2027-01-01重复了"),
        (f"2027-01-01,放假,{'元' * 41}", "第1行：名称最多"),
        ("\n" * 401, "一次最多400行"),
    ],
)
def test_wrong_lines_are_named(text, problem):
    with pytest.raises(BadLines) as bad:
        read_days(text)
    assert bad.value.problems[0].startswith(problem)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    with suppress(BadLines):
        assert all(isinstance(day, Day) for day in read_days(text))


@pytest.mark.django_db
def test_a_year_is_replaced_as_a_whole_and_on_record():
    off(date(2027, 5, 1), date(2026, 5, 1))
    assert replace_year(2027, [Day(date(2027, 1, 1), False, "元旦")], actor=ACTOR) == 1
    assert list(Holiday.objects.values_list("day", flat=True)) == [
        date(2026, 5, 1),
        date(2027, 1, 1),
    ]
    assert Entry.objects.get().action == "reference.replace_holidays"


@pytest.mark.django_db
def test_a_day_of_another_year_changes_nothing():
    off(date(2027, 5, 1))
    with pytest.raises(ValueError, match="2027"):
        replace_year(2027, [Day(date(2028, 1, 1), False, "")], actor=ACTOR)
    assert Holiday.objects.count() == 1
