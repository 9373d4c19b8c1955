"""The standing clock of the tests."""

from datetime import timedelta

from django.utils import timezone

from portal import clock as portal_clock
from tests.infrastructure.clock import A_MONDAY_MORNING, StandingClock


def test_it_stands_still_and_moves_when_told(clock: StandingClock) -> None:
    assert portal_clock.now() == A_MONDAY_MORNING
    clock.advance(days=1, minutes=5)
    assert portal_clock.now() == A_MONDAY_MORNING + timedelta(days=1, minutes=5)
    assert portal_clock.today() == A_MONDAY_MORNING.date() + timedelta(days=1)


def test_it_runs_again_afterwards() -> None:
    assert abs(portal_clock.now() - timezone.now()) < timedelta(minutes=1)
