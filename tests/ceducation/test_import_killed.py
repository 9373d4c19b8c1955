"""kill -9 of a real worker in the middle of an import: every row is there, once."""

import pytest

from ceducation.enums import ImportState, RowState
from ceducation.models import HoursEntry
from ceducation.services.importing import confirm
from portal.jobs.models import Job
from portal.jobs.sweeping import sweep
from tests.factories.accounts import staff_user
from tests.factories.ceducation import row_of, teacher_at, uploaded
from tests.factories.organisations import SchoolFactory
from tests.infrastructure.workers import wait_for

TEACHERS, EACH = 20, 30
COUNT = TEACHERS * EACH
SLOWEST = 240.0

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def quick(monkeypatch, settings):
    """A dead worker is noticed in seconds."""
    for name, seconds in (("HEARTBEAT", 0.5), ("STALE", 5.0), ("WAKE", 2.0)):
        monkeypatch.setenv(f"JOBS_{name}_SECONDS", str(seconds))
        setattr(settings, f"JOBS_{name}_SECONDS", seconds)


@pytest.mark.timeout(600)
def test_six_hundred_rows_survive_two_kills(celery_worker_process, run_jobs):
    school = SchoolFactory()
    admin = staff_user(school)
    people = [teacher_at(school) for _ in range(TEACHERS)]
    rows = [row_of(person, title=f"研修{n}") for person in people for n in range(EACH)]
    run = uploaded(school, admin, *rows)
    run_jobs()
    confirm(run, admin)
    for reached in (COUNT // 6, COUNT // 2):
        worker = celery_worker_process("default")
        wait_for(lambda reached=reached: sweep() and HoursEntry.objects.count() >= reached, SLOWEST)
        worker.kill()
        assert HoursEntry.objects.count() < COUNT
    celery_worker_process("default")
    wait_for(lambda: finished(run), SLOWEST)

    assert run.rows.filter(state=RowState.DONE).count() == HoursEntry.objects.count() == COUNT
    assert len(set(run.rows.values_list("entry", flat=True))) == COUNT
    assert Job.objects.get(pk=run.job).attempts == 3


def finished(run):
    """Sweeping as the scheduler does."""
    sweep()
    run.refresh_from_db()
    return run.state == ImportState.DONE
