"""Telling people: notices into the outbox, SMS codes, marking as read.

`send_code` and `check_code` are re-exported from `portal.messaging.codes`.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.http import url_has_allowed_host_and_scheme

from portal.clock import now
from portal.messaging import notices, queries
from portal.messaging.codes import CodeOutcome, CodeRequest, CodeResult, check_code, send_code
from portal.messaging.contacts import Contact, contact_of
from portal.messaging.enums import Channel, MessageState
from portal.messaging.models import Message
from portal.messaging.outbox import queue

__all__ = [
    "CodeOutcome",
    "CodeRequest",
    "CodeResult",
    "Contact",
    "check_code",
    "mark_all_read",
    "mark_read",
    "notify",
    "send_code",
]

ALL_CHANNELS = (Channel.PORTAL, Channel.SMS, Channel.EMAIL)


def notify(
    recipient: Any,
    template: str,
    context: Mapping[str, object],
    *,
    subject: str,
    channels: Iterable[str] = ALL_CHANNELS,
    key: str = "",
    link: str = "",
) -> list[Message]:
    """Put a notice into the outbox, once for each channel the recipient can be reached on.

    `recipient` is a user or a `Contact`. With a `key` (such as "decision:17") the same notice is
    never sent twice. `link` is the path the portal's message leads to. Sent after commit.
    """
    if link and not _is_local(link):
        raise ValueError("link must be a path of this portal")
    contact = contact_of(recipient)
    rendered = notices.render(template, context)
    reachable = [channel for channel in channels if _is_reachable(contact, channel, rendered)]
    key = key or uuid.uuid4().hex
    drafts = [
        _draft(channel, contact, template, rendered, subject=subject, key=key, link=link)
        for channel in reachable
    ]
    return [queue(draft) for draft in drafts]


def _is_local(link: str) -> bool:
    return link.startswith("/") and url_has_allowed_host_and_scheme(link, None)


def _is_reachable(contact: Contact, channel: str, rendered: notices.Rendered) -> bool:
    if channel == Channel.PORTAL:
        return contact.user is not None
    if channel == Channel.SMS:
        return bool(contact.mobile and rendered.sms)
    return bool(contact.email)


def _draft(
    channel: str,
    contact: Contact,
    template: str,
    rendered: notices.Rendered,
    *,
    subject: str,
    key: str,
    link: str,
) -> Message:
    draft = Message(
        key=key, channel=channel, template=template, recipient=contact.user, subject=subject
    )
    draft.title, draft.link = rendered.title, link
    if channel == Channel.SMS:
        draft.mobile, draft.body, draft.params = contact.mobile, rendered.sms, rendered.params
        return draft
    draft.body = rendered.body
    if channel == Channel.EMAIL:
        draft.email = contact.email
        return draft
    draft.state, draft.delivered_at = MessageState.DELIVERED, now()
    return draft


def mark_read(user: Any, message_id: uuid.UUID) -> bool:
    """The person read this message of theirs; False when it is not theirs or was read before."""
    return bool(queries.inbox(user).filter(pk=message_id, read_at=None).update(read_at=now()))


def mark_all_read(user: Any) -> int:
    return queries.inbox(user).filter(read_at=None).update(read_at=now())
