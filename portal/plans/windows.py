"""A plan's dates as the rules take them."""

from portal.plans.models import Plan
from portal.plans.rules import Window


def window_of(plan: Plan) -> Window:
    return Window(
        year=plan.year,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        evidence_until=plan.evidence_until,
        remind_days=tuple(plan.remind_days),
    )
