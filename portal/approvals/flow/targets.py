"""Where a transition leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.approvals.flow.words import Step


@dataclass(frozen=True)
class Goto:
    """A state, and what happens to the level."""

    state: str
    step: Step = Step.KEEP


@dataclass(frozen=True)
class Send:
    """To the applicant, remembering the place, so that `Resume` comes back to it."""

    state: str


@dataclass(frozen=True)
class Resume:
    """Back to the place a `Send` remembered; `among` are the states it can be."""

    among: tuple[str, ...]


@dataclass(frozen=True)
class Choose:
    """One of `among`, chosen by the facts: the hand-over from level to level."""

    among: tuple[Goto, ...]
    by: Callable[[Any], Goto]


@dataclass(frozen=True)
class Stay:
    """State and level stay; `asked` is what becomes of the request for a return (Y9)."""

    asked: bool | None = None


@dataclass(frozen=True)
class Undo:
    """The place before the last decision, when that is one of `transitions` (Y4)."""

    transitions: tuple[str, ...]


Target = Goto | Send | Resume | Choose | Stay | Undo


def hand_over(onward: str, last: str) -> Choose:
    """To the next level in state `onward`; from the last level to state `last`."""
    on, end = Goto(onward, Step.NEXT), Goto(last)
    return Choose((on, end), lambda facts: on if facts.level < facts.levels else end)


def states_of(target: Target) -> tuple[str, ...]:
    """The states a target can lead to; none for one that stays or restores."""
    match target:
        case Goto(state=state) | Send(state=state):
            return (state,)
        case Resume(among=names):
            return names
        case Choose(among=places):
            return tuple(place.state for place in places)
        case _:
            return ()
