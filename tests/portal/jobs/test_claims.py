from datetime import timedelta
from typing import Any

import pytest

from portal.clock import now
from portal.jobs import claims
from portal.jobs.enums import JobState
from portal.jobs.models import Job


def test_a_claim_counts_the_attempt_and_starts_the_heartbeat(probe: Any, clock: Any) -> None:
    job = claims.claim(probe().pk)
    assert job is not None
    assert (job.state, job.attempts, job.heartbeat_at) == (JobState.RUNNING, 1, clock.now)


def test_a_row_is_claimed_once(probe: Any) -> None:
    job = probe()
    assert claims.claim(job.pk) is not None
    assert claims.claim(job.pk) is None


def test_nobody_claims_before_its_time(probe: Any, clock: Any) -> None:
    job = probe()
    Job.objects.update(not_before=now() + timedelta(seconds=5))
    assert claims.claim(job.pk) is None
    clock.advance(seconds=5)
    assert claims.claim(job.pk) is not None


def test_an_attempt_that_was_taken_over_changes_nothing(probe: Any) -> None:
    first = claims.claim(probe().pk)
    assert first is not None
    claims.retry_or_fail(first, "", wait=False)
    second = claims.claim(first.pk)
    assert not claims.beat(first)
    assert not claims.finish(first, {"from": "the first"})
    assert not claims.fail(first, "late")
    assert claims.finish(second, {"from": "the second"})
    assert Job.objects.get().result == {"from": "the second"}


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 5), (2, 20), (3, 80), (5, 600), (99, 600)])
def test_pauses_grow(attempts: int, seconds: int) -> None:
    assert claims.retry_delay(attempts) == timedelta(seconds=seconds)


def test_a_retry_waits_and_is_woken_at_its_time(probe: Any, clock: Any) -> None:
    job = claims.claim(probe().pk)
    assert job is not None
    claims.retry_or_fail(job, "内部错误")
    job.refresh_from_db()
    due = clock.now + timedelta(seconds=5)
    assert (job.state, job.not_before, job.wake_at) == (JobState.QUEUED, due, due)


def test_attempts_end(probe: Any, clock: Any) -> None:
    job_id = probe("probe.breaks").pk
    for expected in (JobState.QUEUED, JobState.FAILED):
        job = claims.claim(job_id)
        assert job is not None
        claims.retry_or_fail(job, "x" * 300, wait=False)
        job.refresh_from_db()
        assert job.state == expected
    assert job.error == "x" * 200
    assert job.finished_at == clock.now
