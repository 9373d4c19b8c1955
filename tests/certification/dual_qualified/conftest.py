from collections.abc import Callable

import pytest

from portal.documents.services import DRAW_PAGES_JOB
from portal.jobs.enums import JobState
from portal.jobs.execution import execute
from portal.jobs.models import Job
from portal.messaging.outbox import SEND_JOB
from tests.certification.dual_qualified.world import World, build

_LEFT = (SEND_JOB, DRAW_PAGES_JOB)


@pytest.fixture
def world(db: None, reference_data: None, clock: object) -> World:
    return build()


@pytest.fixture
def run_effects(db: None) -> Callable[[], None]:
    """What decisions leave to the workers; messages are written, and handed to no gateway."""

    def run() -> None:
        due = Job.objects.filter(state=JobState.QUEUED).exclude(kind__in=_LEFT)
        while job := due.order_by("created_at", "pk").first():
            execute(job.pk, heartbeat=False)
            job.refresh_from_db()
            assert job.state == JobState.DONE, f"{job}: {job.error}"

    return run
