"""Reading jobs: who may see one, and how the queues do."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Count, Min, Q

from portal.clock import now
from portal.jobs.enums import JobState
from portal.jobs.models import Job

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

SESSION_TOKENS = "job_tokens"
_LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class QueueHealth:
    """`oldest_wait_s`: how long the first due job has waited; `stale`: ran and went silent."""

    queued: int
    running: int
    stale: int
    oldest_wait_s: float

    @property
    def ok(self) -> bool:
        return self.stale == 0 and self.oldest_wait_s <= _LONGEST_WAIT.total_seconds()


def job_for(user: "User | AnonymousUser", session: SessionBase, job_id: UUID) -> Job | None:
    """The job if it is this person's, or, without an owner, this session's."""
    mine = Q(owner=None, token__in=session.get(SESSION_TOKENS, []))
    if user.is_authenticated:
        mine |= Q(owner_id=user.pk)
    return Job.objects.filter(mine, pk=job_id).first()


def queue_health() -> QueueHealth:
    """For /readyz: one query."""
    at = now()
    silent = at - timedelta(seconds=2 * settings.JOBS_STALE_SECONDS)
    queued, running = Q(state=JobState.QUEUED), Q(state=JobState.RUNNING)
    due = queued & Q(not_before__lte=at)
    figures: dict[str, Any] = Job.objects.filter(queued | running).aggregate(
        queued=Count("pk", filter=queued),
        running=Count("pk", filter=running),
        stale=Count("pk", filter=running & Q(heartbeat_at__lt=silent)),
        oldest=Min("not_before", filter=due),
    )
    oldest = figures.pop("oldest")
    return QueueHealth(**figures, oldest_wait_s=(at - oldest).total_seconds() if oldest else 0.0)
