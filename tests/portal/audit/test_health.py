"""/readyz and the seals: an entry that nobody seals shows."""

import pytest

from portal.audit.actors import SystemActor
from portal.audit.health import LONGEST_WAIT, seals
from portal.audit.sealing import seal
from portal.audit.services import record
from tests.infrastructure.clock import StandingClock

pytestmark = pytest.mark.django_db


def test_nothing_to_seal_is_ready() -> None:
    assert seals() is None


def test_an_entry_may_wait_ten_minutes(clock: StandingClock) -> None:
    record("tests.act", actor=SystemActor("tests"))
    clock.advance(seconds=LONGEST_WAIT.total_seconds())
    assert seals() is None
    clock.advance(seconds=1)
    assert seals() == "the oldest entry waits 601 s for its seal"


def test_sealing_makes_it_ready_again(clock: StandingClock) -> None:
    record("tests.act", actor=SystemActor("tests"))
    clock.advance(hours=1)
    seal()
    assert seals() is None
