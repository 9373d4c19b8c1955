"""The calendar page: pasted lines, wrong ones named, nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from portal.organisations.enums import Role
from portal.reference.models import Holiday

SYSTEM = ("province", Role.SYSTEM_ADMIN)


def of(year):
    return reverse("accounts:manage-holidays-of", args=[year])


@pytest.fixture(autouse=True)
def november(freeze_clock=None):
    from datetime import UTC, datetime

    from portal import clock

    with clock.at(datetime(2026, 11, 23, 4, tzinfo=UTC)):
        yield


def test_a_year_without_data_says_so(enter):
    page = enter(*SYSTEM).get(of(2027)).content.decode()
    assert "节假日未维护" in page


def test_a_year_is_saved(enter):
    client = enter(*SYSTEM)
    sent = {"lines": "2027-01-01,放假,元旦\n2027-01-03,上班,元旦调休"}
    assert client.post(of(2027), sent).url == of(2027)
    assert list(Holiday.objects.values_list("day", "is_workday")) == [
        (date(2027, 1, 1), False),
        (date(2027, 1, 3), True),
    ]
    page = client.get(of(2027)).content.decode()
    assert "2027-01-03,上班,元旦调休" in page
    assert "节假日未维护</" not in page


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("", "请粘贴放假安排"),
        ("2027-13-01,放假", "不是日期"),
        ("2028-01-01,放假", "不是2027年的日子"),
        ("x" * 20_001, "20000"),
    ],
)
def test_wrong_lines_are_told_and_kept(enter, lines, problem):
    page = enter(*SYSTEM).post(of(2027), {"lines": lines})
    assert page.status_code == 422
    assert problem in page.content.decode()
    assert lines[:200] in page.content.decode()
    assert not Holiday.objects.exists()


@pytest.mark.parametrize(("year", "status"), [(2019, 404), (2020, 200), (2028, 200), (2029, 404)])
def test_only_near_years(enter, year, status):
    assert enter(*SYSTEM).get(of(year)).status_code == status
