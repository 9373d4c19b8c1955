"""Granting and ending roles. A grant is ended, never deleted."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from portal.audit import services as audit
from portal.clock import now
from portal.organisations import rules
from portal.organisations.enums import Role
from portal.organisations.errors import Refused
from portal.organisations.models import Body, RoleGrant
from portal.organisations.services.rights import demand, scope_of_actor, user_or_none


@transaction.atomic
def grant_role(
    user: Any, body: Body, role: Role | str, *, actor: Any, request: Any = None
) -> RoleGrant:
    """Gives `user` the role at `body`; an equal grant held already is returned as it is."""
    # Locks the user: two grants at once must not put excluding roles into one hand.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    held = RoleGrant.objects.filter(user=user, ended_at=None)
    _check_giver(user, body, role, actor)
    same = held.filter(body=body, role=role).first()
    if same is not None:
        return same
    if rules.excludes(role, held.values_list("role", flat=True)):
        raise Refused(
            "separated",
            "系统管理员、安全管理员、审计管理员必须由不同的人担任（三员分立），且一人只能担任一处。",
            "role",
        )
    if not body.is_open:
        raise Refused("closed", "该机构已停用，不能授予角色。", "body")
    grant = RoleGrant.objects.create(
        user=user,
        body=body,
        role=role,
        granted_by=user_or_none(actor),
        granted_at=now(),
    )
    _record("organisations.grant_role", grant, actor, request)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, actor: Any, request: Any = None) -> RoleGrant:
    """Ends a role; ending it twice changes nothing."""
    grant = RoleGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    _check_giver(grant.user, grant.body, grant.role, actor)
    if grant.ended_at is None:
        grant.ended_at = now()
        grant.ended_by = user_or_none(actor)
        grant.save(update_fields=["ended_at", "ended_by"])
        _record("organisations.end_role", grant, actor, request)
    return grant


def _check_giver(user: Any, body: Body, role: Role | str, actor: Any) -> None:
    if not rules.may_hold_at(role, body):
        raise Refused("place", "这个角色不能设在这类机构。", "role")
    scope = scope_of_actor(actor)
    if scope is None:
        return
    if actor.pk == user.pk:
        raise Refused("own", "不能变更自己的角色，请由其他管理员办理。", "role")
    demand(rules.may_give(scope, role, body), "您没有在该机构授予或收回这个角色的权限。")


def _record(action: str, grant: RoleGrant, actor: Any, request: Any) -> None:
    audit.record(
        action,
        actor=actor,
        subject=f"accounts.user:{grant.user_id}",
        body_id=grant.body_id,
        detail={"role": str(grant.role), "grant": grant.pk},
        request=request,
    )
