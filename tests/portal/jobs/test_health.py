"""/readyz and the queue: a job that no worker takes up shows."""

import pytest

from portal.jobs.health import queue
from portal.jobs.models import Job
from tests.infrastructure.clock import StandingClock

pytestmark = pytest.mark.django_db


def test_an_empty_queue_is_ready() -> None:
    assert queue() is None


def test_a_job_may_wait_five_minutes(clock: StandingClock) -> None:
    due = dict.fromkeys(("not_before", "wake_at", "created_at"), clock.now)
    Job.objects.create(kind="tests.kind", queue="default", **due)
    clock.advance(minutes=5)
    assert queue() is None
    clock.advance(seconds=1)
    assert queue() == "1 jobs wait, the oldest for 301 s; 0 went silent"
