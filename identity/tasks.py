"""Background jobs of identity."""

from typing import Any

from identity.queries.credentials import SYNC_JOB
from identity.services import synchronising
from portal.jobs.registry import job
from portal.jobs.run import JobRun


@job(SYNC_JOB, time_limit=60)
def synchronise_credentials(run: JobRun) -> dict[str, Any]:
    """The row says whether it has ended, so that a repeat is harmless."""
    sync = synchronising.carry_out(int(run.payload["sync"]), run.progress)
    return {"outcome": sync.outcome, "found": sync.found}
