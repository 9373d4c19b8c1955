"""Whose next step a browser waits for before it is signed in: a note in the session."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from accounts.queries.accounts import active_user
from accounts.rules.sign_in import still_waiting
from portal.clock import now


def awaited(user: User) -> dict[str, Any]:
    """The note; its hash ends the wait when the password changes meanwhile."""
    return {"user": user.pk, "hash": user.get_session_auth_hash(), "since": now().isoformat()}


def awaited_user(note: Mapping[str, Any] | None, wait: timedelta) -> User | None:
    """Who was noted, within `wait` and while the account may sign in."""
    if not note or not still_waiting(datetime.fromisoformat(note["since"]), now(), wait):
        return None
    user = active_user(note["user"])
    if user is None or user.get_session_auth_hash() != note["hash"]:
        return None
    return user
