"""With real workers: kill -9 in the middle of a run, and nothing is printed twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from portal.audit.models import Entry
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.jobs.sweeping import sweep
from portal.printing import queries
from portal.printing.enums import ItemState
from portal.printing.models import Print, PrintItem, PrintRun
from portal.printing.services import order
from tests.factories.accounts import UserFactory
from tests.infrastructure.workers import wait_for
from tests.portal.printing.probes import subject_of

MANY = 200


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    for name, seconds in (("HEARTBEAT", 0.2), ("STALE", 1.5), ("WAKE", 1.0)):
        monkeypatch.setenv(f"JOBS_{name}_SECONDS", str(seconds))
        setattr(settings, f"JOBS_{name}_SECONDS", seconds)
    monkeypatch.setenv("TEST_TASKS", "tests.portal.printing.probes")


def ended() -> bool:
    """Sweeping as the scheduler does."""
    sweep()
    return Job.objects.get().state in (JobState.DONE, JobState.FAILED)


def test_kill_minus_nine_prints_each_once(celery_worker_process: Any, tmp_path: Path) -> None:
    worker = celery_worker_process("pdf")
    owner = UserFactory(display_name="王主任")
    people = UserFactory.create_batch(MANY)
    run = order("probe", [subject_of(each) for each in people], owner=owner)
    wait_for(lambda: Print.objects.count() >= 5)
    worker.kill()
    half_way = PrintItem.objects.filter(state=ItemState.DONE).count()
    assert 0 < half_way < MANY

    celery_worker_process("pdf")
    wait_for(ended)
    job = Job.objects.get()
    assert (job.state, job.result) == (JobState.DONE, {"done": MANY, "failed": 0})
    assert Counter(Print.objects.values_list("number", flat=True)) == {1: MANY}
    assert Entry.objects.filter(action="printing.render").count() == MANY
    run = PrintRun.objects.get(pk=run.pk)
    assert run.pages == MANY
    assert queries.run_content(run).startswith(b"%PDF")


def test_killed_while_drawing_it_is_drawn_again(celery_worker_process: Any, tmp_path: Path) -> None:
    worker = celery_worker_process("pdf")
    person = UserFactory(display_name=str(tmp_path))
    order("probe.slow", [subject_of(person)], owner=person)
    drawn = tmp_path / "drawn"
    wait_for(drawn.exists)
    worker.kill()
    (tmp_path / "gate").touch()
    assert not Print.objects.exists()

    celery_worker_process("pdf")
    wait_for(ended)
    assert Job.objects.get().state == JobState.DONE
    assert drawn.read_text() == "xx"
    assert Print.objects.get().number == 1
