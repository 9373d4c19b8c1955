"""The audit trail's part of /readyz."""

from datetime import timedelta

from django.db.models import Min

from portal.audit.models import Entry
from portal.clock import now

LONGEST_WAIT = timedelta(minutes=10)


def seals() -> str | None:
    """None while entries are sealed in time (each minute); else how long the oldest waits."""
    oldest = Entry.objects.filter(position=None).aggregate(at=Min("at"))["at"]
    waited = now() - oldest if oldest else timedelta(0)
    if waited <= LONGEST_WAIT:
        return None
    return f"the oldest entry waits {waited.total_seconds():.0f} s for its seal"
