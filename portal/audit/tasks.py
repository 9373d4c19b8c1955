"""The sealer runs each minute."""

from collections.abc import Mapping
from typing import Any

from portal.audit.sealing import seal
from portal.jobs import registry
from portal.jobs.run import JobRun

SEAL_EVERY_SECONDS = 60


@registry.job("audit.seal", time_limit=300)
def seal_entries(run: JobRun) -> Mapping[str, Any]:
    return {"sealed": seal()}


registry.periodic("audit.seal", every_seconds=SEAL_EVERY_SECONDS)
