"""Jobs of printing."""

from typing import Any
from uuid import UUID

from portal.jobs import registry
from portal.jobs.run import JobRun
from portal.printing.services import runs, sweeping

# The merged file of a run lies in memory a few times: as parts, whole, sealed.
_RUN_MB = 1200


@registry.job(runs.RUN_JOB, queue="pdf", time_limit=1800, max_attempts=5, memory_mb=_RUN_MB)
def run_prints(run: JobRun) -> dict[str, Any]:
    """Result: `done` and `failed`, counts."""
    from portal.printing.services.making import make

    return make(UUID(run.payload["run"]), run.progress)


@registry.job("printing.forget", time_limit=300)
def forget(run: JobRun) -> dict[str, Any]:
    return {"forgotten": runs.forget_expired(), "deleted": sweeping.delete_old_runs()}


@registry.job("printing.sweep_orphans", time_limit=300)
def sweep_orphans(run: JobRun) -> dict[str, Any]:
    return {"deleted": sweeping.sweep_orphans()}


registry.periodic("printing.forget", every_seconds=600)
registry.periodic("printing.sweep_orphans", every_seconds=86400)
