"""Who works on a row: every change of a job compares its state and attempt first."""

import os
import socket
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from portal.clock import now
from portal.jobs import registry
from portal.jobs.enums import JobState
from portal.jobs.models import Job

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=10)
_ERROR_LENGTH = 200


def claim(job_id: UUID | str) -> Job | None:
    """Take a queued row for this process; None when it is not ours to take."""
    at = now()
    seen = Job.objects.filter(pk=job_id, state=JobState.QUEUED, not_before__lte=at).first()
    if seen is None:
        return None
    taken = Job.objects.filter(pk=seen.pk, state=JobState.QUEUED, attempts=seen.attempts).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        heartbeat_at=at,
        started_at=at,
        worker=f"{socket.gethostname()}:{os.getpid()}"[:100],
    )
    if not taken:
        return None
    seen.refresh_from_db()
    return seen


def mine(job: Job) -> QuerySet[Job]:
    """The row while this claim on it stands."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def beat(job: Job) -> bool:
    """Say that the work goes on; False when the claim was lost or the job called off."""
    return bool(mine(job).update(heartbeat_at=now()))


def finish(job: Job, result: Any) -> bool:
    return bool(mine(job).update(state=JobState.DONE, result=result, error="", finished_at=now()))


def fail(job: Job, error: str) -> bool:
    """Give up for good; `error` is short and safe to show."""
    return bool(
        mine(job).update(state=JobState.FAILED, error=error[:_ERROR_LENGTH], finished_at=now())
    )


def retry_or_fail(job: Job, error: str, *, wait: bool = True) -> bool:
    """Queue the job again after a pause while its kind has attempts left."""
    if job.attempts >= _max_attempts(job):
        return fail(job, error)
    due = now() + (retry_delay(job.attempts) if wait else timedelta())
    return bool(
        mine(job).update(
            state=JobState.QUEUED,
            error=error[:_ERROR_LENGTH],
            wakes=0,
            wake_at=due,
            not_before=due,
        )
    )


def retry_delay(attempts: int) -> timedelta:
    """5 s after the first attempt, then four times as long each time, at most 10 min."""
    return min(_FIRST_RETRY * (1 << 2 * min(attempts - 1, 10)), _LONGEST_RETRY)


def _max_attempts(job: Job) -> int:
    try:
        return registry.find(job.kind).max_attempts
    except registry.UnknownKind:
        return 0
