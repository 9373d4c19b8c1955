"""What an actor can do with a case now, and why not yet."""

from dataclasses import dataclass

from portal.approvals import flow as flows
from portal.approvals import rules
from portal.approvals.actors import Actor
from portal.approvals.flow import Past, Reason, Transition, Undo
from portal.approvals.models import Case, ReasonCode
from portal.approvals.services.attempting import facts_of, past_of
from portal.approvals.services.stating import reason_codes


@dataclass(frozen=True)
class Offer:
    """A transition this actor may apply; `problem` says why a guard refuses it at present."""

    transition: Transition
    problem: str = ""
    reasons: tuple[ReasonCode, ...] = ()

    @property
    def undoes(self) -> bool:
        return isinstance(self.transition.target, Undo)


def available(case: Case, actor: Actor) -> list[Offer]:
    """In the flow's order; nothing that is another person's or level's to do."""
    flow = flows.get(case.flow)
    decisions = tuple(case.decisions.select_related("reverses").order_by("sequence"))
    past = past_of(flow, case, decisions)
    fitting = [
        transition
        for transition in flow.from_state(case.state)
        if _fits(transition, past, case) and rules.stranger(case, transition, actor) is None
    ]
    offers = [_offer(case, transition, past) for transition in fitting]
    return [offer for offer in offers if not (offer.problem and offer.transition.quiet)]


def _fits(transition: Transition, past: Past, case: Case) -> bool:
    if isinstance(transition.target, Undo):
        return flows.can_undo(transition, past)
    return flows.exists_at(transition, case.level, len(case.route))


def _offer(case: Case, transition: Transition, past: Past) -> Offer:
    problem = transition.guard(facts_of(case, past)) if transition.guard else None
    coded = transition.reason is Reason.CODED
    reasons = tuple(reason_codes(case.flow, transition.name)) if coded else ()
    return Offer(transition, problem.text if problem else "", reasons)
