from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal.jobs.claims import claim
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.jobs.registry import UnknownKind
from portal.jobs.services import cancel, enqueue, enqueue_slot


def test_a_new_job_waits_in_its_kinds_queue(probe: Any) -> None:
    job = probe("probe.hold", gate="")
    assert (job.state, job.queue, job.attempts) == (JobState.QUEUED, "pdf", 0)


def test_the_caller_may_name_another_queue(probe: Any) -> None:
    assert probe(options={"queue": "ocr"}).queue == "ocr"


def test_an_unknown_kind_is_refused(db: None) -> None:
    with pytest.raises(UnknownKind):
        enqueue("probe.nonexistent", {})


def test_a_rolled_back_transaction_leaves_no_job(probe: Any) -> None:
    with transaction.atomic():
        probe()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_wake_up_goes_after_commit(probe: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        probe()
    assert len(callbacks) == 1


def test_a_broker_that_is_away_does_not_reach_the_caller(
    probe: Any, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from portal.settings.base import REDIS_TRANSPORT_OPTIONS
    from tests.infrastructure.workers import sending_to

    with (
        sending_to("redis://127.0.0.1:1/0", REDIS_TRANSPORT_OPTIONS),
        django_capture_on_commit_callbacks(execute=True),
    ):
        job = probe()
    assert Job.objects.get(pk=job.pk).state == JobState.QUEUED


def test_the_open_job_of_a_key_is_returned(probe: Any) -> None:
    first = probe(options={"key": "list 7"})
    assert probe(options={"key": "list 7"}) == first
    assert probe(options={"key": "list 8"}) != first
    assert probe("probe.counts", options={"key": "list 7"}) != first


def test_a_running_job_still_holds_its_key(probe: Any) -> None:
    first = probe(options={"key": "list 7"})
    claim(first.pk)
    assert probe(options={"key": "list 7"}) == first


def test_a_finished_job_frees_its_key(probe: Any, run_jobs: Any) -> None:
    first = probe(options={"key": "list 7"})
    run_jobs()
    assert probe(options={"key": "list 7"}) != first


def test_jobs_without_a_key_never_meet(probe: Any) -> None:
    assert probe() != probe()


def test_the_database_refuses_a_second_open_job_of_a_key(probe: Any) -> None:
    job = probe(options={"key": "k"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(
            kind=job.kind,
            key="k",
            wake_at=job.wake_at,
            not_before=job.wake_at,
            created_at=job.wake_at,
        )


@pytest.mark.parametrize(
    "address", ["https://example.com/", "//example.com/x", "javascript:alert(1)", "x/y", "/\\e.com"]
)
def test_the_next_page_is_one_of_ours(probe: Any, address: str) -> None:
    with pytest.raises(ValueError, match="next_url"):
        probe(options={"next_url": address})


def test_a_slot_is_taken_once(run_jobs: Any) -> None:
    first = enqueue_slot("jobs.delete_old", "jobs.delete_old@1")
    assert first is not None
    run_jobs()
    assert enqueue_slot("jobs.delete_old", "jobs.delete_old@1") is None
    assert enqueue_slot("jobs.delete_old", "jobs.delete_old@2") is not None


def test_no_slot_begins_while_the_one_before_is_open(db: None) -> None:
    enqueue_slot("jobs.delete_old", "jobs.delete_old@1")
    assert enqueue_slot("jobs.delete_old", "jobs.delete_old@2") is None


def test_a_queued_job_can_be_called_off(probe: Any, run_jobs: Any) -> None:
    job = probe()
    assert cancel(job.pk)
    assert run_jobs() == []
    assert Job.objects.get(pk=job.pk).state == JobState.CANCELLED


def test_a_finished_job_cannot_be_called_off(probe: Any, run_jobs: Any) -> None:
    job = probe()
    run_jobs()
    assert not cancel(job.pk)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
