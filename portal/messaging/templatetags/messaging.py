"""{% load messaging %}: what became of an SMS, and how many messages are unread."""

from typing import Any
from uuid import UUID

from django import template

from portal.messaging import queries
from portal.messaging.progress import delivery_of

register = template.Library()


@register.inclusion_tag("messaging/_delivery.html")
def sms_delivery(message_id: UUID) -> dict[str, Any]:
    """A line that follows an SMS until the carrier has delivered it."""
    return {"delivery": delivery_of(queries.sms(message_id))}


@register.simple_tag
def unread_messages(user: Any) -> int:
    """0 for somebody who is not signed in."""
    return queries.unread_count(user) if user.is_authenticated else 0
