"""Wake-ups: Celery messages that name a queued row. A lost one costs time, never the job."""

import logging
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from portal.jobs import registry
from portal.jobs.models import Job

logger = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
# After the soft limit the handler may tidy up; then the worker process is killed.
HARD_LIMIT_GRACE_SECONDS = 10


def wake_delay(wakes: int) -> timedelta:
    """How long to wait for a worker before the wake-up counts as lost."""
    first = timedelta(seconds=settings.JOBS_WAKE_SECONDS)
    return min(first * (1 << min(wakes, 10)), LONGEST_WAIT)


def wake_after_commit(job: Job) -> None:
    transaction.on_commit(lambda: wake(job), robust=True)


def wake(job: Job) -> bool:
    """Send the message; False when the broker cannot be reached (the sweeper sends again)."""
    from portal.jobs.tasks import run_job

    limit = registry.find(job.kind).time_limit
    try:
        make_broker_folders()
        run_job.apply_async(
            (str(job.pk),),
            queue=job.queue,
            soft_time_limit=limit,
            time_limit=limit + HARD_LIMIT_GRACE_SECONDS,
            retry=False,
        )
    # Whatever the transport raises, the committed row stays and is woken later.
    except Exception as error:
        logger.warning("job %s: no wake-up sent (%s)", job.pk, type(error).__name__)
        return False
    return True


@cache
def make_broker_folders() -> None:
    """The file-system broker does not make its folders itself."""
    options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
    for name, value in options.items():
        if "folder" in name:
            Path(value).mkdir(parents=True, exist_ok=True)
