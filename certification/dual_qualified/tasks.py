"""Background work of dual-qualified certification."""

from certification.dual_qualified.services import issuing
from portal.jobs.registry import Result, job
from portal.jobs.run import JobRun


@job(issuing.ISSUE_JOB, time_limit=3600, max_attempts=5)
def run_issue(run: JobRun) -> Result:
    return issuing.work_off(run)
