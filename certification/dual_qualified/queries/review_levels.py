"""Who would review what comes from a unit, level by level."""

from dataclasses import dataclass

from portal.organisations.models import Body
from portal.plans.errors import NoRoute
from portal.plans.models import Plan
from portal.plans.queries import route_for


@dataclass(frozen=True)
class StageLine:
    """One level of the review: who, and in how many working days."""

    label: str
    body: str
    days: int


def stage_lines(plan: Plan, unit: Body) -> list[StageLine]:
    """Empty where the plan has no level for this unit: submission says so."""
    try:
        route = route_for(plan, unit)
    except NoRoute:
        return []
    names = dict(
        Body.objects.filter(pk__in=[stop["body"] for stop in route]).values_list("pk", "name")
    )
    return [StageLine(stop["label"], names[stop["body"]], stop["days"]) for stop in route]
