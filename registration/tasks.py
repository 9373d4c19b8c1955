"""Background work of registration."""

from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun
from registration.services import exporting, reminding


@job(reminding.REMIND_JOB)
def remind(run: JobRun) -> Result:
    return {"schools": reminding.begin_reminders()}


@job(reminding.REMIND_SCHOOL_JOB, time_limit=300)
def remind_school(run: JobRun) -> Result:
    return {**reminding.remind(run)}


@job(exporting.EXPORT_JOB, time_limit=600)
def run_export(run: JobRun) -> Result:
    return {**exporting.write_export(run)}


# Twelve hours of the day are for telling people: every sixth hour meets them at least once.
periodic(reminding.REMIND_JOB, every_seconds=6 * 3600)
