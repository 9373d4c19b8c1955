"""What a signed-in person sees first: who they are here, their cases, their latest messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from identity.models import Employment
from portal.approvals import workspace
from portal.approvals.models import Case
from portal.messaging.models import Message
from portal.messaging.queries import inbox


@dataclass(frozen=True)
class CaseRow:
    """A case in the applicant's words."""

    title: str
    reference: str
    state: str
    tone: str
    changed_at: datetime
    url: str


@dataclass(frozen=True)
class Board:
    name: str
    unit: str
    cases: list[CaseRow]
    messages: list[Message]


def board_of(user: Any) -> Board:
    employment = (
        Employment.objects.select_related("body")
        .filter(person=user.person_id, ended_on=None)
        .first()
    )
    return Board(
        name=user.display_name,
        unit=employment.body.name if employment else "",
        cases=rows(cases_of(user)[:5]),
        messages=list(inbox(user)[:5]),
    )


def cases_of(user: Any) -> QuerySet[Case]:
    """The person's own cases, the one that moved last first."""
    return Case.objects.filter(person=user.person_id).exclude(person=None).order_by("-changed_at")


def rows(cases: Iterable[Case]) -> list[CaseRow]:
    return [_row(case) for case in cases]


def _row(case: Case) -> CaseRow:
    workflow = workspace.get(case.flow)
    state = workflow.flow.state(case.state)
    return CaseRow(
        title=workflow.flow.label,
        reference=case.reference,
        state=state.applicant_label.replace("{stage}", case.stage),
        tone=state.tone,
        changed_at=case.changed_at,
        url=workflow.applicant_url(case),
    )
