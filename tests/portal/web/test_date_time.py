"""An instant typed as a day and a time of day."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.dates import parse_time
from portal.web.forms import DateTimeField, PortalForm

SHANGHAI = ZoneInfo("Asia/Shanghai")
CLOSING = datetime(2027, 3, 21, 17, 0, tzinfo=SHANGHAI)


class Form(PortalForm):
    opens = DateTimeField(label="开始时间")
    closes = DateTimeField(label="截止时间", default_time=time(17), required=False)


def form(day="2027-03-01", moment="9:00", closing_day="2027-3-21", closing_time="17:00"):
    return Form({
        "opens_day": day, "opens_time": moment,
        "closes_day": closing_day, "closes_time": closing_time,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:00", time(9)),
        ("09:05", time(9, 5)),
        ("９：３０", time(9, 30)),
        (" 17.30 ", time(17, 30)),
        ("1730", time(17, 30)),
        ("9点", time(9)),
        ("17时30分", time(17, 30)),
        ("9点5", time(9, 5)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("12:60", None),
        ("9:", None),
        ("930", None),
        ("下午三点", None),
        ("", None),
    ],
)
def test_times_as_people_type_them(typed, meant):
    assert parse_time(typed) == meant


@given(st.times())
def test_what_is_shown_is_read_back(moment):
    assert parse_time(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)


@given(st.text(max_size=8))
def test_any_text_is_a_time_or_none(text):
    assert parse_time(text) is None or 0 <= parse_time(text).hour < 24


def test_an_instant_of_the_portals_zone():
    bound = form()
    assert bound.is_valid()
    assert bound.cleaned_data["closes"] == CLOSING
    assert bound.cleaned_data["opens"].utcoffset().total_seconds() == 8 * 3600


def test_the_default_time_stands_in():
    bound = form(closing_time="")
    assert bound.is_valid()
    assert bound.cleaned_data["closes"] == CLOSING


@pytest.mark.parametrize("moment", ["", "17:00"])
def test_no_day_is_no_instant(moment):
    bound = form(closing_day="", closing_time=moment)
    assert bound.is_valid()
    assert bound.cleaned_data["closes"] is None


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"closing_day": "", "closing_time": "18:00"}, "请填写日期"),
        ({"closing_day": "三月"}, "日期应像"),
        ({"closing_time": "25:00"}, "时间应像"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, error):
    bound = form(**typed)
    assert bound.errors["closes"][0].startswith(error)
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in str(bound["closes"])


def test_a_required_instant_needs_day_and_time():
    assert form(day="", moment="").errors["opens"] == ["请填写日期"]
    assert form(moment="").errors["opens"] == ["请填写时间，例如 9:00"]


def test_a_stored_instant_is_shown_in_the_portals_zone():
    stored = CLOSING.astimezone(ZoneInfo("UTC"))
    html = str(Form(initial={"closes": stored})["closes"])
    assert 'value="2027-03-21"' in html
    assert 'value="17:00"' in html
    assert 'value="17:00"' in str(Form()["closes"])
    assert "value=" not in str(Form()["opens"])


def test_changes_are_seen():
    field = DateTimeField()
    assert not field.has_changed(CLOSING, ["2027年3月21日", "17点"])
    assert field.has_changed(CLOSING, ["2027-03-21", "17:01"])
    assert field.has_changed(CLOSING, ["?", "?"])
    assert not field.has_changed(None, ["", ""])
