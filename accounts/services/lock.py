"""Three wrong passwords lock an account for a quarter of an hour (A7); django-axes counts them.

Axes is asked with a request of our own making, so that it keeps one counter for each account, by
the portal's clock, and stores neither addresses nor anything that was typed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest

from portal.clock import now

_NOWHERE = "0.0.0.0"  # noqa: S104 - a place holder, nothing listens there


@dataclass(frozen=True)
class LockState:
    """How many wrong passwords are left, and until when the account is locked."""

    tries_left: int
    locked_until: datetime | None = None

    @property
    def locked(self) -> bool:
        return self.locked_until is not None


def state_of(key: str) -> LockState:
    """Where the account stands now."""
    failures = AxesProxyHandler.get_failures(_witness(), {"username": key})
    left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
    return LockState(left, None if left else _lock_end(key))


def count_failure(key: str) -> LockState:
    """One more wrong password. During the lock it is not counted and prolongs nothing."""
    state = state_of(key)
    if state.locked:
        return state
    credentials = {"username": key}
    AxesProxyHandler.user_login_failed(__name__, credentials, request=_witness())
    return state_of(key)


def lift(key: str) -> None:
    """Forget the wrong passwords: the right one came, or the owner proved who they are."""
    AxesProxyHandler.reset_attempts(username=key)


def _lock_end(key: str) -> datetime:
    attempts = AccessAttempt.objects.filter(username=key)
    last: datetime = attempts.latest("attempt_time").attempt_time
    return last + timedelta(minutes=settings.SIGN_IN_LOCK_MINUTES)


def _witness() -> HttpRequest:
    request = HttpRequest()
    request.method = "POST"
    marks = {
        "axes_updated": True,
        "axes_locked_out": False,
        "axes_attempt_time": now(),
        "axes_ip_address": _NOWHERE,
        "axes_user_agent": "",
        "axes_path_info": "",
        "axes_http_accept": "",
        "axes_failures_since_start": None,
        "axes_credentials": None,
    }
    for name, value in marks.items():
        setattr(request, name, value)
    return request
