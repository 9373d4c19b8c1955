"""The history of a plan: a published one changes only with a reason, and tells."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from portal.clock import now
from portal.organisations.services.rights import user_or_none
from portal.plans.enums import PlanState
from portal.plans.errors import NotAllowed, ReasonNeeded
from portal.plans.models import Plan, PlanChange
from portal.plans.services.locking import locked, log, save_next_version
from portal.plans.services.telling import tell_of_change
from portal.plans.words import Change


@transaction.atomic
def note_change(
    plan: Plan,
    changes: Sequence[Change],
    reason: str,
    *,
    version: int,
    actor: Any,
    request: Any = None,
) -> PlanChange | None:
    """A workflow changes its own tables of the plan: call it first, in the same transaction.

    `changes` are [{"label": …, "before": …, "after": …}] in Chinese words; nothing happens when
    there are none. A draft only gets its next version (None is returned); a published plan needs
    a `reason`, keeps the change and tells those concerned. `plan.version` is the new one
    afterwards. Raises Stale, NotAllowed, ReasonNeeded.
    """
    row = locked(plan, version, actor)
    noted = keep(row, changes, reason, actor=actor, request=request)
    plan.version = row.version
    return noted


def keep(
    row: Plan, changes: Sequence[Change], reason: str, *, actor: Any, request: Any
) -> PlanChange | None:
    """Saves the locked plan with what was changed in it, and the change where it is public."""
    if not changes:
        return None
    demand_changeable(row, reason)
    save_next_version(row)
    log("change", row, actor, request, {"fields": [change["label"] for change in changes]})
    if row.is_draft:
        return None
    noted = record(row, changes, reason, actor)
    tell_of_change(noted)
    return noted


def demand_changeable(row: Plan, reason: str) -> None:
    if row.state == PlanState.WITHDRAWN:
        raise NotAllowed("计划已撤回，不能再修改。可以复制为新的计划。")
    if not row.is_draft and not reason.strip():
        raise ReasonNeeded


def record(row: Plan, changes: Sequence[Change], reason: str, actor: Any) -> PlanChange:
    return PlanChange.objects.create(
        plan=row,
        version=row.version,
        at=now(),
        user=user_or_none(actor),
        reason=reason.strip(),
        changes=list(changes),
    )
