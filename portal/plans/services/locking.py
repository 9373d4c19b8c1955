"""One plan at a time: right, version, next version, audit."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from portal.audit import services as audit
from portal.organisations.models import Body
from portal.organisations.services.rights import scope_of_actor
from portal.plans import queries
from portal.plans.errors import NotAllowed, Stale
from portal.plans.models import Plan


def locked(plan: Plan, version: int, actor: Any) -> Plan:
    """The stored plan under lock, when the actor keeps it; Stale when it is at another version."""
    scope = scope_of_actor(actor)
    if scope is not None and not queries.kept_plans(scope).filter(pk=plan.pk).exists():
        raise NotAllowed("您没有维护这个计划的权限。")
    row = Plan.objects.select_for_update(of=("self",)).select_related("body").get(pk=plan.pk)
    if row.version != version:
        raise Stale
    return row


def save_next_version(plan: Plan) -> None:
    """Saves only if nobody did since: SQLite ignores row locks, the condition does not."""
    held = Plan.objects.filter(pk=plan.pk, version=plan.version)
    if not held.update(version=F("version") + 1):
        raise Stale
    plan.version += 1
    plan.save()


def demand_holder(body: Body, workflow: str, actor: Any) -> None:
    """The actor may make plans of this workflow for this body."""
    scope = scope_of_actor(actor)
    if scope is not None and not queries.may_hold(scope, workflow).filter(pk=body.pk).exists():
        raise NotAllowed("您不能为这个单位制定计划。")


def log(
    action: str, plan: Plan, actor: Any, request: Any, detail: Mapping[str, Any] | None = None
) -> None:
    audit.record(
        f"plans.{action}",
        actor=actor,
        subject=f"plans.plan:{plan.pk}",
        body_id=plan.body_id,
        detail={"workflow": plan.workflow, "name": plan.name, **(detail or {})},
        request=request,
    )
