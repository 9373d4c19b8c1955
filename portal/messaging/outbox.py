"""Into the outbox, once for each key and channel."""

from django.db import IntegrityError, transaction

from portal.clock import now
from portal.jobs import services as jobs
from portal.messaging.enums import MessageState
from portal.messaging.models import Message

SEND_JOB = "messaging.send"


def queue(draft: Message) -> Message:
    """Save the message and have it sent after commit; the one already there for its key wins."""
    draft.created_at = now()
    draft.due_at = now() if draft.state == MessageState.QUEUED else None
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        return Message.objects.get(key=draft.key, channel=draft.channel)
    if draft.state == MessageState.QUEUED:
        wake(draft)
    return draft


def wake(message: Message) -> None:
    """Have a worker look at this message."""
    jobs.enqueue(SEND_JOB, {"message": str(message.pk)}, key=f"message:{message.pk}")
