"""One function applies every transition of every flow."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from portal.approvals import flow as flows
from portal.approvals import workspace
from portal.approvals.actors import Actor
from portal.approvals.errors import NotAllowed
from portal.approvals.flow import (
    Facts,
    IllegalStep,
    Mark,
    Past,
    Stay,
    WhoActs,
)
from portal.approvals.models import Case, Decision
from portal.approvals.queries.words import state_label
from portal.approvals.services import placing
from portal.approvals.services.attempting import Attempt, attempt_of, facts_of
from portal.approvals.services.opening import duplicate
from portal.approvals.services.recording import audit, carry_out, decide, enqueue_effects
from portal.approvals.services.stale import already
from portal.approvals.services.stating import Statement, statement
from portal.clock import now


@transaction.atomic
def apply(
    case_id: int,
    transition: str,
    actor: Actor,
    *,
    version: int,
    opinion: str = "",
    reasons: Sequence[str] = (),
    marks: Iterable[Mark] = (),
    facts: Facts | None = None,
    changes: Mapping[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> Decision:
    """The decision that was made. Stale, NotAllowed or ReasonNeeded when there is none.

    `version` is the one the person saw; `reasons` are codes; `facts` defaults to what the
    workflow's query fills; `changes` are columns that the transition lets be set along.
    """
    attempt = attempt_of(case_id, transition, actor, version)
    said = statement(
        attempt.flow,
        attempt.transition,
        opinion=opinion,
        codes=tuple(reasons),
        marks=marks,
        markable=_markable(attempt.case),
    )
    _change(attempt, changes or {})
    after = _moved(attempt, facts_of(attempt.case, attempt.past, facts), said)
    _store(attempt, after, version)
    decision = decide(attempt, after, said)
    audit(attempt, decision, request)
    carry_out(attempt, decision)
    enqueue_effects(attempt, decision)
    return decision


def _markable(case: Case) -> Mapping[str, str]:
    workflow = workspace.find(case.flow)
    return workflow.markable(case) if workflow else {}


def _change(attempt: Attempt, changes: Mapping[str, Any]) -> None:
    foreign = set(changes) - set(attempt.transition.changes)
    if foreign:
        raise ValueError(f"{attempt.transition.name} does not change {sorted(foreign)}")
    for column, value in changes.items():
        setattr(attempt.case, column, value)


def _moved(attempt: Attempt, facts: Facts, said: Statement) -> Past:
    transition = attempt.transition
    if problem := transition.guard(facts) if transition.guard else None:
        raise NotAllowed(problem.text)
    try:
        return flows.move(
            attempt.flow,
            attempt.past,
            transition,
            facts,
            sequence=attempt.sequence,
            marks=said.marks,
        )
    except IllegalStep:
        label = state_label(attempt.case)
        raise NotAllowed(f"“{label}”状态下不能{transition.label}。") from None


def _store(attempt: Attempt, after: Past, version: int) -> None:
    """Compare-and-set: a row lock does nothing on SQLite, the version in the UPDATE does."""
    case, flow = attempt.case, attempt.flow
    for column, value in placing.columns(flow, case, after.now).items():
        setattr(case, column, value)
    state = flow.state(case.state)
    if not isinstance(attempt.transition.target, Stay):
        case.due_on = placing.due_on(case, state, case.level)
    if case.submitted_at is None and state.who_acts is not WhoActs.APPLICANT:
        case.submitted_at = now()
    case.changed_at = now()
    if not Case.objects.filter(pk=case.pk, version=version).update(version=version + 1):
        raise already(Case.objects.get(pk=case.pk), attempt.actor)
    case.version = version + 1
    try:
        with transaction.atomic():
            case.save(force_update=True)
    except IntegrityError as error:
        if "exclusive_key" in str(error) or "approvals_one_open_case" in str(error):
            raise duplicate(flow) from error
        raise
