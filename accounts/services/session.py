"""The session of a signed-in person: begun with a new key, marked, ended."""

from datetime import datetime
from typing import Any

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from accounts.queries.sign_in import lock_key
from accounts.services import lock
from accounts.services.recording import note
from portal.clock import now
from portal.organisations.access import SECOND_FACTOR_KEY

BACKEND = "accounts.backends.IdentifierBackend"
SEEN_KEY = "seen_at"


def begin(request: HttpRequest, user: User, *, way: str, second_factor: bool = False) -> None:
    """Sign the person in. `way` is for the record: "password", "code" or "password+code"."""
    with transaction.atomic():
        lock.lift(lock_key(user))
        note("accounts.sign_in", user, actor=user, request=request, detail={"way": way})
    login(request, user, backend=BACKEND)
    if second_factor:
        mark_second_factor(request, user)
    note_seen(request)


def end(request: HttpRequest, *, why: str) -> None:
    """Sign out. `why`: "person" or "idle"."""
    user: Any = request.user
    if user.is_authenticated:
        note("accounts.sign_out", user, actor=user, request=request, detail={"why": why})
    logout(request)


def mark_second_factor(request: HttpRequest, user: User) -> None:
    request.session[SECOND_FACTOR_KEY] = user.pk


def note_seen(request: HttpRequest) -> None:
    """Remember when the person was here last; written once a minute at most."""
    last = seen_at(request)
    if last is None or (now() - last).total_seconds() >= 60:
        request.session[SEEN_KEY] = now().isoformat()


def seen_at(request: HttpRequest) -> datetime | None:
    text = request.session.get(SEEN_KEY)
    return datetime.fromisoformat(text) if text else None
