"""Hours as the pages show them: bars drawn by the server, lines with what corrected them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ceducation.enums import OF_THE_SCHOOL, HoursKind, Source, Standing
from ceducation.models import HoursEntry
from ceducation.queries.ledger import YearOfHours
from ceducation.rules import NONE, Balance, spoken

TONES = {Standing.MET: "good", Standing.SHORT: "wait", Standing.NONE: "neutral"}


@dataclass(frozen=True)
class Bar:
    """`percent` of the way to `need`, 0–100; `missing` is "" when it is reached."""

    label: str
    have: str
    need: str
    percent: int
    missing: str = ""

    @property
    def reached(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class YearView:
    """One year: what it comes to, by kind and in all."""

    year: int
    kinds: tuple[Bar, ...]
    total: Bar
    standing: Standing
    current: bool = False

    @property
    def tone(self) -> str:
        return TONES[self.standing]


@dataclass(frozen=True)
class Line:
    """One entry on a page. `mark` says what it is among corrections ("" for an ordinary one)."""

    entry: HoursEntry
    hours: str
    mark: str = ""
    is_void: bool = False
    may_correct: bool = False


def bar(label: str, have: Decimal, need: Decimal) -> Bar:
    missing = max(NONE, need - have)
    percent = 100 if not missing else max(0, int(have * 100 / need))
    return Bar(label, spoken(have), spoken(need), percent, spoken(missing) if missing else "")


def year_view(year: int, balance: Balance, *, current: bool = False) -> YearView:
    kinds = tuple(
        bar(str(kind.label), balance.of(kind), getattr(balance.need, kind.value))
        for kind in HoursKind
    )
    total = bar("合计", balance.total, balance.need.total)
    return YearView(year, kinds, total, balance.standing, current)


def year_views(years: Iterable[YearOfHours], chosen: int) -> list[YearView]:
    return [year_view(y.year, y.balance, current=y.year == chosen) for y in years]


def lines(entries: Iterable[HoursEntry], unit_id: int | None = None) -> list[Line]:
    """As the ledger has them; `unit_id` is the school whose administrator looks, if one does."""
    return [_line(entry, unit_id) for entry in entries]


def _line(entry: HoursEntry, unit_id: int | None) -> Line:
    void = hasattr(entry, "reversed_by")
    own = unit_id is not None and entry.unit_id == unit_id and entry.source in OF_THE_SCHOOL
    return Line(
        entry,
        spoken(entry.hours),
        mark=_mark(entry, void),
        is_void=void or entry.is_reversal,
        may_correct=own and not void and not entry.is_reversal,
    )


def _mark(entry: HoursEntry, void: bool) -> str:
    if entry.is_reversal:
        return "冲销"
    if void:
        return "已更正"
    return "更正后" if entry.source == Source.CORRECTION else ""
