"""Reminders: to a body of what is due or late, to an applicant of what was returned (Y5, Y10)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse

from portal.approvals import flow as flows
from portal.approvals import workspace
from portal.approvals.flow import ActorKind, Flow, Undo, WhoActs
from portal.approvals.models import Case
from portal.approvals.notices import APPLICANT_DUE, BODY_DUE
from portal.clock import now, today
from portal.messaging.daytime import is_daytime
from portal.messaging.services import notify
from portal.organisations.models import Body
from portal.organisations.queries import holders

REMIND_JOB = "approvals.remind"
_AHEAD = timedelta(days=1)
# Days before the last one on which an applicant is reminded of what was returned.
_APPLICANT_DAYS = (3, 1)


def remind() -> dict[str, int]:
    """How many of each were told: once a day, however often it runs, and never at night."""
    if not is_daytime(now()):
        return {"bodies": 0, "applicants": 0}
    return {"bodies": _remind_bodies(), "applicants": _remind_applicants()}


def _remind_bodies() -> int:
    due: dict[tuple[int | None, Any], list[Case]] = defaultdict(list)
    for case in _due(today() + _AHEAD).filter(body__isnull=False).select_related("body"):
        for user in _whose_turn(case):
            due[case.body_id, user].append(case)
    for (_, user), cases in due.items():
        _tell_body(user, cases)
    return len(due)


def _due(last: date) -> QuerySet[Case]:
    return Case.objects.filter(is_open=True, due_on__lte=last).order_by("pk")


def _whose_turn(case: Case) -> Iterator[Any]:
    """Those who can move the case on at its body; not the applicant, who never reviews it."""
    body = case.body
    roles = _roles(flows.get(case.flow), case.state)
    found = holders(body, *roles) if body and roles else []
    for user in {user.pk: user for user in found}.values():
        if user.person_id is None or user.person_id != case.person_id:
            yield user


def _roles(flow: Flow, state: str) -> tuple[str, ...]:
    turns = (t for t in flow.from_state(state) if not isinstance(t.target, Undo))
    return tuple(sorted({r for t in turns if t.actor is ActorKind.STAFF for r in t.roles}))


def _tell_body(user: Any, cases: list[Case]) -> None:
    body: Body = cases[0].body  # type: ignore[assignment]
    late = sum(case.due_on is not None and case.due_on < today() for case in cases)
    notify(
        user,
        BODY_DUE,
        {"body": body.name, "count": len(cases), "late": late},
        subject=f"organisations.body:{body.pk}",
        channels=("portal",),
        key=f"{BODY_DUE}:{today():%Y%m%d}:{body.pk}:{user.pk}",
        link=reverse("approvals:list"),
    )


def _remind_applicants() -> int:
    days = [today() + timedelta(days=n) for n in _APPLICANT_DAYS]
    waiting = [case for case in _due(max(days)).filter(due_on__in=days) if _is_applicants(case)]
    told = 0
    for case in waiting:
        told += _tell_applicant(case)
    return told


def _is_applicants(case: Case) -> bool:
    state = flows.get(case.flow).state(case.state)
    return state.who_acts is WhoActs.APPLICANT and case.person_id is not None


def _tell_applicant(case: Case) -> bool:
    user = get_user_model().objects.filter(person=case.person_id, is_active=True).first()
    workflow = workspace.find(case.flow)
    if user is None or workflow is None or case.due_on is None:
        return False
    notify(
        user,
        APPLICANT_DUE,
        {
            "name": case.name,
            "flow": workflow.flow.label,
            "reference": case.reference,
            "day": f"{case.due_on:%Y-%m-%d}",
        },
        subject=case.subject,
        key=f"{APPLICANT_DUE}:{today():%Y%m%d}:{case.pk}",
        link=workflow.applicant_url(case),
    )
    return True
