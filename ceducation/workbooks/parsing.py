"""What the cells of a row say; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceducation.rules import Learned, Limits, kind_of, problems
from portal.imports.text import narrow

_YEAR = re.compile(r"(\d{4})\s*年?(度)?", re.ASCII)
_HOURS = re.compile(r"[+-]?\d{1,6}(\.\d{1,6})?", re.ASCII)
_NOTHING = Learned(0, "", Decimal(0), "")


@dataclass(frozen=True)
class Parsed:
    """What a row says, as far as it could be understood; what could not, by column."""

    learned: Learned
    unclear: Mapping[str, str]

    def problems(self, limits: Limits, today: date) -> dict[str, str]:
        """By column, all that is wrong with what is to be credited."""
        return {**dict(problems(self.learned, limits, today)), **self.unclear}


def parsed(values: Mapping[str, str]) -> Parsed:
    year, kind, hours = _year(values["year"]), kind_of(values["kind"]), _hours(values["hours"])
    unclear = {
        "year": _said("年度", values["year"], "应像 2026 这样填写") if year is None else "",
        "kind": _said("类别", values["kind"], "应为公需、专业或选修") if kind is None else "",
        "hours": _said("学时", values["hours"], "应为数字") if hours is None else "",
    }
    learned = Learned(
        year or _NOTHING.year,
        kind or _NOTHING.kind,
        _NOTHING.hours if hours is None else hours,
        values["title"],
        values["proof"],
    )
    return Parsed(learned, {column: text for column, text in unclear.items() if text})


def _said(column: str, value: str, rule: str) -> str:
    return f"{column}“{value[:20]}”{rule}" if value else f"没有填写{column}"


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(narrow(text))
    return int(found[1]) if found else None


def _hours(text: str) -> Decimal | None:
    number = narrow(text).removesuffix("学时").strip()
    return Decimal(number) if _HOURS.fullmatch(number) else None
