"""What the review workspace shows of an application: what was sent, and the evidence beside it."""

from collections.abc import Mapping

from certification.dual_qualified import notices
from certification.dual_qualified.flows import (
    DUAL_QUALIFIED,
    END,
    REOPEN,
    SCHOOL_KIND,
    TELL,
    TELL_REPORT,
)
from certification.dual_qualified.models import Application, EvidenceItem, Offer, SchoolKindReport
from certification.dual_qualified.queries import applications, facts, offers
from certification.dual_qualified.queries.eligibility import check
from certification.dual_qualified.queries.evidence import evidence_pictures, files_in_words
from certification.dual_qualified.rules.eligibility import Finding, Status
from certification.dual_qualified.rules.fields import (
    FIELDS,
    LABELS,
    evidence_field,
)
from certification.dual_qualified.services import ending
from certification.dual_qualified.urls_of import application_url, reports_url
from certification.dual_qualified.wording import shown
from portal.approvals.models import Case
from portal.approvals.workspace import Picture, Row, Section, Workflow, register
from portal.organisations.enums import SchoolKind
from portal.reference.models import CodeTable
from portal.reference.queries import label_of

_TONES = {Status.MET: "good", Status.NOT_MET: "bad", Status.UNKNOWN: "wait"}
_WORDS = {Status.MET: "符合", Status.NOT_MET: "不符合", Status.UNKNOWN: "待核实"}


def sections(case: Case) -> tuple[Section, ...]:
    application = applications.by_subject(case.subject)
    offer = sent_offer(application)
    clauses = offers.clause_texts(offer)
    return (
        Section("认定条件", tuple(_conditions(application, offer))),
        Section("基本情况", tuple(_person_rows(application))),
        *(
            Section(str(section.label), tuple(_row(application, name, clauses) for name in names))
            for section, names in FIELDS.items()
            if names
        ),
        Section("证明材料", tuple(_evidence_rows(application, offer))),
    )


def sent_offer(application: Application) -> Offer | None:
    """The offer it was sent for, whatever the draft says since."""
    sent = application.submitted
    return offers.offer(application.plan, sent.get("track", ""), sent.get("level", ""))


def _conditions(application: Application, offer: Offer | None) -> list[Row]:
    if offer is None:
        return []
    found = check(application.person, offer, application.submitted)
    return [_condition(finding) for finding in found]


def _condition(finding: Finding) -> Row:
    """What is not met stands out as a note; what the plan says of it follows."""
    source = f"来源：{finding.source}" if finding.source else ""
    text = f"{_WORDS[finding.status]}　{finding.text}{source}"
    warning = "不符合这一条件" if finding.status is Status.NOT_MET else ""
    note = "；".join(filter(None, [warning, finding.note]))
    return Row("", finding.label, text, note=note, tone=_TONES[finding.status])


def _person_rows(application: Application) -> list[Row]:
    person = application.person
    education = label_of(CodeTable.EDUCATION, person.education) or ""
    return [
        Row("", "认定类型", shown("track", application.submitted.get("track"))),
        Row("", "性别", person.get_sex_display()),
        Row("", "出生日期", person.birth_date.isoformat() if person.birth_date else ""),
        Row("", "最高学历", education),
        Row("", "毕业院校", person.graduated_from),
        Row("", "所学专业", person.major),
    ]


def _row(application: Application, name: str, clauses: Mapping[str, str]) -> Row:
    now, before = application.submitted.get(name), application.submitted_before.get(name)
    changed = bool(application.submitted_before) and now != before
    was = shown(name, before, clauses) or "未填写"
    return Row(
        name,
        LABELS[name],
        shown(name, now, clauses),
        note=f"本次已修改，原为：{was}" if changed else "",
        tone="wait" if changed else "neutral",
    )


def _evidence_rows(application: Application, offer: Offer | None) -> list[Row]:
    return [_evidence_row(application, item) for item in offers.evidence_of(offer)]


def _evidence_row(application: Application, item: EvidenceItem) -> Row:
    sent: list[str] = application.submitted.get("evidence", {}).get(item.code, [])
    before = application.submitted_before.get("evidence", {}).get(item.code, [])
    files, doubled = files_in_words(sent)
    changed = "本次已修改" if application.submitted_before and sent != before else ""
    tone = "bad" if doubled else "wait" if changed else "neutral"
    note = "；".join(filter(None, [changed, doubled]))
    return Row(evidence_field(item.code), item.name, files, note=note, tone=tone)


def markable(case: Case) -> Mapping[str, str]:
    application = applications.by_subject(case.subject)
    fields = {name: LABELS[name] for names in FIELDS.values() for name in names}
    offer = sent_offer(application)
    return {**fields, **(applications.evidence_fields(offer) if offer else {})}


def pictures(case: Case) -> tuple[Picture, ...]:
    application = applications.by_subject(case.subject)
    return evidence_pictures(application, offers.evidence_of(sent_offer(application)))


WORKFLOW = Workflow(
    flow=DUAL_QUALIFIED,
    sections=sections,
    markable=markable,
    pictures=pictures,
    facts=facts.of_case,
    consequences={END: ending.end, REOPEN: ending.reopen},
    effects={TELL: notices.tell},
    applicant_url=application_url,
)


def _report_sections(case: Case) -> tuple[Section, ...]:
    report = SchoolKindReport.objects.select_related("school", "person").get(case=case)
    return (
        Section(
            "教师反映的情况",
            (
                Row("", "学校", report.school.name),
                Row("", "反映时的学校属性", SchoolKind(report.kind_then).label),
                Row("", "现在的学校属性", report.school.get_school_kind_display()),
                Row("", "教师说明", report.note),
            ),
        ),
    )


SCHOOL_KIND_WORKFLOW = Workflow(
    flow=SCHOOL_KIND,
    sections=_report_sections,
    facts=facts.of_report,
    effects={TELL_REPORT: notices.tell_of_report},
    applicant_url=reports_url,
)


def bind() -> None:
    register(WORKFLOW)
    register(SCHOOL_KIND_WORKFLOW)
