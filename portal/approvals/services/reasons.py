"""Coded reasons, kept by the province's bureau for everybody."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest

from portal.approvals.errors import NotAllowed, Stale
from portal.approvals.models import ReasonCode
from portal.audit.services import record
from portal.organisations.enums import Role
from portal.organisations.queries import Scope, scope_of
from portal.organisations.rules import at_the_province

if TYPE_CHECKING:
    from accounts.models import User


def may_keep_reasons(scope: Scope) -> bool:
    """Reasons hold for the whole province: only its bureau changes them."""
    return at_the_province(scope, Role.BUREAU_ADMIN)


@transaction.atomic
def save_reason(
    reason: ReasonCode, user: "User", *, version: int = 0, request: HttpRequest | None = None
) -> ReasonCode:
    """Adds or changes a reason. Stale when somebody changed it meanwhile."""
    if not may_keep_reasons(scope_of(user)):
        raise NotAllowed("只有省级教育行政部门的管理员可以修改原因。")
    action = "approvals.reason_changed" if reason.pk else "approvals.reason_added"
    if reason.pk:
        held = ReasonCode.objects.filter(pk=reason.pk, version=version)
        if not held.update(version=version + 1):
            raise Stale("这条原因刚刚被他人修改，请核对后再保存。")
        reason.version = version + 1
    reason.save()
    record(
        action,
        actor=user,
        subject=f"approvals.reasoncode:{reason.pk}",
        detail=_content(reason),
        request=request,
    )
    return reason


def _content(reason: ReasonCode) -> Mapping[str, Any]:
    names = ("flow", "transition", "code", "text", "consequence", "needs_text", "is_active")
    return {name: getattr(reason, name) for name in names}
