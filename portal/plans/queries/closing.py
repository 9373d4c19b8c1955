"""Plans whose people are to be reminded."""

from django.db.models import QuerySet

from portal.clock import now
from portal.plans import kinds
from portal.plans.enums import PlanState
from portal.plans.models import Plan


def open_plans() -> QuerySet[Plan]:
    """Published plans of registered workflows whose window is open now."""
    known = [kind.workflow for kind in kinds.every()]
    rows = Plan.objects.filter(state=PlanState.PUBLISHED, workflow__in=known)
    window = rows.filter(opens_at__lte=now(), closes_at__gt=now())
    return window.select_related("body").order_by("closes_at", "pk")
