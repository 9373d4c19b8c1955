"""Stored answers as people read them."""

from collections.abc import Mapping, Sequence
from typing import Any

from certification.dual_qualified.enums import Level, ResultKind, Track
from certification.dual_qualified.rules.fields import ROWS
from certification.dual_qualified.rules.teacher_certificate import KINDS
from certification.dual_qualified.rules.titles import TITLES

_WORDS: Mapping[str, Mapping[str, str]] = {
    "track": {track.value: str(track.label) for track in Track},
    "level": {level.value: str(level.label) for level in Level},
    "certificate_kind": KINDS,
    "title": TITLES,
}
_COLUMN_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("results", "kind"): {kind.value: str(kind.label) for kind in ResultKind},
}


def shown(field: str, value: Any) -> str:
    """One answer in words; a list of rows a line each; clauses by their codes."""
    if field in ROWS:
        return "\n".join(row_in_words(field, row) for row in value or ())
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    text = str(value or "")
    return _WORDS.get(field, {}).get(text, text)


def row_in_words(field: str, row: Mapping[str, str]) -> str:
    """2024-2025学年，数控编程，72."""
    cells = [cell_in_words(field, column, row.get(column, "")) for column in ROWS[field]]
    return "，".join(cell for cell in cells if cell)


def cell_in_words(field: str, column: str, value: str) -> str:
    return _COLUMN_WORDS.get((field, column), {}).get(value, value)


def filled(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Rows in which something stands."""
    return [row for row in rows if any(str(value).strip() for value in row.values())]
