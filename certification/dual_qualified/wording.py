"""Stored answers as people read them."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from certification.dual_qualified.enums import Level, ResultKind, Track
from certification.dual_qualified.rules.fields import ROWS
from certification.dual_qualified.rules.titles import TITLES
from identity.rules.teacher_certificate import KINDS

_WORDS: Mapping[str, Mapping[str, str]] = {
    "track": {track.value: str(track.label) for track in Track},
    "level": {level.value: str(level.label) for level in Level},
    "certificate_kind": KINDS,
    "title": TITLES,
}
_COLUMN_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("results", "kind"): {kind.value: str(kind.label) for kind in ResultKind},
}


def shown(field: str, value: Any, clauses: Mapping[str, str] | None = None) -> str:
    """One answer in words; rows and clauses a line each, `clauses` being code -> text."""
    if field in ROWS:
        return "\n".join(row_in_words(field, row) for row in value or ())
    if isinstance(value, list):
        return "\n".join((clauses or {}).get(str(each), str(each)) for each in value)
    text = str(value or "")
    return _WORDS.get(field, {}).get(text, text)


# How a row reads; a part whose cells are all empty is left out.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "skills": ("{name} {grade}", "编号 {number}", "{issuer}", "{date}"),
    "courses": ("{year} 学年", "{course}", "{hours} 课时"),
    "practices": ("{company}", "{post}", "{started} 至 {ended}", "证明人 {witness}"),
    "results": ("【{kind}】{name}", "{grade}", "{part}", "{issuer}", "{date}"),
}


def row_in_words(field: str, row: Mapping[str, str]) -> str:
    """2024-2025 学年，数控编程，72 课时."""
    cells = {name: cell_in_words(field, name, row.get(name, "")) for name in ROWS[field]}
    return "，".join(
        part.format(**cells).strip()
        for part in _PATTERNS[field]
        if any(cells[name] for _, name, _, _ in Formatter().parse(part) if name)
    )


def cell_in_words(field: str, column: str, value: str) -> str:
    return _COLUMN_WORDS.get((field, column), {}).get(value, value)
