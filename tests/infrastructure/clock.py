"""The injected clock, standing still until a test moves it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock as portal_clock

SHANGHAI = ZoneInfo("Asia/Shanghai")
A_MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)


class StandingClock:
    """`clock.now`, `clock.move_to(instant)`, `clock.advance(minutes=5)`."""

    def __init__(self, stack: ExitStack, instant: datetime) -> None:
        self._stack = stack
        self.move_to(instant)

    @property
    def now(self) -> datetime:
        return portal_clock.now()

    def move_to(self, instant: datetime) -> None:
        self._stack.enter_context(portal_clock.at(instant))

    def advance(self, **parts: float) -> datetime:
        self.move_to(self.now + timedelta(**parts))
        return self.now


@pytest.fixture
def clock() -> Iterator[StandingClock]:
    with ExitStack() as stack:
        yield StandingClock(stack, A_MONDAY_MORNING)
