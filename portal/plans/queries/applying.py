"""Seen from a unit: the plans its people can apply in, and who would review them."""

from datetime import datetime
from typing import TypedDict

from django.db.models import QuerySet

from portal.clock import now
from portal.organisations.enums import BodyKind
from portal.organisations.models import Body
from portal.organisations.queries import ancestor_ids, ancestors
from portal.plans.enums import Holder, Phase, PlanState
from portal.plans.errors import NoRoute
from portal.plans.models import Plan

_BUREAUS = {
    Holder.COUNTY: BodyKind.COUNTY,
    Holder.CITY: BodyKind.CITY,
    Holder.PROVINCE: BodyKind.PROVINCE,
}


class Level(TypedDict):
    """One entry of `Case.route`."""

    body: int
    label: str
    days: int


def plans_for(unit: Body, workflow: str, *, at: datetime | None = None) -> list[Plan]:
    """Published plans of the bodies above the unit or of its base, newest window first.

    With `at`, those whose window holds that instant.
    """
    rows = _offered(unit, workflow)
    if at is not None:
        rows = rows.filter(opens_at__lte=at, closes_at__gt=at)
    return list(rows)


def _offered(unit: Body, workflow: str) -> QuerySet[Plan]:
    above = [*ancestor_ids(unit), unit.base_id] if unit.base_id else ancestor_ids(unit)
    rows = Plan.objects.filter(workflow=workflow, state=PlanState.PUBLISHED, body__in=above)
    return rows.select_related("body").order_by("-opens_at", "-pk")


def current_plan(unit: Body, workflow: str) -> Plan | None:
    """The plan that is open (the latest to have opened); else the next to open; else the last."""
    moment = now()
    plans = plans_for(unit, workflow)
    by_phase = {
        phase: [plan for plan in plans if plan.phase(moment) is phase]
        for phase in (Phase.OPEN, Phase.BEFORE, Phase.OVER)
    }
    first = [*by_phase[Phase.OPEN], *reversed(by_phase[Phase.BEFORE]), *_last(by_phase[Phase.OVER])]
    return first[0] if first else None


def _last(over: list[Plan]) -> list[Plan]:
    """Those over, the one that closed last first."""
    return sorted(over, key=lambda plan: (plan.closes_at, plan.pk), reverse=True)


def route_for(plan: Plan, unit: Body) -> list[Level]:
    """Who reviews what comes from `unit`: [{"body": 7, "label": "学校审核", "days": 5}, …].

    A stage whose holder the unit does not have (no base, no county above it, a closed one) is
    left out; NoRoute when no stage is left.
    """
    bodies = _holders(plan, unit)
    route: list[Level] = [
        {"body": bodies[stage.holder].pk, "label": stage.label, "days": stage.working_days}
        for stage in plan.stages.order_by("position")
        if stage.holder in bodies
    ]
    if not route:
        raise NoRoute(f"“{plan.name}”没有适用于{unit.name}的审核环节，请联系{plan.body.name}。")
    return route


def _holders(plan: Plan, unit: Body) -> dict[str, Body]:
    """Holder → open body, as far as the unit has one."""
    above = {body.kind: body for body in ancestors(unit)}
    found: dict[str, Body | None] = {holder: above.get(kind) for holder, kind in _BUREAUS.items()}
    found |= {Holder.UNIT: unit, Holder.BASE: unit.base, Holder.PLAN: plan.body}
    return {holder: body for holder, body in found.items() if body is not None and body.is_open}
