"""With real prefork workers: what a killed one leaves is done by the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.jobs.enums import JobState
from portal.jobs.execution import OUT_OF_TIME
from portal.jobs.models import Job
from portal.jobs.sweeping import sweep
from portal.jobs.wakeups import wake
from tests.infrastructure.workers import WorkerProcess, wait_for
from tests.portal.jobs.probes import notes

StartWorker = Callable[..., WorkerProcess]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Heartbeats and waits of tenths of a second, here and in the workers."""
    for name, seconds in (("HEARTBEAT", 0.2), ("STALE", 1.5), ("WAKE", 1.0)):
        monkeypatch.setenv(f"JOBS_{name}_SECONDS", str(seconds))
        setattr(settings, f"JOBS_{name}_SECONDS", seconds)
    monkeypatch.setenv("TEST_TASKS", "tests.portal.jobs.probes")


@pytest.fixture
def start_worker(celery_worker_process: StartWorker) -> Callable[..., WorkerProcess]:
    """Before the probes, so that jobs are made on the worker's broker."""
    return lambda **options: celery_worker_process("default,pdf", **options)


def states() -> list[str]:
    return list(Job.objects.order_by("created_at").values_list("state", flat=True))


def all_done() -> bool:
    """Sweeping as the scheduler does."""
    sweep()
    return set(states()) == {JobState.DONE}


def test_kill_minus_nine_in_mid_job_loses_nothing(
    start_worker: Any, probe: Any, tmp_path: Path, notebook: Path
) -> None:
    gate = tmp_path / "gate"
    worker = start_worker()
    held = probe("probe.hold", gate=str(gate), name="held")
    wait_for(lambda: "began 1 held" in notes(notebook))
    behind = [probe(name=f"behind {number}") for number in range(4)]
    worker.kill()
    assert states() == [JobState.RUNNING] + [JobState.QUEUED] * 4

    gate.touch()
    start_worker()
    wait_for(all_done)
    held.refresh_from_db()
    assert (held.attempts, held.done, held.total) == (2, 2, 2)
    written = notes(notebook)
    assert "ended 1 held" not in written
    assert written.count("ended 2 held") == 1
    assert sorted(line for line in written if "behind" in line) == [
        f"wrote {job.payload['name']}" for job in behind
    ]


def test_a_killed_child_is_made_good_by_its_own_worker(
    start_worker: Any, probe: Any, tmp_path: Path, notebook: Path
) -> None:
    import os
    import signal

    gate = tmp_path / "gate"
    start_worker()
    job = probe("probe.hold", gate=str(gate), name="held")
    wait_for(lambda: "began 1 held" in notes(notebook))
    job.refresh_from_db()
    os.kill(int(job.worker.rpartition(":")[2]), signal.SIGKILL)
    gate.touch()
    wait_for(all_done)
    assert notes(notebook)[-1] == "ended 2 held"


def test_a_lost_message_is_sent_again(
    start_worker: Any, probe: Any, notebook: Path, settings: Any
) -> None:
    from tests.infrastructure.workers import sending_to

    with sending_to("memory://", {}):
        probe(name="lost")
    start_worker()
    wait_for(all_done)
    assert notes(notebook) == ["wrote lost"]


def test_two_workers_and_three_messages_make_one_run(
    start_worker: Any, probe: Any, notebook: Path
) -> None:
    start_worker(processes=2)
    start_worker(processes=2)
    jobs = [probe(name=str(number)) for number in range(10)]
    for job in jobs * 2:
        wake(job)
    wait_for(all_done)
    assert sorted(notes(notebook)) == [f"wrote {number}" for number in range(10)]


def test_a_job_that_takes_too_long_is_ended(start_worker: Any, probe: Any) -> None:
    start_worker()
    job = probe("probe.endless")
    wait_for(lambda: states() == [JobState.FAILED])
    job.refresh_from_db()
    assert job.error == OUT_OF_TIME


def test_a_long_job_beats_and_is_left_alone(
    start_worker: Any, probe: Any, tmp_path: Path, notebook: Path
) -> None:
    gate = tmp_path / "gate"
    start_worker()
    job = probe("probe.hold", gate=str(gate), name="long")

    def beaten() -> bool:
        """Silent for longer than allowed, were it not for the heartbeat."""
        sweep()
        job.refresh_from_db()
        return bool(
            job.heartbeat_at
            and job.started_at
            and (job.heartbeat_at - job.started_at).total_seconds() > 3
        )

    wait_for(beaten)
    gate.touch()
    wait_for(all_done)
    assert notes(notebook) == ["began 1 long", "ended 1 long"]


def test_sigterm_lets_the_running_job_end(
    start_worker: Any, probe: Any, tmp_path: Path, notebook: Path
) -> None:
    gate = tmp_path / "gate"
    worker = start_worker()
    probe("probe.hold", gate=str(gate), name="held")
    wait_for(lambda: "began 1 held" in notes(notebook))
    worker.process.terminate()
    wait_for(lambda: "Warm shutdown" in worker.output())
    gate.touch()
    worker.process.wait(20)
    assert states() == [JobState.DONE]
