"""The columns of a template, by the names the code has for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MOST_ROWS = 5000


@dataclass(frozen=True)
class Layout:
    """`columns` are titles by name, `choices` the words a column offers; both `widths` and they by
    name. `notes` are (what, how) of the sheet 填写说明. `long_numbers` must be written as text.
    """

    sheet: str
    columns: Mapping[str, str]
    widths: Mapping[str, int]
    notes: Sequence[tuple[str, str]] = ()
    optional: frozenset[str] = frozenset()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    long_numbers: frozenset[str] = frozenset({"id_number"})
