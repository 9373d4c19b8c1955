"""How long finished jobs stay: they are a log of what the portal did."""

from datetime import timedelta

from django.conf import settings

from portal.clock import now
from portal.jobs.models import Job

SCHEDULED_DAYS = 7


def delete_old_jobs() -> int:
    """Delete jobs finished longer ago than LOG_RETENTION_DAYS (the scheduler's own: 7 days)."""
    people = now() - timedelta(days=settings.LOG_RETENTION_DAYS)
    scheduled = now() - timedelta(days=SCHEDULED_DAYS)
    deleted, _ = Job.objects.filter(slot="", finished_at__lt=people).delete()
    more, _ = Job.objects.exclude(slot="").filter(finished_at__lt=scheduled).delete()
    return deleted + more
