"""What one application of a transition starts from: the case, locked, and its past."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.approvals import flow as flows
from portal.approvals import rules, workspace
from portal.approvals.actors import Actor
from portal.approvals.errors import NotAllowed
from portal.approvals.flow import Facts, Flow, IllegalStep, Past, Transition
from portal.approvals.models import Case, Decision
from portal.approvals.services.stale import already
from portal.clock import today
from portal.organisations.queries import Grant


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


def attempt_of(case_id: int, name: str, actor: Actor, version: int) -> Attempt:
    # Without joins: who waited for the lock would read the joined rows of before it.
    case = Case.objects.select_for_update().get(pk=case_id)
    flow = flows.get(case.flow)
    try:
        transition = flow.transition(name)
    except KeyError:
        raise NotAllowed("没有这项操作。") from None
    problem, stale = rules.stranger(case, transition, actor), case.version != version
    # When somebody faster moved it out of reach, that is what the person should read.
    if problem and not (stale and rules.concerns(case, actor)):
        raise NotAllowed(problem.text)
    if stale:
        raise already(case, actor)
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
