"""What is due next of a certificate's registration (教师〔2013〕9号 art. 8, 9; domain 1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from identity.enums import RegistrationOutcome

# One applies in the 60 days before the registration ends.
RENEWAL_DAYS = 60


class Phase(StrEnum):
    AHEAD = "ahead"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True)
class Registered:
    """A year's conclusion; `valid_until` when it was passed."""

    year: int
    outcome: str
    valid_until: date | None


@dataclass(frozen=True)
class NextRegistration:
    """`last` is the last valid day, `opens` the first on which one may apply."""

    opens: date
    last: date

    def phase(self, today: date) -> Phase:
        if today < self.opens:
            return Phase.AHEAD
        return Phase.OPEN if today <= self.last else Phase.OVER


def next_registration(registrations: Iterable[Registered]) -> NextRegistration | None:
    """From the longest validity that was given; None when nothing was ever passed."""
    ends = [each.valid_until for each in registrations if each.valid_until]
    if not ends:
        return None
    last = max(ends)
    return NextRegistration(last - timedelta(days=RENEWAL_DAYS), last)


def is_deferred(registrations: Iterable[Registered]) -> bool:
    """Whether the newest conclusion is 暂缓注册: one applies again once its cause is gone."""
    newest = max(registrations, key=lambda each: each.year, default=None)
    return newest is not None and newest.outcome == RegistrationOutcome.DEFERRED
