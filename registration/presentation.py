"""Registration as the pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from ceducation.rules import spoken
from identity.models import Person
from registration.enums import Appraisal, DueKind, DueState, Morals, Post, Status
from registration.models import ProbationChange, YearRecordChange
from registration.queries.due import Standing
from registration.rules.conditions import Finding, Hours, Mend
from registration.rules.due import Due
from registration.rules.needs import YearSaid, newest_post
from registration.words import WORDS, in_words

DUE_TONES = {
    DueState.DUE: "wait",
    DueState.OVERDUE: "bad",
    DueState.NOT_YET: "neutral",
    DueState.UNKNOWN: "info",
}
STATUS_TONES = {Status.MET: "good", Status.NOT_MET: "bad", Status.UNKNOWN: "wait"}
_WAYS = {"page": "页面录入", "autosave": "页面录入", "import": "表格导入", "demo": "演示数据"}


@dataclass(frozen=True)
class Cell:
    """A year of one teacher; "" is not entered."""

    year: int
    appraisal: str = ""
    morals: str = ""
    post: str = ""
    tone: str = ""
    morals_tone: str = ""


@dataclass(frozen=True)
class TeacherRow:
    person: Person
    due: Due
    cells: tuple[Cell, ...]
    post: str
    hours: str
    required: str
    short: bool
    missing: tuple[str, ...]

    @property
    def tone(self) -> str:
        return tone_of(self.due)

    @property
    def label(self) -> str:
        return label_of(self.due)


def label_of(due: Due) -> str:
    """不参加 needs no state; the rest is told by state, and by kind beside it."""
    if due.kind == DueKind.NONE and due.state != DueState.UNKNOWN:
        return str(due.kind.label)
    return str(due.state.label)


def tone_of(due: Due) -> str:
    return DUE_TONES[due.state]


def teacher_row(
    person: Person, standing: Standing, hours: Hours | None, years: Sequence[int]
) -> TeacherRow:
    post = newest_post(standing.said)
    return TeacherRow(
        person=person,
        due=standing.due,
        cells=tuple(cell(year, standing.said.get(year)) for year in years),
        post=str(Post(post.post).label) if post else "",
        hours=spoken(hours.total) if hours else "",
        required=spoken(hours.required) if hours else "",
        short=hours is not None and hours.total < hours.required,
        missing=standing.missing,
    )


def cell(year: int, said: YearSaid | None) -> Cell:
    if said is None:
        return Cell(year)
    appraisal = Appraisal(said.appraisal) if said.appraisal else None
    morals = Morals(said.morals) if said.morals else None
    return Cell(
        year,
        str(appraisal.label) if appraisal else "",
        str(morals.label) if morals else "",
        str(Post(said.post).label) if said.post else "",
        "bad" if appraisal in _BAD else "",
        "bad" if morals == Morals.FAILED else "",
    )


_BAD = {Appraisal.FAILED, Appraisal.ABSENT, Appraisal.BASIC}


@dataclass(frozen=True)
class Condition:
    """A condition on a page; `url` leads to what mends it ("" for nothing)."""

    finding: Finding
    tone: str
    url: str = ""
    action: str = ""


def for_teacher(findings: Iterable[Finding]) -> list[Condition]:
    """What the teacher can mend; the rest is the school's, and is told to it."""
    pages = {
        Mend.CERTIFICATES: (reverse("accounts:centre"), "去同步证书"),
        Mend.HOURS: (reverse("ceducation:mine"), "看我的学时"),
        Mend.YEAR: ("#wrong", "告诉学校"),
        Mend.PROBATION: ("#wrong", "告诉学校"),
    }
    return [_condition(each, *pages.get(each.mend or Mend.PROFILE, ("", ""))) for each in findings]


def for_school(findings: Iterable[Finding], school_id: int, person_id: int) -> list[Condition]:
    """What the school's administrator can mend; certificates are the teacher's."""
    return [_condition(each, *_page(each, school_id, person_id)) for each in findings]


def _page(finding: Finding, school_id: int, person_id: int) -> tuple[str, str]:
    if finding.mend is Mend.YEAR:
        args = [school_id, finding.year]
        url = reverse("registration:year", args=args)
        return f"{url}?person={person_id}", f"录入{finding.year}年"
    if finding.mend is Mend.PROBATION:
        return reverse("registration:probation", args=[school_id, person_id]), "录入试用期考核"
    if finding.mend is Mend.HOURS:
        return reverse("ceducation:teacher", args=[school_id, person_id]), "看学时台账"
    return "", ""


def _condition(finding: Finding, url: str, action: str) -> Condition:
    tone = STATUS_TONES[finding.status]
    return Condition(finding, tone, url, action) if finding.open else Condition(finding, tone)


@dataclass(frozen=True)
class ChangeLine:
    """One saving: what was before and after, in words."""

    title: str
    when: object
    who: str
    school: str
    way: str
    words: tuple[tuple[str, str, str], ...]


def change_lines(
    years: Iterable[YearRecordChange], probations: Iterable[ProbationChange]
) -> list[ChangeLine]:
    """The newest first."""
    lines = [_line(f"{row.record.year}年", row, _WAYS.get(row.way, "")) for row in years]
    lines += [_line("试用期考核", row, "") for row in probations]
    return sorted(lines, key=lambda line: str(line.when), reverse=True)


def _line(title: str, row: YearRecordChange | ProbationChange, way: str) -> ChangeLine:
    words = tuple(
        (label, in_words(known, row.before.get(name, "")), in_words(known, value))
        for name, value in row.after.items()
        for label, known in [WORDS.get(name, (name, {}))]
        if row.before.get(name, "") != value
    )
    who = row.by.display_name if row.by else ""
    return ChangeLine(title, row.at, who, row.body.name, way, words)
