"""When registration is due (教师〔2013〕9号 art. 5, 8, 9; domain 1.2). Nothing is assumed.

First: within 60 days after probation was passed. Periodic: in the 60 days before the validity
ends. Again: after 暂缓注册. The numbers are the province's (`Terms`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from identity.enums import RegistrationOutcome
from portal.organisations.enums import Ownership, SchoolKind
from registration.enums import DueKind, DueState, ProbationResult

REGISTERING = (
    SchoolKind.KINDERGARTEN,
    SchoolKind.PRIMARY,
    SchoolKind.JUNIOR,
    SchoolKind.SENIOR,
    SchoolKind.NINE_YEAR,
    SchoolKind.SECONDARY_VOCATIONAL,
    SchoolKind.SPECIAL,
)


@dataclass(frozen=True)
class Terms:
    """A province's rules of a year, as `RegistrationRule` holds them."""

    first_days: int = 60
    window_days: int = 60
    valid_years: int = 5
    first_assessments: int = 0
    assessments: int = 5
    basic_counts: bool = False
    private_schools: bool = False
    contract_posts: bool = False


@dataclass(frozen=True)
class Work:
    """Where somebody works; "" for what is not known of the school."""

    school_kind: str
    ownership: str = ""
    name: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Concluded:
    """A year's conclusion; `valid_until` when it was passed."""

    year: int
    kind: str
    outcome: str
    decided_on: date
    valid_until: date | None = None


@dataclass(frozen=True)
class Certificate:
    key: int
    kind: str
    in_force: bool
    issued_on: date
    concluded: tuple[Concluded, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class Probated:
    result: str
    passed_on: date | None
    entered_on: date


@dataclass(frozen=True)
class Facts:
    """What the portal knows of one person: `asked_on` is when certificates were last asked for."""

    work: Work | None = None
    certificates: tuple[Certificate, ...] = ()
    probation: Probated | None = None
    asked_on: date | None = None


@dataclass(frozen=True)
class Reason:
    """`source` names the record, `on` its day."""

    text: str
    source: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Due:
    """From `since` until `until` (both days included; None when no day can be told).

    `certificate` is the key of the one it is about, `last` its newest conclusion.
    """

    kind: DueKind
    state: DueState
    since: date | None = None
    until: date | None = None
    reasons: tuple[Reason, ...] = ()
    certificate: int | None = None
    last: Concluded | None = None


def due_for(facts: Facts, terms: Terms, today: date) -> Due:
    """What is to be done on this day, and why."""
    if why := outside(facts.work, terms):
        return Due(DueKind.NONE, DueState.NOT_YET, reasons=(why,))
    if not facts.certificates:
        return Due(DueKind.NONE, DueState.UNKNOWN, reasons=(_no_certificate(facts.asked_on),))
    held = [each for each in facts.certificates if each.in_force]
    if not held:
        text = "教师资格证书已撤销或丧失，不能注册。"
        return Due(DueKind.NONE, DueState.NOT_YET, reasons=(Reason(text, "教师资格证书"),))
    newest = max(_conclusions(held), key=lambda pair: pair[1].decided_on, default=None)
    if newest is None:
        return _first(held, facts.probation, terms, today)
    return _after(newest, held, terms, today)


def outside(work: Work | None, terms: Terms) -> Reason | None:
    """Why the place where they work is none that registers."""
    if work is None:
        return Reason("现在没有在职的学校。", "任职登记")
    if work.school_kind not in REGISTERING:
        return Reason("普通中小学、幼儿园、中等职业学校以外的单位不参加定期注册。", "学校属性")
    if work.ownership == Ownership.PRIVATE and not terms.private_schools:
        return Reason("本省的定期注册暂不包括民办学校。", "本省注册规则")
    return None


def _no_certificate(asked_on: date | None) -> Reason:
    if asked_on is None:
        return Reason("还没有同步教师资格证书。", "教师资格证书")
    return Reason("没有查到教师资格证书。", "教师资格证书", asked_on)


def _conclusions(held: list[Certificate]) -> Iterator[tuple[Certificate, Concluded]]:
    for each in held:
        for conclusion in each.concluded:
            yield each, conclusion


def _first(held: list[Certificate], probation: Probated | None, terms: Terms, today: date) -> Due:
    """Never registered: counted from the day on which probation was passed."""
    key = max(held, key=lambda each: (each.issued_on, each.key)).key
    never = Reason("还没有注册过。", "注册记录")
    if probation is None:
        lacking = Reason("没有试用期考核记录。", "试用期考核")
        return Due(DueKind.FIRST, DueState.UNKNOWN, None, None, (never, lacking), key)
    if probation.result != ProbationResult.PASSED or probation.passed_on is None:
        failed = Reason("试用期考核不合格。", "试用期考核", probation.entered_on)
        return Due(DueKind.FIRST, DueState.NOT_YET, None, None, (never, failed), key)
    since = probation.passed_on
    until = since + timedelta(days=terms.first_days)
    passed = Reason(f"试用期考核合格，{terms.first_days} 日内申请首次注册。", "试用期考核", since)
    return Due(DueKind.FIRST, _state(since, until, today), since, until, (never, passed), key)


def _after(
    newest: tuple[Certificate, Concluded], held: list[Certificate], terms: Terms, today: date
) -> Due:
    certificate, last = newest
    if last.outcome == RegistrationOutcome.FAILED:
        said = Reason("上次的结论是注册不合格。", "注册记录", last.decided_on)
        return Due(DueKind.NONE, DueState.NOT_YET, None, None, (said,), certificate.key, last)
    if last.outcome == RegistrationOutcome.DEFERRED:
        said = Reason("上次的结论是暂缓注册，原因消除后再次申请。", "注册记录", last.decided_on)
        return Due(
            DueKind.AGAIN, DueState.DUE, last.decided_on, None, (said,), certificate.key, last
        )
    return _periodic(held, terms, today)


def _periodic(held: list[Certificate], terms: Terms, today: date) -> Due:
    """From the longest validity that was given."""
    passed = ((c.valid_until, each.key, c) for each, c in _conclusions(held) if c.valid_until)
    until, key, last = max(passed, key=lambda found: found[:2])
    since = until - timedelta(days=terms.window_days)
    said = Reason(
        f"上次注册合格，有效期至 {until:%Y-%m-%d}，届满前 {terms.window_days} 日内申请。",
        "注册记录",
        last.decided_on,
    )
    return Due(DueKind.PERIODIC, _state(since, until, today), since, until, (said,), key, last)


def _state(since: date, until: date, today: date) -> DueState:
    if today < since:
        return DueState.NOT_YET
    return DueState.DUE if today <= until else DueState.OVERDUE
