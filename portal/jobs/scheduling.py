"""The scheduler: periodic kinds, each enqueued once per period however many schedulers run."""

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from portal.clock import now
from portal.jobs import registry
from portal.jobs.registry import Period
from portal.jobs.services import enqueue_slot
from portal.jobs.sweeping import sweep

logger = logging.getLogger(__name__)


def slot_of(period: Period) -> str:
    """The present period's name; periods begin at midnight in the portal's time zone."""
    instant = timezone.localtime(now())
    offset = instant.utcoffset()
    seconds = int(instant.timestamp() + (offset.total_seconds() if offset else 0))
    return f"{period.kind}@{seconds // period.every_seconds}"


def enqueue_due(seen: set[str]) -> int:
    """Enqueue every kind whose period is new; `seen` remembers what this process has tried."""
    due = {slot_of(period): period.kind for period in registry.periods()}
    enqueued = [enqueue_slot(kind, slot) for slot, kind in due.items() if slot not in seen]
    seen.clear()
    seen.update(due)
    return sum(job is not None for job in enqueued)


def run_until(stop: threading.Event) -> None:
    """Tick until told to stop; a database that is away is asked again at the next tick."""
    seen: set[str] = set()
    swept_at = float("-inf")
    while not stop.is_set():
        close_old_connections()
        try:
            enqueue_due(seen)
            if time.monotonic() - swept_at >= settings.JOBS_SWEEP_SECONDS:
                sweep()
                swept_at = time.monotonic()
        except DatabaseError as error:
            logger.warning("the database does not answer (%s)", type(error).__name__)
        stop.wait(settings.JOBS_TICK_SECONDS)
