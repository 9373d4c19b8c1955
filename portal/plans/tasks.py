"""Background work of the plans."""

from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun
from portal.plans.services import reminding, telling


@job(telling.CHANGE_JOB, time_limit=900, max_attempts=5)
def tell_of_change(run: JobRun) -> Result:
    return {"told": telling.send_change(run)}


@job(telling.WITHDRAWAL_JOB, time_limit=900, max_attempts=5)
def after_withdrawal(run: JobRun) -> Result:
    return {"told": telling.send_withdrawal(run)}


@job(reminding.REMIND_JOB)
def remind(run: JobRun) -> Result:
    return {"plans": reminding.begin_reminders()}


@job(reminding.REMIND_PLAN_JOB, time_limit=900)
def remind_plan(run: JobRun) -> Result:
    return {"reminded": reminding.remind(run)}


periodic(reminding.REMIND_JOB, every_seconds=3600)
