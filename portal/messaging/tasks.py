"""Jobs of the outbox."""

from typing import Any
from uuid import UUID

from portal.clock import now
from portal.jobs import registry
from portal.jobs.run import JobRun
from portal.messaging import delivery, queries, ratelimit, retention
from portal.messaging.outbox import SEND_JOB, wake

_BATCH = 200


@registry.job(SEND_JOB, time_limit=60)
def send(run: JobRun) -> dict[str, Any]:
    delivery.attempt(UUID(run.payload["message"]))
    return {}


@registry.job("messaging.wake_due")
def wake_due(run: JobRun) -> dict[str, Any]:
    """Messages to be tried again, and any whose first job was lost."""
    waiting = queries.due(now(), _BATCH)
    for message in waiting:
        wake(message)
    return {"woken": len(waiting)}


@registry.job("messaging.ask_receipts", time_limit=120)
def ask_receipts(run: JobRun) -> dict[str, Any]:
    asked = queries.awaiting_receipt(now(), _BATCH)
    for done, message in enumerate(asked, start=1):
        delivery.ask_receipt(message)
        run.progress(done, len(asked))
    return {"asked": len(asked)}


@registry.job("messaging.clean_up")
def clean_up(run: JobRun) -> dict[str, Any]:
    return {"allowances": ratelimit.delete_ended(), "codes": retention.delete_old_codes()}


registry.periodic("messaging.wake_due", every_seconds=20)
registry.periodic("messaging.ask_receipts", every_seconds=10)
registry.periodic("messaging.clean_up", every_seconds=3600)
