"""Making, copying and changing plans."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from portal.clock import now
from portal.organisations.models import Body
from portal.plans import kinds, rules
from portal.plans.enums import PlanState
from portal.plans.errors import Contradiction
from portal.plans.models import Plan, Stage
from portal.plans.rules import Problem, Window
from portal.plans.services.locking import demand_holder, locked, log
from portal.plans.services.noting import demand_changeable, keep
from portal.plans.windows import window_of
from portal.plans.words import LABELS, differences

_COPIED = ("valid_years", "office", "contact_phone", "contact_hours", "notice", "remind_days")


@transaction.atomic
def create_plan(
    *,
    workflow: str,
    body: Body,
    name: str,
    year: int,
    actor: Any,
    request: Any = None,
    **fields: Any,
) -> Plan:
    """A draft; `fields` as in `save_plan`. Raises NotAllowed, Contradiction, UnknownWorkflow."""
    kinds.find(workflow)
    demand_holder(body, workflow, actor)
    contact = {"contact_phone": body.contact_phone, "contact_hours": body.office_hours}
    plan = Plan(workflow=workflow, body=body, name=name, year=year, created_at=now())
    for key, value in {**contact, **_known(fields)}.items():
        setattr(plan, key, value)
    _refuse(_name_problems(plan) + rules.window_problems(window_of(plan)))
    plan.save()
    log("create", plan, actor, request)
    return plan


@transaction.atomic
def copy_plan(
    source: Plan,
    *,
    name: str,
    year: int,
    actor: Any,
    body: Body | None = None,
    request: Any = None,
) -> Plan:
    """A draft with everything of an earlier plan but its dates, the workflow's tables included."""
    fields = {key: getattr(source, key) for key in _COPIED}
    made = create_plan(
        workflow=source.workflow,
        body=body or source.body,
        name=name,
        year=year,
        actor=actor,
        request=request,
        **fields,
    )
    Stage.objects.bulk_create(
        Stage(
            plan=made,
            position=stage.position,
            holder=stage.holder,
            label=stage.label,
            working_days=stage.working_days,
        )
        for stage in source.stages.all()
    )
    kinds.find(source.workflow).copy(source, made)
    return made


@transaction.atomic
def save_plan(
    plan: Plan,
    values: Mapping[str, Any],
    *,
    version: int,
    actor: Any,
    reason: str = "",
    request: Any = None,
) -> Plan:
    """Writes the named fields (those of `words.LABELS`) and returns the stored plan.

    A published plan needs a `reason`; what changed is kept and those concerned are told. Saving
    what is stored already changes nothing. Raises Stale, NotAllowed, ReasonNeeded, Contradiction.
    """
    row = locked(plan, version, actor)
    before = window_of(row)
    changes = differences(row, _known(values))
    if not changes:
        return row
    demand_changeable(row, reason)
    for key, value in values.items():
        setattr(row, key, value)
    _refuse(_name_problems(row) + _window_problems(row, before))
    keep(row, changes, reason, actor=actor, request=request)
    return row


def _window_problems(row: Plan, before: Window) -> list[Problem]:
    if row.is_draft:
        return rules.window_problems(window_of(row))
    return rules.change_problems(before, window_of(row), now())


def _known(values: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = set(values) - set(LABELS)
    if unknown:
        raise TypeError(f"a plan has no editable {sorted(unknown)}")
    return values


def _name_problems(plan: Plan) -> list[Problem]:
    # Locks the body: two plans at once must not get one name.
    Body.objects.select_for_update().get(pk=plan.body_id)
    same = Plan.objects.filter(
        workflow=plan.workflow, body=plan.body_id, year=plan.year, name=plan.name
    )
    taken = same.exclude(state=PlanState.WITHDRAWN).exclude(pk=plan.pk)
    return [Problem("name", "这个单位在同一年度已有同名的计划。")] if taken.exists() else []


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise Contradiction(problems)
