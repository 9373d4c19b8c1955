"""Dates and times of day as people type them."""

import re
import unicodedata
from datetime import date, time

_SEPARATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
# No day of the portal lies elsewhere; at both ends of the calendar time zones overflow.
_YEARS = range(1800, 2200)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})\s*[:.时点]\s*(?:(\d{1,2})\s*分?)?|(\d{2})(\d{2})")


def parse_date(text: str) -> date | None:
    """1987-07-05, 1987/7/5, 1987.7.5, 19870705, 1987年7月5日, full-width too; else None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _SEPARATED.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def parse_time(text: str) -> time | None:
    """9:00, 09:00, 9点, 17时30分, 1730, full-width too; else None. 24:00 is no time of day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _CLOCK.fullmatch(plain)
    if found is None or plain[-1] in ":.":
        return None
    hour, minute = (int(part) for part in (found[1] or found[3], found[2] or found[4] or 0))
    return time(hour, minute) if hour < 24 and minute < 60 else None
