"""What was sent, read where the portal keeps it until it has left."""

from portal.crypto.fields import hashes_for
from portal.messaging.models import Message, SmsCode


def last_code(mobile: str) -> str:
    """The digits of the last code to this number; "" for a decoy."""
    hashes = hashes_for(SmsCode, "mobile_hash", mobile)
    row = SmsCode.objects.filter(mobile_hash__in=hashes).latest("created_at", "pk")
    return row.message.params.get("code", "")


def templates_to(user) -> list[str]:
    """The notices to a user, one for each channel."""
    return sorted(Message.objects.filter(recipient=user).values_list("template", flat=True))
