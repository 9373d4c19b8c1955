"""Kinds of job, and which of them the scheduler starts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from portal.jobs.run import JobRun

Result: TypeAlias = Mapping[str, Any]
Handler: TypeAlias = "Callable[[JobRun], Result]"
QUEUES = ("default", "pdf", "ocr")


class UnknownKind(LookupError):
    """No handler is registered for this kind of job."""


@dataclass(frozen=True)
class Kind:
    """`time_limit` in seconds; `memory_mb` is what a run may add to its process."""

    name: str
    handler: Handler
    queue: str
    time_limit: int
    max_attempts: int
    memory_mb: int | None


@dataclass(frozen=True)
class Period:
    kind: str
    every_seconds: int


_kinds: dict[str, Kind] = {}
_periods: dict[str, Period] = {}


def job(
    kind: str,
    *,
    queue: str = "default",
    time_limit: int = 60,
    max_attempts: int = 3,
    memory_mb: int | None = None,
) -> Callable[[Handler], Handler]:
    """Register the idempotent handler of a kind; its result (JSON) is kept in the row."""
    if queue not in QUEUES:
        raise ValueError(f"no worker serves queue {queue!r}; one of {QUEUES}")

    def register(handler: Handler) -> Handler:
        if kind in _kinds:
            raise ValueError(f"job kind {kind!r} is registered twice")
        _kinds[kind] = Kind(kind, handler, queue, time_limit, max_attempts, memory_mb)
        return handler

    return register


def periodic(kind: str, *, every_seconds: int) -> None:
    """Let the scheduler enqueue `kind` (with an empty payload) once in each period."""
    if every_seconds < 1:
        raise ValueError("every_seconds must be at least 1")
    _periods[kind] = Period(kind, every_seconds)


def find(kind: str) -> Kind:
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def periods() -> Iterable[Period]:
    return tuple(_periods.values())
