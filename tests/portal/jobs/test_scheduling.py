from datetime import datetime, timedelta
from typing import Any

import pytest

from portal.jobs import registry
from portal.jobs.models import Job
from portal.jobs.scheduling import enqueue_due, slot_of
from tests.infrastructure.clock import SHANGHAI

MIDNIGHT = datetime(2026, 11, 24, tzinfo=SHANGHAI)


def test_a_day_begins_at_midnight_here(clock: Any) -> None:
    daily = registry.Period("x.daily", 24 * 3600)
    clock.move_to(MIDNIGHT - timedelta(seconds=1))
    before = slot_of(daily)
    clock.move_to(MIDNIGHT)
    after = slot_of(daily)
    assert before != after
    clock.move_to(MIDNIGHT + timedelta(hours=23, minutes=59))
    assert slot_of(daily) == after


def test_two_schedulers_make_one_job_a_period(db: None, clock: Any, run_jobs: Any) -> None:
    ours: set[str] = set()
    theirs: set[str] = set()
    assert enqueue_due(ours) == len(list(registry.periods()))
    assert enqueue_due(theirs) == 0
    run_jobs()
    assert enqueue_due(theirs) == 0
    clock.advance(seconds=60)
    assert enqueue_due(theirs) > 0
    assert enqueue_due(ours) == 0
    assert Job.objects.filter(kind="audit.seal").count() == 2


def test_a_scheduler_asks_the_database_only_when_a_period_is_new(
    db: None, clock: Any, django_assert_num_queries: Any
) -> None:
    seen: set[str] = set()
    enqueue_due(seen)
    with django_assert_num_queries(0):
        enqueue_due(seen)


def test_a_period_has_a_length() -> None:
    with pytest.raises(ValueError, match="every_seconds"):
        registry.periodic("x", every_seconds=0)


def test_a_kind_is_registered_once_and_for_a_served_queue() -> None:
    with pytest.raises(ValueError, match="twice"):
        registry.job("jobs.delete_old")(lambda run: {})
    with pytest.raises(ValueError, match="queue"):
        registry.job("x.y", queue="slow")
