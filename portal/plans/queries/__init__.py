"""Reading plans: what a unit's people can apply for, and what a keeper keeps."""

from portal.plans.queries.applying import current_plan, plans_for, route_for
from portal.plans.queries.keeping import (
    PROVINCE_KEEPERS,
    entrusted,
    entrustments,
    kept_plans,
    may_hold,
    plan_in,
)

__all__ = [
    "PROVINCE_KEEPERS",
    "current_plan",
    "entrusted",
    "entrustments",
    "kept_plans",
    "may_hold",
    "plan_in",
    "plans_for",
    "route_for",
]
