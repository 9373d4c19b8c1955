"""Checking who wants to come in. What the outcome means for the browser is the views' business."""

from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.http import HttpRequest

from accounts.models import SignUp, User
from accounts.queries.accounts import is_staff
from accounts.queries.sign_in import Door, door_of, lock_key
from accounts.services import lock
from accounts.services.lock import LockState
from accounts.services.recording import note
from portal.audit.services import SystemActor

_GUARD = SystemActor("登录检查")


class Result(Enum):
    """`PENDING`: right, but the sign-up is not approved. `CLOSED`: right, but switched off."""

    RIGHT = "right"
    SECOND_FACTOR = "second_factor"
    PENDING = "pending"
    CLOSED = "closed"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True)
class Outcome:
    """`user` or `sign_up` is set only for who gave the right password."""

    result: Result
    lock: LockState
    user: User | None = None
    sign_up: SignUp | None = None


@transaction.atomic
def check_password(identifier: str, password: str, *, request: HttpRequest) -> Outcome:
    """One try with a password. Known and unknown identifiers take the same way and time."""
    door = _held(door_of(identifier))
    before = lock.state_of(door.key)
    right = door.opens(password)
    if before.locked:
        return Outcome(Result.LOCKED, before)
    if not right:
        return _refuse(door, request)
    lock.lift(door.key)
    return _admit(door, before)


def _held(door: Door) -> Door:
    """Parallel tries at one account wait for each other: each sees the count of the one before."""
    if door.user is not None:
        user = User.objects.select_for_update(of=("self",)).get(pk=door.user.pk)
        return Door(door.key, user=user)
    if door.sign_up is not None:
        sign_up = SignUp.objects.select_for_update(of=("self",)).get(pk=door.sign_up.pk)
        return Door(door.key, sign_up=sign_up)
    return door


def _admit(door: Door, state: LockState) -> Outcome:
    if door.user is None:
        return Outcome(Result.PENDING, state, sign_up=door.sign_up)
    if not door.user.is_active:
        return Outcome(Result.CLOSED, state, user=door.user)
    result = Result.SECOND_FACTOR if is_staff(door.user) else Result.RIGHT
    return Outcome(result, state, user=door.user)


def _refuse(door: Door, request: HttpRequest) -> Outcome:
    state = lock.count_failure(door.key)
    if door.user is not None:
        action = "accounts.locked" if state.locked else "accounts.wrong_password"
        note(action, door.user, actor=_GUARD, request=request)
    return Outcome(Result.LOCKED if state.locked else Result.WRONG, state)


@transaction.atomic
def unlock(user: User, *, request: HttpRequest) -> None:
    """Lift the lock for somebody who has just proved the account's mobile number is theirs."""
    if lock.state_of(lock_key(user)).locked:
        note("accounts.unlocked", user, actor=user, request=request)
    lock.lift(lock_key(user))
