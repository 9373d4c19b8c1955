from typing import Any

from portal.jobs.claims import claim
from portal.jobs.queries import QueueHealth, queue_health


def test_an_empty_portal_is_well(db: None) -> None:
    assert queue_health() == QueueHealth(queued=0, running=0, stale=0, oldest_wait_s=0.0)
    assert queue_health().ok


def test_a_wait_is_counted_and_too_long_a_one_is_not_well(probe: Any, clock: Any) -> None:
    probe()
    clock.advance(seconds=300)
    assert queue_health() == QueueHealth(queued=1, running=0, stale=0, oldest_wait_s=300.0)
    assert queue_health().ok
    clock.advance(seconds=1)
    assert not queue_health().ok


def test_a_job_nobody_takes_back_is_not_well(probe: Any, clock: Any, settings: Any) -> None:
    settings.JOBS_STALE_SECONDS = 45
    claim(probe().pk)
    clock.advance(seconds=90)
    assert queue_health() == QueueHealth(queued=0, running=1, stale=0, oldest_wait_s=0.0)
    clock.advance(seconds=1)
    assert queue_health().stale == 1
    assert not queue_health().ok


def test_finished_jobs_are_not_counted(probe: Any, run_jobs: Any) -> None:
    probe()
    run_jobs()
    assert queue_health().queued == 0


def test_it_is_one_query(probe: Any, django_assert_num_queries: Any) -> None:
    probe()
    probe()
    with django_assert_num_queries(1):
        queue_health()
