"""Background work of registration."""

from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun
from registration.services import exporting, importing, reminding

# A workbook of 60 MB unpacked, and its shared strings.
_READ_MB = 640
_FORGET_JOB = "registration.forget_imports"


@job(reminding.REMIND_JOB)
def remind(run: JobRun) -> Result:
    return {"schools": reminding.begin_reminders()}


@job(reminding.REMIND_SCHOOL_JOB, time_limit=300)
def remind_school(run: JobRun) -> Result:
    return {**reminding.remind(run)}


@job(exporting.EXPORT_JOB, time_limit=600)
def run_export(run: JobRun) -> Result:
    return {**exporting.write_export(run)}


@job(importing.READ_JOB, time_limit=300, memory_mb=_READ_MB)
def run_read(run: JobRun) -> Result:
    """Result: how many rows."""
    from registration.services.import_work import read

    return {**read(run)}


@job(importing.IMPORT_JOB, time_limit=1800, max_attempts=5)
def run_import(run: JobRun) -> Result:
    """Result: how many rows of how many were stored."""
    from registration.services.import_work import work_off

    return {**work_off(run)}


@job(_FORGET_JOB)
def run_forget(run: JobRun) -> Result:
    return {"forgotten": importing.forget_contents()}


periodic(_FORGET_JOB, every_seconds=3600)
# Twelve hours of the day are for telling people: every sixth hour meets them at least once.
periodic(reminding.REMIND_JOB, every_seconds=6 * 3600)
