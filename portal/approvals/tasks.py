"""Background work of the approvals."""

from portal.approvals import workspace
from portal.approvals.models import Decision
from portal.approvals.services import bulk, exporting, reminding
from portal.approvals.services.recording import EFFECT_JOB
from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun


@job(EFFECT_JOB, max_attempts=5)
def run_effect(run: JobRun) -> Result:
    """One effect of one decision; retried until it succeeds, so effects are idempotent."""
    decision = Decision.objects.select_related("case").get(pk=run.payload["decision"])
    effect = workspace.get(decision.case.flow).effects[run.payload["effect"]]
    effect(workspace.Applied(decision.case, decision))
    return {}


@job(bulk.BULK_JOB, time_limit=3600, max_attempts=5)
def run_bulk(run: JobRun) -> Result:
    return bulk.work_off(run)


@job(exporting.EXPORT_JOB, time_limit=600)
def run_export(run: JobRun) -> Result:
    return exporting.write_export(run)


@job(exporting.FORGET_JOB)
def run_forget_exports(run: JobRun) -> Result:
    return {"forgotten": exporting.forget_exports()}


periodic(exporting.FORGET_JOB, every_seconds=3600)


@job(reminding.REMIND_JOB, time_limit=600)
def run_remind(run: JobRun) -> Result:
    return reminding.remind()


periodic(reminding.REMIND_JOB, every_seconds=3 * 3600)
