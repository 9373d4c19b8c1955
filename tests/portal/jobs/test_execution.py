import logging
from pathlib import Path
from typing import Any

import pytest

from portal.jobs import execution
from portal.jobs.claims import claim
from portal.jobs.enums import JobState
from portal.jobs.models import Job
from portal.jobs.run import JobRun, Stopped
from portal.jobs.services import cancel
from tests.portal.jobs.probes import notes


def test_a_job_runs_and_keeps_its_result(probe: Any, run_jobs: Any, notebook: Path) -> None:
    job = probe(name="甲")
    assert [ran.pk for ran in run_jobs()] == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"attempt": 1})
    assert notes(notebook) == ["wrote 甲"]


def test_a_second_message_for_the_same_row_does_nothing(
    probe: Any, run_jobs: Any, notebook: Path
) -> None:
    job = probe()
    run_jobs()
    assert not execution.execute(job.pk, heartbeat=False)
    assert len(notes(notebook)) == 1


def test_an_unexpected_error_is_tried_again_and_its_text_is_nowhere(
    probe: Any, run_jobs: Any, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    job = probe("probe.breaks", typed="13800001234")
    with caplog.at_level(logging.DEBUG):
        run_jobs(may_fail=True)
        job.refresh_from_db()
        assert (job.state, job.attempts) == (JobState.QUEUED, 1)
        clock.advance(seconds=5)
        run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "内部错误（ValueError）")
    assert "ValueError" in caplog.text
    assert "13800001234" not in caplog.text


def test_a_handler_can_give_up_for_good(probe: Any, run_jobs: Any) -> None:
    job = probe("probe.gives_up")
    run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.FAILED, 1, "表格里没有一行数据")


def test_the_fixture_does_not_hide_a_failure(probe: Any, run_jobs: Any) -> None:
    probe("probe.gives_up")
    with pytest.raises(AssertionError, match="表格里没有一行数据"):
        run_jobs()


def test_too_much_memory_fails_the_job_and_not_the_process(probe: Any, run_jobs: Any) -> None:
    small = probe("probe.greedy", bytes=1_000_000)
    large = probe("probe.greedy", bytes=800_000_000)
    run_jobs(may_fail=True)
    small.refresh_from_db()
    large.refresh_from_db()
    assert small.result == {"bytes": 1_000_000}
    assert (large.state, large.error) == (JobState.FAILED, execution.OUT_OF_MEMORY)
    assert len(bytearray(800_000_000)) == 800_000_000


def test_a_kind_of_a_newer_release_fails_with_its_name(probe: Any, run_jobs: Any) -> None:
    job = probe()
    Job.objects.update(kind="probe.from_tomorrow")
    run_jobs(may_fail=True)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "内部错误（UnknownKind）")


def test_progress_is_counted_and_the_last_is_always_kept(probe: Any, run_jobs: Any) -> None:
    job = probe("probe.counts")
    run_jobs()
    job.refresh_from_db()
    assert (job.done, job.total, job.note) == (100, 100, "第 100 行")


def test_many_small_steps_are_few_writes(probe: Any, django_assert_max_num_queries: Any) -> None:
    run = JobRun(claim(probe("probe.counts").pk))
    with django_assert_max_num_queries(20):
        for number in range(1, 1001):
            run.progress(number, 1000)


def test_a_cancelled_run_stops_at_its_next_step(probe: Any) -> None:
    job = probe("probe.counts")
    run = JobRun(claim(job.pk))
    assert not run.cancelled()
    cancel(job.pk)
    assert run.cancelled()
    with pytest.raises(Stopped):
        run.progress(100, 100)
