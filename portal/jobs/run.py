"""What a handler gets: its payload, and a way to say how far it is."""

import time
from typing import Any
from uuid import UUID

from portal.clock import now
from portal.jobs import claims
from portal.jobs.models import Job

_SECONDS_BETWEEN_WRITES = 0.25


class JobFailed(Exception):
    """Raised by a handler to give up for good; the message is shown to the owner (Chinese)."""


class Stopped(Exception):
    """The job was called off, or another worker has it: the handler must end."""


class JobRun:
    """One attempt at a job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._written_at = float("-inf")

    @property
    def job_id(self) -> UUID:
        return self._job.pk

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = self._job.payload
        return payload

    @property
    def attempt(self) -> int:
        """1 for the first."""
        return self._job.attempts

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Counted work so far; raises `Stopped` when the work is no longer wanted.

        Call it as often as you like: at most four a second are written, and always the last.
        """
        clock = time.monotonic()
        if done < total and clock - self._written_at < _SECONDS_BETWEEN_WRITES:
            return
        self._written_at = clock
        values = {"done": done, "total": total, "note": note[:200], "heartbeat_at": now()}
        if not claims.mine(self._job).update(**values):
            raise Stopped

    def cancelled(self) -> bool:
        return not claims.mine(self._job).exists()
