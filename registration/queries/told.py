"""What was told already: nobody is reminded twice."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal.messaging.models import Message


def keys_told(keys: Collection[str]) -> set[str]:
    """Of these keys of notices, those in the outbox."""
    return set(Message.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def told_since(template: str, subject: str, recipient: Any, since: datetime) -> bool:
    rows = Message.objects.filter(template=template, subject=subject, recipient=recipient)
    return rows.filter(created_at__gt=since).exists()
