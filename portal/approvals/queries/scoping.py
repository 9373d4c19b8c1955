"""Which cases a scope may see, and which wait for it: conditions on the columns of a case."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.approvals import flow as flows
from portal.approvals.flow import ActorKind, Flow, Reach, Undo, WhoActs
from portal.approvals.models import Case, Decision
from portal.organisations.queries import Scope

NONE = Q(pk__in=[])


def seen(scope: Scope) -> QuerySet[Case]:
    """Submitted cases this scope may read: of its units, at its bodies, or decided there."""
    condition = NONE
    for flow in flows.every():
        condition |= _seen_of(flow, scope)
    return Case.objects.filter(condition, submitted_at__isnull=False)


def _seen_of(flow: Flow, scope: Scope) -> Q:
    roles = flow.staff_roles()
    own = [grant.body_id for grant in scope.with_roles(*roles)] if roles else []
    if not own:
        return NONE
    decided = Decision.objects.filter(case=OuterRef("pk"), body_id__in=own)
    place = Q(unit__in=scope.bodies(*roles)) | Q(body_id__in=own) | Q(Exists(decided))
    return Q(flow=flow.name) & place


def waiting(scope: Scope) -> QuerySet[Case]:
    """Open cases that this scope can move on: 待办."""
    condition = NONE
    for flow in flows.every():
        for (reach, roles), states in _turns(flow).items():
            place = _place(reach, roles, scope)
            condition |= Q(flow=flow.name, state__in=sorted(states)) & place
    return Case.objects.filter(condition, is_open=True)


def _turns(flow: Flow) -> dict[tuple[Reach, tuple[str, ...]], set[str]]:
    """By reach and roles, the states in which a body acts."""
    found: dict[tuple[Reach, tuple[str, ...]], set[str]] = defaultdict(set)
    for state in flow.states:
        if state.who_acts is not WhoActs.BODY:
            continue
        for transition in flow.from_state(state.name):
            if _is_a_turn(transition.actor, transition.reach, transition.target):
                found[transition.reach, transition.roles].add(state.name)
    return found


def _is_a_turn(actor: ActorKind, reach: Reach, target: object) -> bool:
    """Undoing, or reaching into another level, is a right and not a task."""
    here = reach in {Reach.UNIT, Reach.LEVEL}
    return actor is ActorKind.STAFF and here and not isinstance(target, Undo)


def _place(reach: Reach, roles: tuple[str, ...], scope: Scope) -> Q:
    if reach is Reach.UNIT:
        return Q(unit__in=scope.bodies(*roles))
    return Q(body_id__in=[grant.body_id for grant in scope.with_roles(*roles)])


def case_for(scope: Scope, reference: str) -> Case:
    """The case, when the scope may read it; else Case.DoesNotExist."""
    return seen(scope).select_related("unit", "body", "person").get(reference=reference)
