"""What a decision leaves behind: its row, the audit entry, consequences, effects."""

from typing import Any

from django.http import HttpRequest

from portal.approvals import rules, workspace
from portal.approvals.flow import Past, Undo
from portal.approvals.models import Decision
from portal.approvals.services.attempting import Attempt
from portal.approvals.services.stating import Statement
from portal.audit.services import record
from portal.clock import now
from portal.jobs.services import enqueue
from portal.organisations.models import Body
from portal.organisations.queries import Grant

EFFECT_JOB = "approvals.effect"


def decide(attempt: Attempt, after: Past, said: Statement) -> Decision:
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


def audit(attempt: Attempt, decision: Decision, request: HttpRequest | None) -> None:
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


def carry_out(attempt: Attempt, decision: Decision) -> None:
    workflow = workspace.find(attempt.case.flow)
    for name in attempt.transition.consequences:
        if workflow is None:
            raise RuntimeError(f"{attempt.case.flow} has no workflow to do {name}")
        workflow.consequences[name](workspace.Applied(attempt.case, decision, attempt.actor))


def enqueue_effects(attempt: Attempt, decision: Decision) -> None:
    """The rows are written here; their wake-ups go after commit, so nothing is lost or early."""
    for name in attempt.transition.effects:
        key = f"{decision.pk}:{name}"
        enqueue(EFFECT_JOB, {"decision": decision.pk, "effect": name}, key=key)
