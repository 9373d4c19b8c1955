"""Two transactions at the same instant, on PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from portal.jobs.claims import claim
from portal.jobs.models import Job
from portal.jobs.services import enqueue, enqueue_slot
from tests.portal.jobs import probes

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
assert probes


def at_once(work: Callable[[], Any], times: int = 4) -> list[Any]:
    start = threading.Barrier(times)
    results: list[Any] = []

    def run() -> None:
        start.wait()
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_open_job_of_a_key() -> None:
    def work() -> Job:
        with transaction.atomic():
            return enqueue("probe.note", {}, key="one")

    jobs = at_once(work)
    assert len(jobs) == 4
    assert len({job.pk for job in jobs}) == 1


def test_one_job_of_a_slot() -> None:
    jobs = at_once(lambda: enqueue_slot("audit.seal", "audit.seal@1"))
    assert sorted(job is not None for job in jobs) == [False, False, False, True]


def test_one_claim_of_a_row() -> None:
    job = enqueue("probe.note", {})
    claims = at_once(lambda: claim(job.pk))
    assert sum(claimed is not None for claimed in claims) == 1
    job.refresh_from_db()
    assert job.attempts == 1
