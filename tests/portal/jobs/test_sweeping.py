from datetime import timedelta
from typing import Any

import pytest
from celery import current_app

from portal.clock import now
from portal.jobs.claims import beat, claim
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.jobs.sweeping import WORKER_LOST, Swept, sweep
from portal.jobs.wakeups import wake_delay


@pytest.fixture
def messages() -> Any:
    """The ids in the messages sent to queue "default" since the last look."""
    with current_app.connection_for_read() as connection, connection.SimpleQueue("default") as box:
        box.clear()

        def read() -> list[str]:
            return [box.get(block=False).payload[0][0] for _ in range(box.qsize())]

        yield read


def test_a_lost_wake_up_is_sent_again(probe: Any, clock: Any, messages: Any) -> None:
    job = probe()
    clock.advance(seconds=59)
    assert sweep() == Swept(taken_back=0, woken=0)
    clock.advance(seconds=1)
    assert sweep() == Swept(taken_back=0, woken=1)
    assert messages() == [str(job.pk)]


def test_wake_ups_of_a_stopped_queue_become_rarer(probe: Any, clock: Any, messages: Any) -> None:
    probe()
    for _ in range(24 * 60):
        clock.advance(minutes=1)
        sweep()
    assert 24 < len(messages()) < 40


def test_the_wait_doubles_up_to_an_hour(settings: Any) -> None:
    settings.JOBS_WAKE_SECONDS = 60
    waits = [wake_delay(wakes).total_seconds() for wakes in (0, 1, 2, 5, 6, 50)]
    assert waits == [60, 120, 240, 1920, 3600, 3600]


def test_a_silent_worker_loses_its_job(probe: Any, clock: Any, settings: Any) -> None:
    job = claim(probe().pk)
    assert job is not None
    clock.advance(seconds=settings.JOBS_STALE_SECONDS)
    assert sweep().taken_back == 0
    clock.advance(seconds=1)
    assert sweep() == Swept(taken_back=1, woken=1)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 1, WORKER_LOST)
    assert claim(job.pk) is not None


def test_a_beating_worker_keeps_its_job(probe: Any, clock: Any) -> None:
    job = claim(probe().pk)
    assert job is not None
    for _ in range(10):
        clock.advance(seconds=30)
        beat(job)
        assert sweep().taken_back == 0


def test_a_job_that_kills_its_workers_fails_in_the_end(probe: Any, clock: Any) -> None:
    job_id = probe().pk
    for _ in range(3):
        assert claim(job_id) is not None
        clock.advance(minutes=5)
        sweep()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 3, WORKER_LOST)


def test_a_row_of_an_unknown_kind_does_not_stop_the_sweep(
    probe: Any, clock: Any, messages: Any
) -> None:
    strange, known = probe(), probe()
    Job.objects.filter(pk=strange.pk).update(kind="probe.from_tomorrow")
    clock.advance(minutes=2)
    assert sweep().woken == 1
    assert messages() == [str(known.pk)]


def test_a_pause_before_a_retry_is_kept(probe: Any, clock: Any) -> None:
    probe()
    Job.objects.update(not_before=now() + timedelta(hours=1), wake_at=now() + timedelta(hours=1))
    clock.advance(minutes=59)
    assert sweep().woken == 0
    clock.advance(minutes=1)
    assert sweep().woken == 1
