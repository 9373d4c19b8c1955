"""What the cells of a row say; pure."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ceducation.rules import Learned, kind_of, plain

_YEAR = re.compile(r"(\d{4})\s*年?(度)?", re.ASCII)
_HOURS = re.compile(r"[+-]?\d{1,6}(\.\d{1,6})?", re.ASCII)


def learned_of(values: Mapping[str, str]) -> tuple[Learned | None, list[str]]:
    """What is to be credited, or what cannot be understood."""
    year, kind, hours = _year(values["year"]), kind_of(values["kind"]), _hours(values["hours"])
    if year is None or kind is None or hours is None:
        found = (
            "" if year else _said("年度", values["year"], "应像 2026 这样填写"),
            "" if kind else _said("类别", values["kind"], "应为公需、专业或选修"),
            "" if hours is not None else _said("学时", values["hours"], "应为数字"),
        )
        return None, [text for text in found if text]
    title, proof = plain(values["title"]), plain(values["proof"])
    return Learned(year, kind, hours, title, proof), []


def _said(column: str, value: str, rule: str) -> str:
    return f"{column}“{value[:20]}”{rule}" if value else f"没有填写{column}"


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(text)
    return int(found[1]) if found else None


def _hours(text: str) -> Decimal | None:
    plain_text = text.removesuffix("学时").strip()
    if not _HOURS.fullmatch(plain_text):
        return None
    try:
        return Decimal(plain_text)
    except InvalidOperation:
        return None
