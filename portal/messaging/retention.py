"""What of the outbox is not kept."""

from datetime import timedelta
from typing import Final

from django.db import transaction

from portal.clock import now
from portal.messaging.models import Message, SmsCode

# Long enough to answer "I never got a code", then number and code go.
CODES_KEPT: Final = timedelta(days=7)


@transaction.atomic
def delete_old_codes(limit: int = 1000) -> int:
    """Codes and their messages past their time; returns how many codes."""
    border = now() - CODES_KEPT
    old = list(SmsCode.objects.filter(created_at__lt=border)[:limit])
    SmsCode.objects.filter(pk__in=[code.pk for code in old]).delete()
    Message.objects.filter(pk__in=[code.message_id for code in old]).delete()
    return len(old)
