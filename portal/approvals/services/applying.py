"""One function applies every transition of every flow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from portal.approvals import flow as flows
from portal.approvals import rules, workspace
from portal.approvals.actors import Actor
from portal.approvals.errors import NotAllowed
from portal.approvals.flow import (
    Facts,
    Flow,
    IllegalStep,
    Mark,
    Past,
    Stay,
    Transition,
    Undo,
    WhoActs,
)
from portal.approvals.models import Case, Decision
from portal.approvals.services import placing
from portal.approvals.services.opening import duplicate
from portal.approvals.services.stale import already
from portal.approvals.services.stating import Statement, statement
from portal.audit.services import record
from portal.clock import now, today
from portal.jobs.services import enqueue
from portal.organisations.models import Body
from portal.organisations.queries import Grant

EFFECT_JOB = "approvals.effect"


class Inconsistent(Exception):
    """Replaying the decisions does not give the stored state: somebody wrote past the engine."""


@dataclass(frozen=True)
class Attempt:
    """Everything one application of a transition is made of, as it was before it.

    `grant` is the one a member of staff acts by, of the place the case was at.
    """

    case: Case
    flow: Flow
    transition: Transition
    actor: Actor
    past: Past
    decisions: tuple[Decision, ...]
    grant: Grant | None

    @property
    def sequence(self) -> int:
        return len(self.decisions) + 1


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
    attempt = _attempt(case_id, transition, actor, version)
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
    decision = _decide(attempt, after, said)
    _audit(attempt, decision, request)
    _consequences(attempt, decision)
    _enqueue_effects(attempt, decision)
    return decision


def _attempt(case_id: int, name: str, actor: Actor, version: int) -> Attempt:
    case = Case.objects.select_for_update(of=("self",)).select_related("unit").get(pk=case_id)
    flow = flows.get(case.flow)
    try:
        transition = flow.transition(name)
    except KeyError:
        raise NotAllowed("没有这项操作。") from None
    problem = rules.stranger(case, transition, actor)
    if case.version != version and rules.concerns(case, actor):
        # Also when somebody faster moved it out of reach: that is what the person should read.
        raise already(case, actor)
    if problem:
        raise NotAllowed(problem.text)
    decisions = tuple(case.decisions.select_related("reverses").order_by("sequence"))
    past = past_of(flow, case, decisions)
    grant = rules.acting_grant(actor.scope, case, transition)
    return Attempt(case, flow, transition, actor, past, decisions, grant)


def past_of(flow: Flow, case: Case, decisions: Sequence[Decision]) -> Past:
    """The case's past; Inconsistent unless replay leads to the stored state."""
    try:
        past = flows.replay(flow, decisions)
    except IllegalStep as error:
        raise Inconsistent(f"{case.reference}: {error}") from error
    if (past.now.state, past.now.level) != (case.state, case.level):
        raise Inconsistent(f"{case.reference}: {past.now.state} is not {case.state}")
    return past


def facts_of(case: Case, past: Past, given: Facts | None = None) -> Facts:
    """What guards may ask: the workflow's facts, completed by what the engine knows."""
    facts = given or _workflow_facts(case) or Facts(today())
    return replace(
        facts,
        today=today(),
        level=past.now.level,
        levels=len(case.route),
        results=past.now.results,
        asked=past.now.asked,
    )


def _workflow_facts(case: Case) -> Facts | None:
    workflow = workspace.find(case.flow)
    return workflow.facts(case) if workflow and workflow.facts else None


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
        label = attempt.flow.state(attempt.case.state).staff_label
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


def _decide(attempt: Attempt, after: Past, said: Statement) -> Decision:
    case, before, actor = attempt.case, attempt.past.now, attempt.actor
    return Decision.objects.create(
        case=case,
        sequence=attempt.sequence,
        version=case.version,
        transition=attempt.transition.name,
        from_state=before.state,
        from_level=before.level,
        to_state=after.now.state,
        to_level=after.now.level,
        levels=len(case.route),
        stage=rules.stage_at(case, before.level),
        user=actor.user,
        actor_kind=actor.kind,
        actor_name=actor.name,
        at=now(),
        opinion=said.opinion,
        reasons=list(said.reasons),
        marks=[{"field": mark.field, "note": mark.note} for mark in said.marks],
        reverses=_reversed(attempt),
        **_office(attempt.grant),
    )


def _office(grant: Grant | None) -> dict[str, Any]:
    """For which body, in which role a member of staff decided."""
    if grant is None:
        return {}
    name = Body.objects.values_list("name", flat=True).get(pk=grant.body_id)
    return {"role": grant.role, "body_id": grant.body_id, "body_name": name}


def _reversed(attempt: Attempt) -> Decision | None:
    last = attempt.past.last()
    if last is None or not isinstance(attempt.transition.target, Undo):
        return None
    return attempt.decisions[last[0] - 1]


def _audit(attempt: Attempt, decision: Decision, request: HttpRequest | None) -> None:
    record(
        "approvals.decide",
        actor=attempt.actor.by,
        subject=f"approvals.case:{attempt.case.pk}",
        person_id=attempt.case.person_id,
        body_id=decision.body_id,
        detail={
            "flow": attempt.flow.name,
            "transition": decision.transition,
            "from": decision.from_state,
            "to": decision.to_state,
            "reference": attempt.case.reference,
        },
        request=request,
    )


def _consequences(attempt: Attempt, decision: Decision) -> None:
    workflow = workspace.find(attempt.case.flow)
    for name in attempt.transition.consequences:
        if workflow is None:
            raise RuntimeError(f"{attempt.case.flow} has no workflow to do {name}")
        workflow.consequences[name](workspace.Applied(attempt.case, decision, attempt.actor))


def _enqueue_effects(attempt: Attempt, decision: Decision) -> None:
    """The rows are written here; their wake-ups go after commit, so nothing is lost or early."""
    for name in attempt.transition.effects:
        key = f"{decision.pk}:{name}"
        enqueue(EFFECT_JOB, {"decision": decision.pk, "effect": name}, key=key)
