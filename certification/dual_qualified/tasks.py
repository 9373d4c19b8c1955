"""Background work of dual-qualified certification."""

from certification.dual_qualified.services import exporting, issuing
from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun

# One certificate with its photo lies in memory at a time.
_ISSUE_MB = 512
_FORGET_JOB = "dual_qualified.forget_unstarted"


@job(issuing.ISSUE_JOB, queue="pdf", time_limit=3600, max_attempts=5, memory_mb=_ISSUE_MB)
def run_issue(run: JobRun) -> Result:
    """Result: how many certificates of how many were issued."""
    from certification.dual_qualified.services.issue_work import work_off

    return work_off(run)


@job(exporting.EXPORT_JOB, time_limit=600)
def run_export(run: JobRun) -> Result:
    return exporting.write_export(run)


@job(_FORGET_JOB)
def run_forget_unstarted(run: JobRun) -> Result:
    return {"deleted": issuing.forget_unstarted()}


periodic(_FORGET_JOB, every_seconds=3600)
