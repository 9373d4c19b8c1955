"""核对: everything once more, then the application is sent."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from certification.dual_qualified.enums import Section
from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.forms.checking import Checked, Lack, unchanged
from certification.dual_qualified.forms.checking import check as checked_now
from certification.dual_qualified.forms.sections import DeclarationForm
from certification.dual_qualified.models import Application, Attachment, EvidenceItem
from certification.dual_qualified.queries import applications, offers
from certification.dual_qualified.queries.evidence import documents_of
from certification.dual_qualified.queries.facts import closed_because
from certification.dual_qualified.queries.review_levels import stage_lines
from certification.dual_qualified.rules.fields import (
    FIELDS,
    LABELS,
    ROWS,
    evidence_code,
    evidence_field,
    section_of,
)
from certification.dual_qualified.services import submission
from certification.dual_qualified.views.applicant.mine import (
    TeacherRequest,
    version_in,
    with_own,
)
from certification.dual_qualified.views.applicant.presentation import (
    check_lines,
    section_url,
)
from certification.dual_qualified.views.applicant.sent import file_links
from certification.dual_qualified.wording import shown
from portal.approvals.errors import ApprovalError
from portal.documents.models import Document
from portal.web.components import SummaryRow

_CHANGED = "申请刚刚在另一个窗口或设备上修改过，请核对下面的最新内容后再提交。"


@require_http_methods(["GET", "POST"])
@with_own
def check(request: TeacherRequest, application: Application) -> HttpResponse:
    """A second click, or a click after the review began, leads to where it stands."""
    if not applications.may_be_edited(application):
        return redirect("dual_qualified:application", application.pk)
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    found = checked_now(application)
    if request.method == "POST" and form.is_valid() and found.complete:
        try:
            submission.submit(application, found.answers, request.user, version=version_in(request))
        except StaleApplication as stale:
            application, found = stale.latest, checked_now(stale.latest)
            form.add_error(None, _CHANGED)
        except (ApprovalError, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("dual_qualified:application", application.pk)
    context = _context(application, form, found)
    status = 422 if form.is_bound else 200
    return render(request, "dual_qualified/check.html", context, status=status)


def _context(application: Application, form: DeclarationForm, found: Checked) -> dict[str, Any]:
    lines = check_lines(found.findings, application)
    resending = applications.is_returned(application)
    return {
        "application": application,
        "form": form,
        "sections": [_section(application, section, found.answers) for section in Section],
        "missing": [(_url(application, lack), lack.text) for lack in found.lacks],
        "stopped": [line for line in lines if line.stops],
        "stages": stage_lines(application.plan, application.unit),
        "closed": "" if resending else closed_because(application.plan),
        "complete": found.complete,
        "unchanged": [_marked(application, name) for name in unchanged(application, found)],
        "returned": applications.return_opinion(application),
    }


def _url(application: Application, lack: Lack) -> str:
    return f"{section_url(application, lack.section)}#{lack.field}"


def _marked(application: Application, name: str) -> tuple[str, str]:
    """Where a marked field is changed, and what it is called."""
    url = section_url(application, section_of(name))
    code = evidence_code(name)
    if not code:
        return f"{url}#{f'{name}_rows' if name in ROWS else f'id_{name}'}", LABELS[name]
    items = offers.evidence_of(applications.offer_of(application))
    names = {item.code: item.name for item in items}
    return f"{url}#attach-{code}", names.get(code, code)


def _section(
    application: Application, section: Section, answers: Mapping[str, Any]
) -> dict[str, Any]:
    if section is Section.EVIDENCE:
        rows = _evidence(application)
    else:
        rows = _answers(application, section, answers)
    return {"title": section.label, "rows": rows}


def _answers(
    application: Application, section: Section, answers: Mapping[str, Any]
) -> list[SummaryRow]:
    """As they will be sent where they are right, else as they were typed."""
    url = section_url(application, section)
    marks = applications.marks_of(application)
    offer = applications.offer_of(application) if section is Section.KIND else None
    clauses = offers.clause_texts(offer)
    track = SummaryRow(LABELS["track"], application.get_track_display())
    rows = [
        SummaryRow(
            LABELS[name],
            shown(name, answers.get(name, application.data.get(name)), clauses) or "未填写",
            change_url=url if applications.is_open(application, name) else "",
            mark=marks.get(name, ""),
        )
        for name in FIELDS[section]
    ]
    return [track, *rows] if section is Section.KIND else rows


def _evidence(application: Application) -> list[SummaryRow]:
    there = applications.attachments_of(application)
    found = documents_of(each.document for row in there.values() for each in row)
    wanted = offers.evidence_of(applications.offer_of(application))
    return [_line(application, item, there.get(item.code, ()), found) for item in wanted]


def _line(
    application: Application,
    item: EvidenceItem,
    files: Iterable[Attachment],
    found: Mapping[str, Document],
) -> SummaryRow:
    name, url = evidence_field(item.code), section_url(application, Section.EVIDENCE)
    return SummaryRow(
        item.name,
        file_links((str(each.document) for each in files), found),
        change_url=f"{url}#attach-{item.code}" if applications.is_open(application, name) else "",
        mark=applications.marks_of(application).get(name, ""),
    )
