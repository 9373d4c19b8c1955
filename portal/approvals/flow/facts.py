"""What a guard or a target may look at: plain values, filled by a query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Problem:
    """Why something cannot be done now, for the person who tries: one Chinese sentence."""

    text: str


@dataclass(frozen=True)
class Mark:
    """A field that a return reopens, and what is wrong with it."""

    field: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """What every case knows. A flow with more to ask subclasses this.

    `level` counts from 1 (0: no level yet), `levels` is the length of the case's route;
    `results` holds each level's present opinion; `asked` says that a return is asked for (Y9).
    """

    today: date
    level: int = 0
    levels: int = 0
    results: Mapping[int, str] = field(default_factory=dict)
    asked: bool = False

    def result(self, level: int | None = None) -> str:
        """The opinion of a level (default: the present one), "" before it has one."""
        return self.results.get(self.level if level is None else level, "")
