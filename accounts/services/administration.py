"""Accounts in the hands of administrators: opened, disabled, enabled, given a new way in (A16)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from accounts.account_notices import tell
from accounts.models import User
from accounts.queries.administration import places_of
from accounts.queries.sign_in import lock_key
from accounts.rules.administration import may_look_after
from accounts.services import lock
from accounts.services.recording import note
from accounts.services.recovery import new_link
from identity.rules import check_mobile, normalise_mobile
from portal.clock import now
from portal.crypto.fields import hashes_for
from portal.organisations.enums import Role
from portal.organisations.errors import Refused
from portal.organisations.models import Body
from portal.organisations.queries import scope_of
from portal.organisations.services import grant_role


@transaction.atomic
def open_staff_account(
    *,
    username: str,
    display_name: str,
    mobile: str,
    body: Body,
    role: Role | str,
    actor: Any,
    request: HttpRequest,
) -> User:
    """A new account with one role; its owner sets the password by the link in an SMS."""
    if User.objects.filter(username__iexact=username).exists():
        raise _name_taken()
    number = normalise_mobile(mobile)
    _check_mobile(number)
    user = User(username=username, display_name=display_name, mobile=number, created_at=now())
    user.set_unusable_password()
    _insert(user)
    grant_role(user, body, role, actor=actor, request=request)
    note(
        "accounts.open",
        user,
        actor=actor,
        request=request,
        detail={"role": str(role), "body": body.pk},
    )
    _send_link(user, "accounts.opened", request)
    return user


def _insert(user: User) -> None:
    """The constraints decide between two who looked at the same time."""
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise (_mobile_taken() if "mobile" in str(error) else _name_taken()) from error


def _name_taken() -> Refused:
    return Refused("username_taken", "这个用户名已被使用，请换一个。", "username")


def _mobile_taken() -> Refused:
    return Refused("mobile_taken", "这个手机号码已用于其他账号。", "mobile")


def _check_mobile(number: str) -> None:
    problems = check_mobile(number)
    if problems:
        raise Refused(problems[0].code, problems[0].message, "mobile")
    if User.objects.filter(mobile_hash__in=hashes_for(User, "mobile_hash", number)).exists():
        raise _mobile_taken()


@transaction.atomic
def disable_user(user: User, reason: str, *, actor: Any, request: HttpRequest) -> None:
    """Nobody signs in with it from now on; disabling twice changes nothing."""
    stored = _kept(user, actor)
    if not stored.is_active:
        return
    stored.is_active = False
    stored.save(update_fields=["is_active"])
    note("accounts.disable", stored, actor=actor, request=request, detail={"reason": reason})


@transaction.atomic
def enable_user(user: User, *, actor: Any, request: HttpRequest) -> None:
    stored = _kept(user, actor)
    if stored.is_active:
        return
    stored.is_active = True
    stored.save(update_fields=["is_active"])
    lock.lift(lock_key(stored))
    note("accounts.enable", stored, actor=actor, request=request)


@transaction.atomic
def reset_access(user: User, *, actor: Any, request: HttpRequest) -> None:
    """The password is void at once, and its owner gets a link; nobody else sees either."""
    stored = _kept(user, actor)
    if not stored.mobile:
        raise Refused("no_mobile", "这个账号没有手机号码，请先登记手机号码。")
    if not stored.is_active:
        raise Refused("disabled", "这个账号已停用，请先启用。")
    stored.set_unusable_password()
    stored.save(update_fields=["password"])
    lock.lift(lock_key(stored))
    note("accounts.reset", stored, actor=actor, request=request)
    _send_link(stored, "accounts.reset", request)


def _kept(user: User, actor: Any) -> User:
    """The row under lock, once it is sure that the actor looks after it."""
    stored: User = User.objects.select_for_update().get(pk=user.pk)
    if not may_look_after(scope_of(actor), stored.pk, places_of(stored)):
        raise Refused("not_allowed", "您没有维护这个账号的权限。")
    return stored


def _send_link(user: User, notice: str, request: HttpRequest) -> None:
    context = {"name": user.display_name, "user": user.username, "url": new_link(user, request)}
    tell(user, notice, context, channels=("sms",))
