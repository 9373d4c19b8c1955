"""The list of plans, the kinds and years it can be narrowed to, and their history."""

from datetime import datetime

from django.db.models import Q, QuerySet

from portal.clock import now
from portal.organisations.models import Body
from portal.organisations.queries import Scope
from portal.plans import kinds
from portal.plans.enums import Phase, PlanState
from portal.plans.kinds import PlanKind
from portal.plans.models import Plan, PlanChange
from portal.plans.queries.keeping import below_my_province, kept_plans, may_hold
from portal.plans.rules import ENTRUSTED_KINDS


def chosen_plans(
    scope: Scope, *, phase: str = "", year: int | None = None, workflow: str = ""
) -> QuerySet[Plan]:
    rows = kept_plans(scope)
    if phase:
        rows = rows.filter(_in_phase(Phase(phase), now()))
    if year:
        rows = rows.filter(year=year)
    return rows.filter(workflow=workflow) if workflow else rows


def _in_phase(phase: Phase, moment: datetime) -> Q:
    """The same as `rules.phase_of`, for a query."""
    if phase in (Phase.DRAFT, Phase.WITHDRAWN):
        return Q(state=phase.value)
    return (
        Q(state=PlanState.PUBLISHED)
        & {
            Phase.BEFORE: Q(opens_at__gt=moment),
            Phase.OPEN: Q(opens_at__lte=moment, closes_at__gt=moment),
            Phase.OVER: Q(closes_at__lte=moment),
        }[phase]
    )


def years(scope: Scope) -> list[int]:
    found = kept_plans(scope).order_by("-year").values_list("year", flat=True)
    return list(found.distinct())


def kinds_held(scope: Scope) -> list[PlanKind]:
    """Kinds of plan that the scope may make."""
    return [kind for kind in kinds.every() if may_hold(scope, kind.workflow).exists()]


def bodies_held(scope: Scope, held: list[PlanKind]) -> list[Body]:
    """For whom, the province first."""
    found = {body.pk: body for kind in held for body in may_hold(scope, kind.workflow)}
    return sorted(found.values(), key=lambda body: (body.parent_id is not None, body.sort_key))


def entrustable(scope: Scope) -> QuerySet[Body]:
    rows = below_my_province(scope).filter(kind__in=ENTRUSTED_KINDS, is_open=True)
    return rows.order_by("kind", "sort_key", "pk")


def history(plan: Plan) -> QuerySet[PlanChange]:
    return plan.changes.select_related("user").order_by("-version")


def number_concerned(plan: Plan) -> int:
    """How many people a change would be told."""
    people = kinds.find(plan.workflow).concerned(plan)
    if isinstance(people, QuerySet):
        return people.order_by().values("pk").distinct().count()
    return len({person.pk for person in people})
