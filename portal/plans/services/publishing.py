"""From a draft to what people can apply in, and out of it again."""

from typing import Any

from django.db import transaction

from portal.clock import now
from portal.plans.enums import PlanState
from portal.plans.errors import NotAllowed, NotReady, ReasonNeeded
from portal.plans.models import Plan
from portal.plans.queries.readiness import missing
from portal.plans.services.locking import locked, log, save_next_version
from portal.plans.services.noting import record
from portal.plans.services.telling import tell_of_withdrawal
from portal.plans.words import Change


@transaction.atomic
def publish(plan: Plan, *, version: int, actor: Any, request: Any = None) -> Plan:
    """Everybody concerned can see it from now on. Raises NotReady, Stale, NotAllowed."""
    row = locked(plan, version, actor)
    if not row.is_draft:
        raise NotAllowed(f"计划{row.get_state_display()}，不能再发布。")
    problems = missing(row)
    if problems:
        raise NotReady([problem.text for problem in problems])
    row.state, row.published_at = PlanState.PUBLISHED, now()
    save_next_version(row)
    record(row, [_state(PlanState.DRAFT, PlanState.PUBLISHED)], "发布计划", actor)
    log("publish", row, actor, request)
    return row


@transaction.atomic
def withdraw(
    plan: Plan, reason: str, stop_cases: bool, *, version: int, actor: Any, request: Any = None
) -> Plan:
    """Nobody can apply any more, and those concerned are told.

    With `stop_cases` the workflow ends what is under way, after commit and in the background;
    otherwise sent applications are reviewed to their end. Raises ReasonNeeded, Stale, NotAllowed.
    """
    row = locked(plan, version, actor)
    if row.state != PlanState.PUBLISHED:
        raise NotAllowed("只有已发布的计划可以撤回。")
    if not reason.strip():
        raise ReasonNeeded
    row.state, row.withdrawn_at, row.withdrawn_reason = PlanState.WITHDRAWN, now(), reason.strip()
    save_next_version(row)
    record(row, [*_withdrawn(stop_cases)], reason, actor)
    log("withdraw", row, actor, request, {"stop_cases": stop_cases})
    tell_of_withdrawal(row, stop_cases=stop_cases)
    return row


def _withdrawn(stop_cases: bool) -> tuple[Change, Change]:
    after = "全部终止" if stop_cases else "继续审核"
    under_way = Change(label="已提交的申请", before="审核中", after=after)
    return _state(PlanState.PUBLISHED, PlanState.WITHDRAWN), under_way


def _state(before: PlanState, after: PlanState) -> Change:
    return Change(label="状态", before=str(before.label), after=str(after.label))
