"""What is done to an account, on record with its person."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from portal.audit.services import record


def subject_of(user: User) -> str:
    return f"accounts.user:{user.pk}"


def note(
    action: str,
    user: User,
    *,
    actor: Any,
    request: HttpRequest,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """An audit entry about this account, in the caller's transaction."""
    record(
        action,
        actor=actor,
        subject=subject_of(user),
        person_id=user.person_id,
        detail=detail,
        request=request,
    )
