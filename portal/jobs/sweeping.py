"""Mending what was lost: wake-ups nobody got, and work whose worker died."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F

from portal.clock import now
from portal.jobs import claims, registry
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.jobs.wakeups import wake, wake_delay

WORKER_LOST = "处理进程中断"
_MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Swept:
    taken_back: int
    woken: int


def sweep() -> Swept:
    """Safe to run anywhere, any time, by several processes at once."""
    return Swept(taken_back=_take_back_dead(), woken=_wake_again())


def _take_back_dead() -> int:
    limit = now() - timedelta(seconds=settings.JOBS_STALE_SECONDS)
    dead = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=limit)[:_MOST_AT_ONCE]
    return sum(claims.retry_or_fail(job, WORKER_LOST, wait=False) for job in dead)


def _wake_again() -> int:
    due = Job.objects.filter(state=JobState.QUEUED, wake_at__lte=now()).order_by("wake_at")
    return sum(_wake_once(job) for job in due[:_MOST_AT_ONCE])


def _wake_once(job: Job) -> bool:
    """Only one of several sweepers sends: the one whose comparison succeeds."""
    same = Job.objects.filter(pk=job.pk, state=JobState.QUEUED, wake_at=job.wake_at)
    if not same.update(wakes=F("wakes") + 1, wake_at=now() + wake_delay(job.wakes)):
        return False
    try:
        return wake(job)
    except registry.UnknownKind:
        # A newer release queued it; its own workers will know the kind.
        return False
