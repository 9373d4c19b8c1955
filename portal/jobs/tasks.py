"""The one Celery task, and the jobs app's own periodic work."""

from collections.abc import Mapping
from typing import Any

from celery import shared_task

from portal.jobs import registry
from portal.jobs.execution import execute
from portal.jobs.retention import delete_old_jobs
from portal.jobs.run import JobRun


@shared_task(name="portal.jobs.run_job")  # type: ignore[untyped-decorator]
def run_job(job_id: str) -> None:
    execute(job_id)


@registry.job("jobs.delete_old", time_limit=300)
def delete_old(run: JobRun) -> Mapping[str, Any]:
    return {"deleted": delete_old_jobs()}


registry.periodic("jobs.delete_old", every_seconds=24 * 3600)
