"""Who may apply what: pure predicates over a case, a flow and an actor."""

from portal.approvals.actors import Actor
from portal.approvals.flow import ActorKind, Problem, Reach, Transition
from portal.approvals.models import Case
from portal.organisations.queries import Grant, Scope

_LEVELS_AWAY = {Reach.LEVEL: 0, Reach.NEXT_LEVEL: 1, Reach.PREVIOUS_LEVEL: -1}


def body_at(case: Case, level: int) -> int | None:
    """Key of the body that holds a level of the route (from 1); the unit where there is none."""
    if not case.route:
        return case.unit_id
    return case.route[level - 1]["body"] if 1 <= level <= len(case.route) else None


def stage_at(case: Case, level: int) -> str:
    """The name of a level: 初审, 复核 …"""
    return str(case.route[level - 1]["label"]) if 1 <= level <= len(case.route) else ""


def acting_grant(scope: Scope, case: Case, transition: Transition) -> Grant | None:
    """The grant by which somebody may apply the transition, the nearest to the unit first."""
    grants = scope.with_roles(*transition.roles) if transition.roles else ()
    if transition.reach is Reach.UNIT:
        covering = [grant for grant in grants if case.unit and grant.holds(case.unit)]
        return max(covering, key=lambda grant: _nearness(grant, case), default=None)
    body = body_at(case, case.level + _LEVELS_AWAY[transition.reach])
    return next((grant for grant in grants if grant.body_id == body), None)


def reading_grant(scope: Scope, case: Case, roles: tuple[str, ...]) -> Grant | None:
    """The grant by which somebody reads the case: as `acting_grant`, else any of these roles."""
    grants = scope.with_roles(*roles) if roles else ()
    return max(grants, key=lambda grant: _standing(grant, case), default=None)


def _standing(grant: Grant, case: Case) -> tuple[bool, bool, int]:
    return bool(case.unit and grant.holds(case.unit)), *_nearness(grant, case)


def _nearness(grant: Grant, case: Case) -> tuple[bool, int]:
    return grant.body_id == case.unit_id, len(grant.path)


def is_own(case: Case, actor: Actor) -> bool:
    """Whether the application is the actor's own."""
    if actor.subject:
        return actor.subject == case.subject
    return case.person_id is not None and actor.person_id == case.person_id


def concerns(case: Case, actor: Actor) -> bool:
    """Whether the actor may read of the case at all: their own, their unit's, on its route."""
    if actor.kind is not ActorKind.STAFF:
        return is_own(case, actor)
    stops = {stop["body"] for stop in case.route}
    return any(
        grant.body_id in stops or (case.unit is not None and grant.holds(case.unit))
        for grant in actor.scope.grants
    )


def stranger(case: Case, transition: Transition, actor: Actor) -> Problem | None:
    """Why this actor has no part in this transition, whatever the state."""
    if actor.kind is not transition.actor:
        return Problem("您不能进行这项操作。")
    if actor.kind is ActorKind.APPLICANT and not is_own(case, actor):
        return Problem("只能办理本人的申请。")
    if actor.kind is not ActorKind.STAFF:
        return None
    if is_own(case, actor):
        return Problem("不能审核本人的申请，请由其他人员处理。")
    if acting_grant(actor.scope, case, transition) is None:
        return Problem("您没有办理这件申请的权限。")
    return None
