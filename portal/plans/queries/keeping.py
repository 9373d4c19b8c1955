"""Seen from a keeper: the plans and bodies in one's hands. Access is the fetch.

The province's bureau keeps every plan below it. A body it entrusted with a workflow keeps its
own plans of that workflow, through its administrators, while the entrustment lasts.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body
from portal.organisations.queries import Grant, Scope
from portal.plans import kinds
from portal.plans.models import Entrustment, Plan

PROVINCE_KEEPERS = (Role.BUREAU_ADMIN,)
KEEPERS = (Role.BUREAU_ADMIN, Role.BASE_ADMIN)


def plan_in(scope: Scope, pk: int) -> Plan:
    """The plan, when the scope keeps it; else Plan.DoesNotExist."""
    return kept_plans(scope).get(pk=pk)


def kept_plans(scope: Scope) -> QuerySet[Plan]:
    """Every plan the scope keeps, with its body, the newest first."""
    entrusted_now = _live().filter(workflow=OuterRef("workflow"), body=OuterRef("body"))
    own = Q(Exists(entrusted_now)) & Q(body__in=_own_bodies(scope))
    known = [kind.workflow for kind in kinds.every()]
    rows = Plan.objects.filter(_below(scope, "body__") | own, workflow__in=known)
    return rows.select_related("body").order_by(
        "-year", F("opens_at").desc(nulls_first=True), "-pk"
    )


def may_hold(scope: Scope, workflow: str) -> QuerySet[Body]:
    """The open bodies for which the scope may make plans of this workflow."""
    given = Exists(_live().filter(workflow=workflow, body=OuterRef("pk")))
    provinces = [grant.body_id for grant in _province_grants(scope)]
    entrusted_here = Q(given) & (_below(scope) | Q(pk__in=_own_bodies(scope)))
    return Body.objects.filter(Q(pk__in=provinces) | entrusted_here, is_open=True)


def keeps_any(scope: Scope) -> bool:
    """Whether plans are this person's business at all."""
    if _province_grants(scope):
        return True
    known = [kind.workflow for kind in kinds.every()]
    return _live().filter(body__in=_own_bodies(scope), workflow__in=known).exists()


def at_the_province(scope: Scope) -> bool:
    """Whether the scope entrusts others."""
    return bool(_province_grants(scope))


def below_my_province(scope: Scope) -> QuerySet[Body]:
    """The bodies of the provinces whose bureau the scope administers."""
    return Body.objects.filter(_below(scope))


def entrustments(scope: Scope) -> QuerySet[Entrustment]:
    """Present and past ones below the provinces of the scope, the newest first."""
    rows = Entrustment.objects.filter(_below(scope, "body__"))
    return rows.select_related("body", "given_by", "ended_by").order_by("-given_at", "-pk")


def _live() -> QuerySet[Entrustment]:
    return Entrustment.objects.filter(ended_at=None)


def _own_bodies(scope: Scope) -> list[int]:
    """Bodies administered themselves: an entrustment is one body's, not of those above it."""
    return [grant.body_id for grant in scope.with_roles(*KEEPERS)]


def _province_grants(scope: Scope) -> list[Grant]:
    held = scope.with_roles(*PROVINCE_KEEPERS)
    return [grant for grant in held if grant.kind == BodyKind.PROVINCE]


def _below(scope: Scope, prefix: str = "") -> Q:
    """In one of the provinces of the scope; nothing without one."""
    condition = Q(pk__in=[])
    for grant in _province_grants(scope):
        condition |= Q(**{f"{prefix}path__startswith": grant.path})
    return condition
