"""What an offer asks for, as plain values: compared, and told in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from certification.dual_qualified.enums import ConditionKind
from certification.dual_qualified.rules.eligibility import Record, Wanted, judge
from certification.dual_qualified.rules.fields import LABELS, ROWS

NOTHING: Final = "（无）"
RULED_ROWS: Final = tuple(ROWS)
HINTED: Final = (
    "clauses", "certificate_kind", "certificate_subject", "certificate_number",
    "certificate_issuer", "certificate_date", "title", "title_date", "major", "teaching_since",
)  # fmt: skip
"""Single fields: the form itself says which are required, a plan only explains them."""

_SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class ClauseSpec:
    code: str
    text: str


@dataclass(frozen=True)
class EvidenceSpec:
    """A line of the evidence list; `most` files at most."""

    code: str
    name: str
    hint: str = ""
    required: bool = True
    most: int = 5


@dataclass(frozen=True)
class RuleSpec:
    """How a field or list of rows is asked."""

    field: str
    required: bool = False
    least: int = 0
    hint: str = ""


@dataclass(frozen=True)
class ConditionSpec:
    """`value` is months, years or a code of education, as the kind says."""

    kind: str
    value: int = 0
    blocking: bool = True
    note: str = ""


@dataclass(frozen=True)
class Content:
    """Everything of an offer, each part in its order."""

    clauses: tuple[ClauseSpec, ...] = ()
    evidence: tuple[EvidenceSpec, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    conditions: tuple[ConditionSpec, ...] = ()


@dataclass(frozen=True)
class Difference:
    """`what` is "条款 1" and the like; an empty side says NOTHING."""

    what: str
    before: str
    after: str


def clause_in_words(clause: ClauseSpec) -> str:
    return clause.text


def evidence_in_words(item: EvidenceSpec) -> str:
    """企业实践证明（必交，最多 5 个文件；写明岗位并盖章）."""
    asked = "必交" if item.required else "选交"
    hint = f"；{item.hint}" if item.hint else ""
    return f"{item.name}（{asked}，最多 {item.most} 个文件{hint}）"


def rule_in_words(rule: RuleSpec) -> str:
    """至少 1 行；按时间先后填写."""
    least = max(rule.least, int(rule.required))
    amount = f"至少 {least} 行" if rule.field in ROWS and least else ""
    return "；".join(filter(None, (amount, rule.hint)))


def condition_in_words(condition: ConditionSpec, education: Mapping[str, str]) -> str:
    """在本校任教满 24 个月（不满足不能申请；…）. `education`: code -> name."""
    note = f"；{condition.note}" if condition.note else ""
    return f"{sentence(condition, education)}（{effect_of(condition)}{note}）"


def effect_of(condition: ConditionSpec) -> str:
    return "不满足不能申请" if condition.blocking else "只提示"


def sentence(condition: ConditionSpec, education: Mapping[str, str]) -> str:
    """The condition as applicants read it in the check before they start."""
    name = education.get(str(condition.value), "")
    wanted = Wanted(condition.kind, condition.value, education_label=name)
    return judge(wanted, Record(today=_SOME_DAY)).label


def differences(
    before: Content, after: Content, education: Mapping[str, str]
) -> tuple[Difference, ...]:
    """What is another, in the order of the page; the same rows in another order count."""

    def conditions(content: Content) -> dict[str, str]:
        return {
            f"条件“{_kind(each.kind)}”": condition_in_words(each, education)
            for each in content.conditions
        }

    return (
        *_compared("条款", _clauses(before), _clauses(after)),
        *_compared("材料", _evidence(before), _evidence(after)),
        *_compared("", _rules(before), _rules(after)),
        *_compared("", conditions(before), conditions(after)),
    )


def _clauses(content: Content) -> dict[str, str]:
    return {f"条款 {each.code}": clause_in_words(each) for each in content.clauses}


def _evidence(content: Content) -> dict[str, str]:
    return {f"材料 {each.code}": evidence_in_words(each) for each in content.evidence}


def _rules(content: Content) -> dict[str, str]:
    words = {each.field: rule_in_words(each) for each in content.rules}
    return {
        f"“{LABELS.get(field, field)}”的填写要求": words[field]
        for field in (*RULED_ROWS, *HINTED)
        if words.get(field)
    }


def _kind(kind: str) -> str:
    return str(ConditionKind(kind).label)


def _compared(
    part: str, before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[Difference]:
    """`part` names what has an order of its own; without it, the order says nothing."""
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key, NOTHING), after.get(key, NOTHING)
        if was != now:
            yield Difference(key, was, now)
    if part and _moved(list(before), list(after)):
        yield Difference(f"{part}的顺序", _codes(before), _codes(after))


def _moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what stays stands in another order."""
    return [key for key in before if key in after] != [key for key in after if key in before]


def _codes(rows: Mapping[str, str]) -> str:
    return "、".join(key.rpartition(" ")[2] for key in rows)


def repeated(codes: Sequence[str]) -> dict[int, int]:
    """Row -> the earlier row with the same code in any case, both from 0; "" is no code."""
    first: dict[str, int] = {}
    found = {}
    for row, code in enumerate(each.casefold() for each in codes):
        if code and first.setdefault(code, row) != row:
            found[row] = first[code]
    return found


def lost(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The codes that are no more."""
    return [code for code in before if code not in after]
