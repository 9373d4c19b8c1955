"""Whether an application can be sent: every section asked, and the evidence counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from certification.dual_qualified.enums import Section
from certification.dual_qualified.forms.answers import Part, part_checked
from certification.dual_qualified.models import Application, Offer
from certification.dual_qualified.queries import applications, eligibility, offers
from certification.dual_qualified.rules.eligibility import Finding
from certification.dual_qualified.rules.fields import FIELDS, LABELS, evidence_field
from portal.web.errors import summary_of


@dataclass(frozen=True)
class Lack:
    """Something missing or wrong: which section, at which field, in words."""

    section: Section
    field: str
    text: str


@dataclass(frozen=True)
class Checked:
    """`answers` are those of the sections that are right, in their stored form."""

    answers: dict[str, Any]
    lacks: tuple[Lack, ...]
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        return not self.lacks and not any(finding.stops for finding in self.findings)

    def lacking(self, section: Section) -> bool:
        return any(lack.section is section for lack in self.lacks)


def check(application: Application) -> Checked:
    answers: dict[str, Any] = {}
    lacks: list[Lack] = []
    offer = applications.offer_of(application)
    asked = offers.asked_of(offer)
    for section in (section for section in Section if FIELDS[section]):
        part = part_checked(application, section, asked)
        if part.is_valid():
            answers |= part.right()
        lacks += _lacks_of(part)
    findings = eligibility.check(application.person, offer, application.data) if offer else ()
    return Checked(answers, (*lacks, *_files_missing(application, offer)), findings)


def _lacks_of(part: Part) -> list[Lack]:
    found = [
        Lack(part.section, problem.target or f"id_{FIELDS[part.section][0]}", problem.text)
        for form in part.all_forms()
        for problem in summary_of([form])
    ]
    if part.section is Section.KIND and part.form and "clauses" not in part.form.fields:
        found.append(Lack(Section.KIND, "id_clauses", f"{LABELS['clauses']}：请先选择认定级别"))
    return found


def _files_missing(application: Application, offer: Offer | None) -> list[Lack]:
    there = applications.attachments_of(application)
    return [
        Lack(Section.EVIDENCE, f"attach-{item.code}", f"{item.name}：请上传")
        for item in offers.evidence_of(offer)
        if item.required and not there.get(item.code)
    ]


def unchanged(application: Application, checked: Checked) -> list[str]:
    """Fields that a return marked and that still are as they were sent."""
    marks = applications.marks_of(application)
    if not marks:
        return []
    there = applications.attachments_of(application)
    files = {code: [str(each.document) for each in row] for code, row in there.items()}
    now = _with_files(checked.answers, files)
    before = _with_files(application.submitted, application.submitted.get("evidence", {}))
    return [name for name in marks if now.get(name) == before.get(name)]


def _with_files(answers: Mapping[str, Any], files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {**answers, **{evidence_field(code): list(row) for code, row in files.items()}}
