"""Reading the outbox: a person's own messages, and what became of one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portal.messaging.enums import Channel, MessageState
from portal.messaging.models import Message


def inbox(user: Any) -> QuerySet[Message]:
    """The person's messages in the portal, newest first."""
    mine = Message.objects.filter(recipient=user, channel=Channel.PORTAL)
    return mine.order_by("-created_at", "-pk")


def message_for(user: Any, message_id: UUID) -> Message:
    """One of the person's messages; `Message.DoesNotExist` for anybody else's."""
    return inbox(user).get(pk=message_id)


def unread_count(user: Any) -> int:
    return inbox(user).filter(read_at=None).count()


def sms(message_id: UUID) -> Message:
    """An SMS by its unguessable number; `Message.DoesNotExist` otherwise."""
    return Message.objects.get(pk=message_id, channel=Channel.SMS)


def due(at: datetime, limit: int) -> list[Message]:
    """Messages waiting whose time has come, the longest waiting first."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, due_at__lte=at)
    return list(waiting.order_by("due_at")[:limit])


def awaiting_receipt(at: datetime, limit: int) -> list[Message]:
    """SMS the gateway took whose receipt should be asked for by now."""
    sent = Message.objects.filter(channel=Channel.SMS, state=MessageState.SENT, due_at__lte=at)
    return list(sent.order_by("due_at")[:limit])


def gateway_is_down() -> bool:
    """Whether the last real SMS that was tried still waits for the gateway."""
    tried = Message.objects.filter(channel=Channel.SMS, decoy=False, attempts__gt=0)
    last = tried.order_by("-created_at").values_list("state", flat=True).first()
    return last == MessageState.QUEUED
