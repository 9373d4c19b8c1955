"""A calendar file of whole days (RFC 5545), read by the calendars of phones and computers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_LONGEST_LINE: Final = 75
_PRODUCT: Final = "-//Teachers' Portal//Calendar//ZH"


@dataclass(frozen=True)
class Day:
    """One entry; the same `uid` replaces what an earlier file had. `remind_days` before, at 9."""

    uid: str
    on: date
    title: str
    text: str = ""
    remind_days: int = 0


def calendar(name: str, days: Iterable[Day], stamp: datetime) -> str:
    """The file's text, lines ended by CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        *(line for day in days for line in _event(day, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _event(day: Day, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(day.uid)}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(day.title)}"
    if day.text:
        yield f"DESCRIPTION:{escape(day.text)}"
    yield "TRANSP:TRANSPARENT"
    if day.remind_days:
        yield from _alarm(day)
    yield "END:VEVENT"


def _alarm(day: Day) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escape(day.title)}"
    # From midnight of the day itself: so many days back, less until nine in the morning.
    yield f"TRIGGER:-P{day.remind_days - 1}DT15H"
    yield "END:VALARM"


def escape(text: str) -> str:
    """3.3.11: backslash, comma, semicolon and line breaks."""
    plain = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join(plain.splitlines())


def fold(line: str) -> str:
    """3.1: at most 75 octets a line; a character of several octets stays whole."""
    parts: list[str] = []
    part, size = "", 0
    for character in line:
        length = len(character.encode())
        if size + length > _LONGEST_LINE:
            parts.append(part)
            # The space that marks a continued line counts.
            part, size = "", 1
        part += character
        size += length
    return "\r\n ".join([*parts, part])
