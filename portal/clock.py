"""The one clock: every rule about time asks it, so that tests and rehearsals can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

# Process-wide, not per context: a test's browser is served by another thread.
_standing_at: datetime | None = None


def now() -> datetime:
    """The present instant, aware."""
    return _standing_at or timezone.now()


def today() -> date:
    """The present day in the portal's time zone (Asia/Shanghai)."""
    return timezone.localtime(now()).date()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within the block the clock stands at `instant` (aware)."""
    global _standing_at  # noqa: PLW0603 - one clock for the process
    before, _standing_at = _standing_at, instant
    try:
        yield
    finally:
        _standing_at = before
