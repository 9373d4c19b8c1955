"""Reading plans: what a unit's people can apply for, and what a keeper keeps."""

from portal.plans.queries.applying import current_plan, plans_for, route_for
from portal.plans.queries.keeping import (
    KEEPERS,
    PROVINCE_KEEPERS,
    at_the_province,
    below_my_province,
    entrustments,
    keeps_any,
    kept_plans,
    may_hold,
    plan_in,
)

__all__ = [
    "KEEPERS",
    "PROVINCE_KEEPERS",
    "at_the_province",
    "below_my_province",
    "current_plan",
    "entrustments",
    "keeps_any",
    "kept_plans",
    "may_hold",
    "plan_in",
    "plans_for",
    "route_for",
]
