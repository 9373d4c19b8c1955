"""The province lets a bureau or base hold plans of a workflow."""

from typing import Any

from django.db import transaction

from portal.audit import services as audit
from portal.clock import now
from portal.organisations.models import Body
from portal.organisations.services.rights import scope_of_actor, user_or_none
from portal.plans import kinds, queries
from portal.plans.errors import Contradiction, NotAllowed
from portal.plans.models import Entrustment
from portal.plans.rules import ENTRUSTED_KINDS, Problem


@transaction.atomic
def entrust(
    workflow: str, body: Body, *, actor: Any, note: str = "", request: Any = None
) -> Entrustment:
    """The body's administrators keep its own plans of this workflow; the one in force wins."""
    kinds.find(workflow)
    _demand_province(body, actor)
    if body.kind not in ENTRUSTED_KINDS or not body.is_open:
        raise Contradiction([Problem("body", "只能委托运行中的市级、县级教育行政部门或基地。")])
    Body.objects.select_for_update().get(pk=body.pk)
    same = Entrustment.objects.filter(workflow=workflow, body=body, ended_at=None).first()
    if same is not None:
        return same
    made = Entrustment.objects.create(
        workflow=workflow,
        body=body,
        note=note.strip(),
        given_by=user_or_none(actor),
        given_at=now(),
    )
    _log("entrust", made, actor, request)
    return made


@transaction.atomic
def end_entrustment(entrustment: Entrustment, *, actor: Any, request: Any = None) -> Entrustment:
    """The body keeps its plans no longer; the province does. A second time changes nothing."""
    row = Entrustment.objects.select_for_update(of=("self",)).get(pk=entrustment.pk)
    _demand_province(row.body, actor)
    if row.ended_at is None:
        row.ended_at, row.ended_by = now(), user_or_none(actor)
        row.save(update_fields=["ended_at", "ended_by"])
        _log("end_entrustment", row, actor, request)
    return row


def _demand_province(body: Body, actor: Any) -> None:
    scope = scope_of_actor(actor)
    if scope is not None and not queries.below_my_province(scope).filter(pk=body.pk).exists():
        raise NotAllowed("只有省级教育行政部门的管理员可以委托。")


def _log(action: str, row: Entrustment, actor: Any, request: Any) -> None:
    audit.record(
        f"plans.{action}",
        actor=actor,
        subject=f"plans.entrustment:{row.pk}",
        body_id=row.body_id,
        detail={"workflow": row.workflow, "body": row.body.name},
        request=request,
    )
