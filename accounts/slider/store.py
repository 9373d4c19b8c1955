"""Puzzles handed out, answers checked, tickets redeemed. The answer never leaves the cache.

Every step that must happen once is one atomic cache operation (`add`, `delete`), so that parallel
requests gain nothing.
"""

import secrets
from dataclasses import dataclass
from enum import Enum

from django.core.cache import cache

from accounts.slider.picture import Puzzle, make

TRIES = 3
TOLERANCE = 4  # pixels to either side
PUZZLE_SECONDS = 120
TICKET_SECONDS = 300


class Verdict(Enum):
    """`GONE`: used up, expired, or another session's; a new picture is needed."""

    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"


@dataclass(frozen=True)
class Handout:
    """What the browser gets: a random name and the pixels."""

    name: str
    puzzle: Puzzle


@dataclass(frozen=True)
class Answer:
    """`ticket` is set when right; `tries_left` when wrong."""

    verdict: Verdict
    tries_left: int = 0
    ticket: str = ""


def hand_out(session_key: str, purpose: str, *, seed: int | None = None) -> Handout:
    """A new puzzle for this session and purpose; it is good for PUZZLE_SECONDS."""
    puzzle = make(secrets.randbits(128) if seed is None else seed)
    name = secrets.token_urlsafe(18)
    cache.set(_puzzle_key(name), (session_key, purpose, puzzle.offset), PUZZLE_SECONDS)
    return Handout(name, puzzle)


def check(name: str, session_key: str, purpose: str, x: int) -> Answer:
    """One of three tries at a picture; a right one uses it up and gives a ticket."""
    kept = cache.get(_puzzle_key(name))
    if kept is None or tuple(kept[:2]) != (session_key, purpose):
        return Answer(Verdict.GONE)
    tries_left = _use_try(name)
    if tries_left is None:
        return Answer(Verdict.GONE)
    if abs(kept[2] - x) > TOLERANCE:
        return _wrong(name, tries_left)
    if not cache.delete(_puzzle_key(name)):
        return Answer(Verdict.GONE)
    return Answer(Verdict.RIGHT, ticket=_issue(session_key, purpose))


def redeem(ticket: str, session_key: str, purpose: str) -> bool:
    """Whether the ticket is this session's, for this purpose, and was not used; uses it up."""
    key = _ticket_key(ticket)
    if not ticket or cache.get(key) != [session_key, purpose]:
        return False
    return bool(cache.delete(key))


def _use_try(name: str) -> int | None:
    """Tries left after this one; None when none was left."""
    for number in range(TRIES):
        if cache.add(f"{_puzzle_key(name)}:{number}", 1, PUZZLE_SECONDS):
            return TRIES - 1 - number
    return None


def _wrong(name: str, tries_left: int) -> Answer:
    if not tries_left:
        cache.delete(_puzzle_key(name))
    return Answer(Verdict.WRONG, tries_left)


def _issue(session_key: str, purpose: str) -> str:
    ticket = secrets.token_urlsafe(24)
    cache.set(_ticket_key(ticket), [session_key, purpose], TICKET_SECONDS)
    return ticket


def _puzzle_key(name: str) -> str:
    return f"slider:puzzle:{name}"


def _ticket_key(ticket: str) -> str:
    return f"slider:ticket:{ticket}"
