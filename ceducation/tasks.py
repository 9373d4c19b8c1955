"""Background work of the hours ledger."""

from ceducation.services import exporting, importing
from portal.jobs.registry import Result, job, periodic
from portal.jobs.run import JobRun

# A workbook of 60 MB unpacked, and its shared strings.
_READ_MB = 640
_FORGET_JOB = "ceducation.forget_imports"


@job(importing.READ_JOB, time_limit=300, memory_mb=_READ_MB)
def run_read(run: JobRun) -> Result:
    """Result: how many rows, and how many of them have a problem."""
    from ceducation.services.import_work import read

    return read(run)


@job(importing.IMPORT_JOB, time_limit=3600, max_attempts=5)
def run_import(run: JobRun) -> Result:
    """Result: how many rows of how many were credited."""
    from ceducation.services.import_work import work_off

    return work_off(run)


@job(exporting.EXPORT_JOB, time_limit=600)
def run_export(run: JobRun) -> Result:
    return exporting.write_export(run)


@job(_FORGET_JOB)
def run_forget(run: JobRun) -> Result:
    return {"forgotten": importing.forget_contents()}


periodic(_FORGET_JOB, every_seconds=3600)
