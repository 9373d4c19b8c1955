"""The calendar file against RFC 5545: folding, escaping, whole days, alarms."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from identity.ics import Day, calendar, escape, fold

STAMP = datetime(2026, 11, 23, 8, 5, 9, tzinfo=UTC)


def unfold(text):
    return text.replace("\r\n ", "")


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_a_line_is_folded_at_75_octets_and_unfolds_to_itself(line):
    folded = fold(line)
    assert unfold(folded) == line
    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))


def test_a_line_of_75_octets_is_left_alone_and_one_more_is_folded():
    assert fold("a" * 75) == "a" * 75
    assert fold("a" * 76) == "a" * 75 + "\r\n a"
    assert fold("字" * 25) == "字" * 25
    assert fold("字" * 26) == "字" * 25 + "\r\n 字"
    assert fold("字" * 50) == f"{'字' * 25}\r\n {'字' * 24}\r\n 字"


def test_what_has_a_meaning_is_escaped():
    assert escape("a,b;c\\d\ne\r\nf") == "a\\,b\\;c\\\\d\\ne\\nf"
    assert escape("") == ""


@given(st.text(max_size=200))
def test_text_never_ends_its_line(text):
    escaped = escape(text)
    assert not set(escaped) & set("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def test_a_whole_file():
    day = Day("due-1@portal", date(2026, 12, 31), "定期注册，截止", "一;二", remind_days=7)
    lines = unfold(calendar("我的日程", [day], STAMP)).split("\r\n")
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Teachers' Portal//Calendar//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:我的日程",
        "BEGIN:VEVENT",
        "UID:due-1@portal",
        "DTSTAMP:20261123T080509Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:定期注册，截止",
        "DESCRIPTION:一\\;二",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:定期注册，截止",
        "TRIGGER:-P6DT15H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_without_alarm_and_text_there_is_neither():
    text = calendar("x", [Day("u", date(2026, 1, 1), "t")], STAMP)
    assert "VALARM" not in text
    assert "DESCRIPTION" not in text
    assert calendar("x", [], STAMP).count("BEGIN:") == 1
