"""资格预检 of registration (X6): each condition, what the portal knows of it, and from where.

Nothing is met by default: what no record shows is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ceducation.rules import spoken
from identity.enums import CredentialKind, RegistrationOutcome, TeachingStage
from identity.rules.covering import CertificateRules, Fit
from portal.organisations.enums import SchoolKind
from registration.enums import Appraisal, DueKind, Morals, Post, ProbationResult, Status
from registration.rules.due import Certificate, Due, Facts, Reason, Terms, outside
from registration.rules.needs import (
    Said,
    YearSaid,
    assessed_years,
    is_first,
    morals_years,
    newest_post,
)

POSTS: dict[str, tuple[TeachingStage, ...]] = {
    SchoolKind.KINDERGARTEN: (TeachingStage.KINDERGARTEN,),
    SchoolKind.PRIMARY: (TeachingStage.PRIMARY,),
    SchoolKind.JUNIOR: (TeachingStage.JUNIOR,),
    SchoolKind.SENIOR: (TeachingStage.SENIOR,),
    SchoolKind.NINE_YEAR: (TeachingStage.PRIMARY, TeachingStage.JUNIOR),
    SchoolKind.SECONDARY_VOCATIONAL: (
        TeachingStage.SECONDARY_VOCATIONAL,
        TeachingStage.PRACTICE,
    ),
    SchoolKind.SPECIAL: (
        TeachingStage.KINDERGARTEN,
        TeachingStage.PRIMARY,
        TeachingStage.JUNIOR,
        TeachingStage.SENIOR,
    ),
}


class Mend(StrEnum):
    """Which page mends it."""

    CERTIFICATES = "certificates"
    YEAR = "year"
    PROBATION = "probation"
    HOURS = "hours"
    PROFILE = "profile"


@dataclass(frozen=True)
class Hours:
    """Of the period: what the ledger sums to, and what is asked for."""

    years: range
    total: Decimal
    required: Decimal


@dataclass(frozen=True)
class Finding:
    """`year` is the one to be opened where the records of a year mend it."""

    label: str
    status: Status
    text: str
    sources: tuple[Reason, ...] = ()
    mend: Mend | None = None
    year: int = 0

    @property
    def open(self) -> bool:
        return self.status is not Status.MET


@dataclass(frozen=True)
class Known:
    """Everything about one person on a day."""

    facts: Facts
    due: Due
    terms: Terms
    today: date
    rules: CertificateRules
    said: Said = field(default_factory=dict)
    hours: Hours | None = None


def judge(known: Known) -> tuple[Finding, ...]:
    """Every condition; none for who does not take part at all."""
    if outside(known.facts.work, known.terms):
        return ()
    first = is_first(known.due)
    return (
        _certificate(known),
        _employed(known),
        _morals(known),
        *((_probation(known),) if first else (_last(known),)),
        *(
            (_appraisals(known),)
            if len(assessed_years(known.due, known.terms, known.today))
            else ()
        ),
        *(() if first or known.hours is None else (_hours(known.hours),)),
    )


def _certificate(known: Known) -> Finding:
    """The best of the certificates: exactly one takes part (教师资格条例 art. 5)."""
    label, work = "证书与岗位相符", known.facts.work
    held = [each for each in known.facts.certificates if each.in_force]
    stages = POSTS.get(work.school_kind, ()) if work else ()
    if not held:
        lost = bool(known.facts.certificates)
        text = "证书已撤销或丧失。" if lost else "平台没有教师资格证书记录，请本人同步或添加。"
        status = Status.NOT_MET if lost else Status.UNKNOWN
        return Finding(label, status, text, mend=Mend.CERTIFICATES)
    return max((_fit(each, stages, known.rules) for each in held), key=_rank)


def _rank(finding: Finding) -> int:
    return (Status.NOT_MET, Status.UNKNOWN, Status.MET).index(finding.status)


def _fit(
    certificate: Certificate, stages: tuple[TeachingStage, ...], rules: CertificateRules
) -> Finding:
    """A school of several stages: which one is taught is not known, so all of them must fit."""
    label = "证书与岗位相符"
    name = str(CredentialKind(certificate.kind).label)
    source = (Reason(name, "教师资格证书", certificate.issued_on),)
    covers = {stage: rules.covers(certificate.kind, stage) for stage in stages}
    fitting = [stage for stage, cover in covers.items() if cover.fit is not Fit.NO]
    if not fitting:
        text = f"{name}不适用于{'、'.join(str(s.label) for s in stages)}岗位。"
        return Finding(label, Status.NOT_MET, text, source, Mend.CERTIFICATES)
    conditions = dict.fromkeys(covers[s].condition for s in fitting if covers[s].condition)
    if len(fitting) < len(stages):
        text = f"{name}只适用于{'、'.join(str(s.label) for s in fitting)}岗位，请核对任教学段。"
        return Finding(label, Status.UNKNOWN, text, source)
    if len(stages) == 1 and conditions:
        text = f"{name}用于本岗位{'；'.join(conditions)}，请核对证明。"
        return Finding(label, Status.UNKNOWN, text, source)
    return Finding(label, Status.MET, f"{name}适用于本校岗位。", source)


def _employed(known: Known) -> Finding:
    label, said = "在编在岗", newest_post(known.said)
    if said is None:
        text = "学校还没有录入。"
        return Finding(label, Status.UNKNOWN, text, mend=Mend.YEAR, year=known.today.year - 1)
    enough = {Post.ESTABLISHED} | ({Post.CONTRACT} if known.terms.contract_posts else set())
    status = Status.MET if said.post in enough else Status.NOT_MET
    text = f"{said.year}年：{Post(said.post).label}。"
    return Finding(label, status, text, (_source(said),), Mend.YEAR, said.year)


def _morals(known: Known) -> Finding:
    bad = {Morals.FAILED} | (set() if known.terms.basic_counts else {Morals.BASIC})
    words = {choice.value: str(choice.label) for choice in Morals}
    asked = _Yearly("师德考核合格以上", "morals", words, frozenset(bad))
    return asked.judge(morals_years(known.due, known.terms, known.today), known.said)


def _appraisals(known: Known) -> Finding:
    bad = {Appraisal.FAILED, Appraisal.ABSENT}
    bad |= set() if known.terms.basic_counts else {Appraisal.BASIC}
    words = {choice.value: str(choice.label) for choice in Appraisal}
    unclear = frozenset({Appraisal.UNGRADED})
    asked = _Yearly("各年度考核合格以上", "appraisal", words, frozenset(bad), unclear)
    return asked.judge(assessed_years(known.due, known.terms, known.today), known.said)


@dataclass(frozen=True)
class _Yearly:
    """One result a year, by the name of its column; `words` are the results in Chinese."""

    label: str
    name: str
    words: dict[str, str]
    bad: frozenset[str]
    unclear: frozenset[str] = frozenset()

    def judge(self, years: range, said: Said) -> Finding:
        """A bad one decides, then what is not known."""
        found = {year: str(getattr(said.get(year), self.name, "")) for year in years}
        sources = tuple(
            _source(said[year], f"{year}年{self.words[value]}")
            for year, value in found.items()
            if value
        )
        wrong = [year for year, value in found.items() if value in self.bad]
        empty = [year for year, value in found.items() if not value]
        open_ = [year for year, value in found.items() if value in self.unclear]
        if wrong:
            text = f"{_list(f'{year}年{self.words[found[year]]}' for year in wrong)}。"
            return Finding(self.label, Status.NOT_MET, text, sources, Mend.YEAR, wrong[-1])
        if empty:
            text = f"还没有录入：{_list(f'{year}年' for year in empty)}。"
            return Finding(self.label, Status.UNKNOWN, text, sources, Mend.YEAR, empty[-1])
        if open_:
            text = f"{_list(f'{year}年未定等次' for year in open_)}，由注册机构认定。"
            return Finding(self.label, Status.UNKNOWN, text, sources)
        return Finding(self.label, Status.MET, f"{_span(years)}合格以上。", sources)


def _hours(hours: Hours) -> Finding:
    label = f"周期内培训满 {spoken(hours.required)} 学时"
    met = hours.total >= hours.required
    short = "" if met else f"，还差 {spoken(hours.required - hours.total)} 学时"
    text = f"{_span(hours.years)}共 {spoken(hours.total)} 学时{short}。"
    source = (Reason("", "学时台账"),)
    return Finding(label, Status.MET if met else Status.NOT_MET, text, source, Mend.HOURS)


def _probation(known: Known) -> Finding:
    label, found = "试用期考核合格", known.facts.probation
    if found is None:
        return Finding(label, Status.UNKNOWN, "学校还没有录入。", mend=Mend.PROBATION)
    source = (Reason("", "学校录入", found.entered_on),)
    if found.result != ProbationResult.PASSED or found.passed_on is None:
        return Finding(label, Status.NOT_MET, "考核不合格。", source, Mend.PROBATION)
    text = f"{found.passed_on:%Y-%m-%d} 考核合格。"
    return Finding(label, Status.MET, text, source)


def _last(known: Known) -> Finding:
    label, last = "上次注册结论", known.due.last
    if last is None:
        return Finding(label, Status.UNKNOWN, "没有注册记录。", mend=Mend.CERTIFICATES)
    outcome = RegistrationOutcome(last.outcome)
    source = (Reason("", "注册记录", last.decided_on),)
    if outcome is RegistrationOutcome.PASSED:
        return Finding(label, Status.MET, f"{last.year}年注册合格。", source)
    if known.due.kind == DueKind.AGAIN:
        text = f"{last.year}年暂缓注册，请准备原因已消除的证明。"
        return Finding(label, Status.UNKNOWN, text, source)
    return Finding(label, Status.NOT_MET, f"{last.year}年{outcome.label}。", source)


def _source(said: YearSaid, text: str = "") -> Reason:
    return Reason(text, said.school or "学校录入", said.entered_on)


def _span(years: range) -> str:
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}–{years[-1]}年"


def _list(parts: Iterable[str]) -> str:
    return "、".join(parts)
