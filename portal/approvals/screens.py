"""What the pages of the workspace show: plain values made from cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from portal.approvals import flow as flows
from portal.approvals import workspace
from portal.approvals.flow import Flow, Marking
from portal.approvals.forms.deciding import DecisionForm
from portal.approvals.models import Case
from portal.approvals.queries import Offer, state_label, state_of, waiting_for
from portal.approvals.workspace import Picture, Row, Workflow
from portal.organisations.queries import Scope
from portal.web.components import BulkAction
from portal.web.masking import mask_number


@dataclass(frozen=True)
class Line:
    """A case in a list."""

    tick: str
    url: str
    name: str
    number: str
    reference: str
    flow: str
    kind: str
    unit: str
    state: str
    tone: str
    result: str
    asked: bool
    submitted_at: datetime | None
    due_on: date | None
    overdue: bool
    who: str


def line_of(case: Case, query: str) -> Line:
    waiting = waiting_for(case)
    return Line(
        tick=f"{case.pk}:{case.version}",
        url=case_url(case.reference, query),
        name=case.name,
        number=mask_number(case.id_number),
        reference=case.reference,
        flow=flows.get(case.flow).label,
        kind=" · ".join(filter(None, (case.stage, case.subject_name))),
        unit=case.unit.name if case.unit else "",
        state=state_label(case),
        tone=state_of(case).tone,
        result=case.result,
        asked=case.asked,
        submitted_at=case.submitted_at,
        due_on=case.due_on,
        overdue=waiting.overdue,
        who=waiting.who,
    )


def case_url(reference: str, query: str = "", view: str = "case") -> str:
    url = reverse(f"approvals:{view}", args=[reference])
    return f"{url}?{query}" if query else url


def list_query(query: QueryDict) -> str:
    """The list somebody came from, carried along in the address."""
    values = [(name, query.get(name, "")) for name in query if name != "page"]
    return urlencode([(name, value) for name, value in values if value])


def bulk_actions(scope: Scope, flow: Flow | None, box: str) -> list[BulkAction]:
    """What may be done to many cases of one flow; requests are answered in their own box."""
    if flow is None:
        return []
    return [
        BulkAction(t.name, f"批量{t.label}", danger=t.tone == "bad")
        for t in flow.transitions
        if t.bulk and scope.with_roles(*t.roles) and (box == "asked" or not t.quiet)
    ]


@dataclass(frozen=True)
class RowView:
    """A datum with the mark beside it; `revealed` replaces the masked value once."""

    row: Row
    mark: BoundField | None = None
    note: BoundField | None = None
    revealed: str = ""


@dataclass(frozen=True)
class SectionView:
    title: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class Screen:
    """The detail page of a case."""

    case: Case
    workflow: Workflow
    flow: Flow
    state: str
    tone: str
    number: str
    who: str
    due_on: date | None
    overdue: bool
    sections: tuple[SectionView, ...]
    other_marks: tuple[RowView, ...]
    pictures: Sequence[Picture]


def screen(case: Case, form: DecisionForm, revealed: tuple[str, str] = ("", "")) -> Screen:
    """`revealed` is (name, plain value) of what has just been unmasked."""
    workflow = workspace.get(case.flow)
    waiting = waiting_for(case)
    sections = tuple(
        SectionView(part.title, tuple(_row(row, form, revealed) for row in part.rows))
        for part in workflow.sections(case)
    )
    shown = {view.row.field for part in sections for view in part.rows}
    return Screen(
        case=case,
        workflow=workflow,
        flow=workflow.flow,
        state=state_label(case),
        tone=state_of(case).tone,
        number=mask_number(case.id_number),
        who=waiting.who,
        due_on=waiting.until,
        overdue=waiting.overdue,
        sections=sections,
        other_marks=tuple(
            _row(Row(name, label), form, revealed)
            for name, label in form.markable.items()
            if name not in shown
        ),
        pictures=workflow.pictures(case),
    )


def _row(row: Row, form: DecisionForm, revealed: tuple[str, str]) -> RowView:
    mark, note = form.mark_of(row.field) or (None, None)
    plain = revealed[1] if row.unmask and row.unmask == revealed[0] else ""
    return RowView(row, mark, note, plain)


def can_mark(offers: Sequence[Offer]) -> bool:
    return any(offer.transition.marks is not Marking.NONE for offer in offers)
