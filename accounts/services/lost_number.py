"""A lost mobile number is replaced by two persons: one asks, another agrees (A10).

Name and number alone open nothing here, since whoever recovers an account has just typed them:
with the old password the real-name check is enough; without it an administrator agrees.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.account_notices import tell
from accounts.enums import MobileChangeState
from accounts.models import MobileChange, User
from accounts.queries.recovery import KEEPERS, unit_of
from accounts.services import profile
from portal.audit.services import record
from portal.clock import now
from portal.organisations.queries import holders, scope_of
from portal.organisations.rules import reviewing_bodies


class Refused(Exception):
    """The step is against a rule; `message` is Chinese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Wish:
    """The account, its new number, and why."""

    user: User
    mobile: str
    reason: str


@transaction.atomic
def ask(wish: Wish, *, by: User, request: HttpRequest) -> MobileChange:
    """Open a request; Refused while another is open."""
    try:
        with transaction.atomic():
            change = MobileChange.objects.create(
                user=wish.user,
                mobile=wish.mobile,
                reason=wish.reason,
                requested_by=by,
                created_at=now(),
            )
    except IntegrityError as error:
        raise Refused("已有一份手机号码变更在等待核实，不必重复提交。") from error
    _record("accounts.mobile_change.ask", change, by, request)
    _tell_keepers(change)
    return change


@transaction.atomic
def approve(change: MobileChange, *, by: User, request: HttpRequest) -> None:
    """A second person agrees: the number is the account's from now on."""
    decided = _decide(change, MobileChangeState.APPROVED, "", by)
    try:
        profile.change_mobile(
            decided.user, decided.mobile, way="two persons", actor=by, request=request
        )
    except profile.MobileTaken as error:
        raise Refused("这个手机号已被另一个账号使用，不能同意。") from error
    _record("accounts.mobile_change.approve", decided, by, request)


@transaction.atomic
def refuse(change: MobileChange, reason: str, *, by: User, request: HttpRequest) -> None:
    """The request ends; whoever it is for is told why."""
    decided = _decide(change, MobileChangeState.REFUSED, reason, by)
    _record("accounts.mobile_change.refuse", decided, by, request)
    context = {"name": decided.user.display_name, "reason": reason}
    tell(decided.user, "accounts.mobile_refused", context)


def may_decide(change: MobileChange, user: User) -> bool:
    """Not who asked, and not for oneself."""
    return user.pk not in {change.requested_by_id, change.user_id}


def _decide(change: MobileChange, state: str, reason: str, by: User) -> MobileChange:
    _demand_right(change, by)
    still_open = MobileChange.objects.filter(pk=change.pk, state=MobileChangeState.OPEN)
    decided = {"state": state, "decided_by": by, "decided_at": now(), "decision_reason": reason}
    if not still_open.update(**decided):
        raise Refused("这份申请刚被其他人处理过。")
    change.refresh_from_db()
    return change


def _demand_right(change: MobileChange, by: User) -> None:
    if not may_decide(change, by):
        raise Refused("变更手机号码须由另一位管理员同意，不能由申请人自己同意。")
    unit = unit_of(change.user)
    if unit is None or not scope_of(by).covers(unit, *KEEPERS):
        raise Refused("这位老师不在您的管理范围内。")


def _tell_keepers(change: MobileChange) -> None:
    unit = unit_of(change.user)
    if unit is None:
        return
    for body in reviewing_bodies(unit):
        keepers = [user for user in holders(body, *KEEPERS) if may_decide(change, user)]
        for keeper in keepers:
            context = {"name": change.user.display_name, "unit": unit.name}
            link = reverse("accounts:mobile-change", args=[change.pk])
            tell(keeper, "accounts.mobile_request", context, channels=("portal",), link=link)
        if keepers:
            return


def _record(action: str, change: MobileChange, by: User, request: HttpRequest) -> None:
    unit = unit_of(change.user)
    record(
        action,
        actor=by,
        subject=f"accounts.mobilechange:{change.pk}",
        person_id=change.user.person_id,
        body_id=unit.pk if unit else None,
        request=request,
    )
