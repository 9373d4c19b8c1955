"""Values that the applicant's templates show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from certification.dual_qualified.enums import Section
from certification.dual_qualified.forms.checking import Checked, unchanged
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.rules.eligibility import Finding, Status
from certification.dual_qualified.rules.fields import FIELDS, evidence_field, section_of
from portal.web.components import TaskItem

_WORDS = {
    Status.MET: ("符合", "good"),
    Status.NOT_MET: ("不符合", "bad"),
    Status.UNKNOWN: ("待核实", "wait"),
}
_PAGES = {
    "real-name": "accounts:real-name",
    "profile": "accounts:profile",
    "photo": "accounts:photo",
    "report": "dual_qualified:report",
}


@dataclass(frozen=True)
class CheckLine:
    """A condition as the page shows it; `mend_url` leads to what mends it."""

    label: str
    word: str
    tone: str
    text: str
    source: str
    note: str
    mend_url: str
    mend_label: str
    stops: bool


def check_lines(findings: Iterable[Finding], application: Application | None) -> list[CheckLine]:
    return [_line(finding, application) for finding in findings]


def _line(finding: Finding, application: Application | None) -> CheckLine:
    word, tone = _WORDS[finding.status]
    url = _mend_url(finding.mend, application)
    return CheckLine(
        label=finding.label,
        word=word,
        tone=tone,
        text=finding.text,
        source=finding.source,
        note=finding.note,
        mend_url=url,
        mend_label=finding.mend_label if url else "",
        stops=finding.stops,
    )


def _mend_url(place: str, application: Application | None) -> str:
    if place in _PAGES:
        return reverse(_PAGES[place])
    if not place or application is None or not applications.may_be_edited(application):
        return ""
    return section_url(application, Section(place))


def section_url(application: Application, section: Section) -> str:
    if section is Section.EVIDENCE:
        return reverse("dual_qualified:evidence", args=[application.pk])
    return reverse("dual_qualified:section", args=[application.pk, section.value])


def tasks(application: Application, checked: Checked) -> list[TaskItem]:
    """The task list: each section with what is still missing there."""
    return [_task(application, section, checked) for section in Section]


def _task(application: Application, section: Section, checked: Checked) -> TaskItem:
    lacking = [lack for lack in checked.lacks if lack.section is section]
    status, tone = _state(application, section, len(lacking), checked)
    return TaskItem(
        str(section.label),
        section_url(application, section),
        status,
        tone,
        hint=_marked(application, section),
    )


def _state(
    application: Application, section: Section, lacking: int, checked: Checked
) -> tuple[str, str]:
    if not is_section_open(application, section):
        return "不用修改", "neutral"
    if not lacking and _marks_in(application, section):
        left = [name for name in unchanged(application, checked) if section_of(name) is section]
        return ("待修改", "bad") if left else ("已修改", "good")
    if not lacking:
        return "已完成", "good"
    return (f"还缺 {lacking} 项", "wait") if _begun(application, section) else ("未填写", "neutral")


def _begun(application: Application, section: Section) -> bool:
    if section is Section.EVIDENCE:
        return application.attachments.exists()
    return any(application.data.get(name) for name in FIELDS[section])


def fields_of(application: Application, section: Section) -> tuple[str, ...]:
    if section is not Section.EVIDENCE:
        return FIELDS[section]
    items = offers.evidence_of(applications.offer_of(application))
    return tuple(evidence_field(item.code) for item in items)


def is_section_open(application: Application, section: Section) -> bool:
    return any(applications.is_open(application, n) for n in fields_of(application, section))


def _marks_in(application: Application, section: Section) -> int:
    return sum(section_of(name) is section for name in applications.marks_of(application))


def _marked(application: Application, section: Section) -> str:
    count = _marks_in(application, section)
    return f"审核人员标出了 {count} 处需要修改" if count else ""
