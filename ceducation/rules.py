"""What may be credited, and what hours come to; pure."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ceducation.enums import HoursKind, Standing
from portal.imports.text import tidy

NONE = Decimal(0)
EARLIEST_YEARS_BACK = 10
LONGEST_TITLE = 200
LONGEST_PROOF = 80
LONGEST_REASON = 300
_TENTH = Decimal("0.1")
_KIND_WORDS = re.compile(r"(科目|课程|课|学时|类)+$")
_KINDS = {str(kind.label): kind for kind in HoursKind} | {kind.value: kind for kind in HoursKind}


@dataclass(frozen=True)
class Learned:
    """What is to be credited: hours of one kind, for one thing, in one year."""

    year: int
    kind: str
    hours: Decimal
    title: str
    proof: str = ""


@dataclass(frozen=True)
class Limits:
    """What the province lays down for entries of a year."""

    most_hours: Decimal
    closes_on: date | None = None


@dataclass(frozen=True)
class Need:
    """Hours that are asked for, or that are still missing; `total` need not be the sum."""

    general: Decimal = NONE
    professional: Decimal = NONE
    elective: Decimal = NONE
    total: Decimal = NONE


@dataclass(frozen=True)
class Balance:
    """Hours by kind, beside what is asked for (`need`; zero where nothing is)."""

    general: Decimal = NONE
    professional: Decimal = NONE
    elective: Decimal = NONE
    need: Need = Need()

    @property
    def total(self) -> Decimal:
        return self.general + self.professional + self.elective

    @property
    def missing(self) -> Need:
        """What is lacking of each kind, and in all."""
        return Need(
            general=max(NONE, self.need.general - self.general),
            professional=max(NONE, self.need.professional - self.professional),
            elective=max(NONE, self.need.elective - self.elective),
            total=max(NONE, self.need.total - self.total),
        )

    @property
    def is_met(self) -> bool:
        return self.missing == Need()

    @property
    def standing(self) -> Standing:
        if self.is_met:
            return Standing.MET
        return Standing.SHORT if self.total else Standing.NONE

    def of(self, kind: str) -> Decimal:
        found: Decimal = getattr(self, HoursKind(kind).value)
        return found


def clean(learned: Learned) -> Learned:
    return replace(learned, title=tidy(learned.title), proof=tidy(learned.proof))


def title_key(title: str) -> str:
    """What titles are compared by: width, case and gaps do not make another training."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def kind_of(text: str) -> HoursKind | None:
    """The kind that a cell names: 公需, 专业科目, 选修课 …"""
    return _KINDS.get(_KIND_WORDS.sub("", title_key(text)))


def problems(learned: Learned, limits: Limits, today: date) -> list[tuple[str, str]]:
    """(field, sentence) of everything that keeps this from being credited."""
    found = (
        ("year", year_problem(learned.year, limits, today)),
        ("kind", "" if learned.kind in HoursKind.values else "类别应为公需、专业或选修"),
        ("hours", hours_problem(learned.hours, limits)),
        ("title", _text_problem("所学内容", learned.title, LONGEST_TITLE, needed=True)),
        ("proof", _text_problem("证明编号", learned.proof, LONGEST_PROOF)),
    )
    return [(field, text) for field, text in found if text]


def year_problem(year: int, limits: Limits, today: date) -> str:
    first = today.year - EARLIEST_YEARS_BACK
    if not first <= year <= today.year:
        return f"年度应在 {first} 到 {today.year} 之间"
    if limits.closes_on and today > limits.closes_on:
        return f"{year}年学时的录入已于 {limits.closes_on:%Y-%m-%d} 截止"
    return ""


def hours_problem(hours: Decimal, limits: Limits) -> str:
    """Above zero, in tenths, and not more than one entry can hold."""
    if not hours.is_finite() or hours <= 0:
        return "学时应大于 0；要减少已登记的学时，请在台账中办理更正"
    if hours != hours.quantize(_TENTH):
        return "学时最多保留一位小数"
    if hours > limits.most_hours:
        return f"一条不能超过 {spoken(limits.most_hours)} 学时，请核对"
    return ""


def _text_problem(label: str, text: str, longest: int, *, needed: bool = False) -> str:
    if needed and not text:
        return f"请填写{label}"
    if any(not sign.isprintable() for sign in text):
        return f"{label}中有无法识别的字符"
    return f"{label}最多 {longest} 个字" if len(text) > longest else ""


def spoken(hours: Decimal) -> str:
    """30, 7.5: no needless zero."""
    tenths = hours.quantize(_TENTH)
    return f"{tenths:.0f}" if tenths == tenths.to_integral_value() else f"{tenths:.1f}"


def years_of_period(first_day: date, last_day: date) -> range:
    """The years whose hours belong to a period: those that lie in it for the greater part.

    Hours are of a year, not of a day. So each year belongs to exactly one of two periods that
    follow one another, and a period of five years has five of them.
    """
    if last_day < first_day:
        return range(0)
    first = first_day.year if first_day <= _middle(first_day.year) else first_day.year + 1
    last = last_day.year if last_day >= _middle(last_day.year) else last_day.year - 1
    return range(first, last + 1)


def _middle(year: int) -> date:
    return date(year, 7, 2)
