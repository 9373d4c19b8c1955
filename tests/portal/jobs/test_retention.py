from typing import Any

from portal.jobs.checks import check_retention
from portal.jobs.models import Job
from portal.jobs.retention import delete_old_jobs
from portal.jobs.services import enqueue_slot


def test_a_finished_job_stays_half_a_year(probe: Any, run_jobs: Any, clock: Any) -> None:
    probe()
    run_jobs()
    waiting = probe()
    clock.advance(days=184)
    assert delete_old_jobs() == 0
    clock.advance(seconds=1)
    assert delete_old_jobs() == 1
    assert list(Job.objects.all()) == [waiting]


def test_the_schedulers_own_stay_a_week(db: None, run_jobs: Any, clock: Any) -> None:
    enqueue_slot("jobs.delete_old", "jobs.delete_old@1")
    run_jobs()
    clock.advance(days=7)
    assert delete_old_jobs() == 0
    clock.advance(seconds=1)
    assert delete_old_jobs() == 1


def test_the_law_sets_the_least(settings: Any) -> None:
    settings.LOG_RETENTION_DAYS = 184
    assert check_retention() == []
    settings.LOG_RETENTION_DAYS = 183
    assert [message.id for message in check_retention()] == ["jobs.E001"]
