"""What a signed-in person sees first: who they are here, their cases, their latest messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from identity.models import Employment
from identity.queries import current_employment
from portal.approvals import workspace
from portal.approvals.models import Case
from portal.approvals.queries import state_label, state_of
from portal.home import certification
from portal.messaging.models import Message
from portal.messaging.queries import inbox
from portal.web.components import TaskItem
from portal.web.navigation import address


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
    next_steps: list[TaskItem]
    cases: list[CaseRow]
    messages: list[Message]


def board_of(user: Any) -> Board:
    employment = current_employment(user.person) if user.person else None
    return Board(
        name=user.display_name,
        unit=employment.body.name if employment else "",
        next_steps=_next_steps(user, employment) if user.person_id else [],
        cases=rows(cases_of(user)[:5]),
        messages=list(inbox(user)[:5]),
    )


def _next_steps(user: Any, employment: Employment | None) -> list[TaskItem]:
    """What a teacher can do now, so that the first sight is no empty page."""
    return [
        *certification.next_steps(user, employment),
        *(() if user.person.name_verified_at else (_verification(),)),
        TaskItem(
            "核对个人信息",
            address("accounts:profile"),
            hint="学历、毕业院校和联系方式会带入以后的申报。",
        ),
        TaskItem(
            "常见问题", address("home:questions"), hint="换手机号、改姓名、收不到短信时怎么办。"
        ),
    ]


def _verification() -> TaskItem:
    return TaskItem(
        "实名核验",
        address("accounts:real-name"),
        status="未核验",
        tone="wait",
        hint="向核验服务核对姓名和证件号码，约 1 分钟。",
    )


def cases_of(user: Any) -> QuerySet[Case]:
    """The person's own cases, the one that moved last first."""
    return Case.objects.filter(person=user.person_id).exclude(person=None).order_by("-changed_at")


def rows(cases: Iterable[Case]) -> list[CaseRow]:
    return [_row(case) for case in cases]


def _row(case: Case) -> CaseRow:
    workflow = workspace.get(case.flow)
    return CaseRow(
        title=workflow.flow.label,
        reference=case.reference,
        state=state_label(case, applicant=True),
        tone=state_of(case).tone,
        changed_at=case.changed_at,
        url=workflow.applicant_url(case),
    )
