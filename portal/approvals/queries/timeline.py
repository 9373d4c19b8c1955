"""The record of a case for people: in staff words, and in the applicant's."""

from datetime import datetime

from django.utils import timezone

from portal.approvals import flow as flows
from portal.approvals.flow import ActorKind, Reason, Transition
from portal.approvals.models import Case, Decision
from portal.approvals.queries.words import state_label, state_of, waiting_for
from portal.web.components import TimelineStep


def timeline(case: Case, *, applicant: bool = False) -> list[TimelineStep]:
    """What happened, oldest first, and what the case now waits for.

    The applicant reads which body acted, not which person, and no remark that no rule asked for.
    """
    decisions = case.decisions.select_related("reverses").order_by("sequence")
    steps = [_step(case, decision, applicant) for decision in decisions]
    return [*_opening(case, steps), *steps, *_present(case, applicant)]


def _opening(case: Case, steps: list[TimelineStep]) -> list[TimelineStep]:
    """A flow that begins with the review has no decision for the submission itself."""
    first = flows.get(case.flow).state(flows.get(case.flow).initial)
    if first.editable or case.submitted_at is None:
        return []
    return [TimelineStep("提交申请", _moment(case.submitted_at), case.name)]


def _step(case: Case, decision: Decision, applicant: bool) -> TimelineStep:
    transition = flows.get(case.flow).transition(decision.transition)
    return TimelineStep(
        title=f"{decision.stage}：{_record(transition, applicant)}"
        if decision.stage
        else _record(transition, applicant),
        when=_moment(decision.at),
        who=_who(decision, applicant),
        text=_text(decision, transition, applicant),
        tone=transition.tone,
    )


def _record(transition: Transition, applicant: bool) -> str:
    return transition.record_for(applicant)


def _who(decision: Decision, applicant: bool) -> str:
    if decision.actor_kind == ActorKind.SYSTEM:
        return "系统"
    if decision.actor_kind == ActorKind.APPLICANT:
        return "您" if applicant else decision.actor_name
    return decision.body_name if applicant else f"{decision.body_name} {decision.actor_name}"


def _text(decision: Decision, transition: Transition, applicant: bool) -> str:
    parts = [reason["text"] for reason in decision.reasons]
    meant_for_them = transition.reason is not Reason.NONE or bool(decision.marks)
    if decision.opinion and (meant_for_them or not applicant):
        parts.append(decision.opinion)
    return "；".join(parts)


def _present(case: Case, applicant: bool) -> list[TimelineStep]:
    if not case.is_open:
        return []
    waiting = waiting_for(case, applicant=applicant)
    until = f"请于 {waiting.until:%Y-%m-%d} 前办理" if waiting.until else ""
    late = "，已逾期" if waiting.overdue else ""
    return [
        TimelineStep(
            state_label(case, applicant=applicant),
            who=waiting.who,
            text=f"{until}{late}",
            tone="bad" if waiting.overdue else state_of(case).tone,
            state="current",
        )
    ]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
