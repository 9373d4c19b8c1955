"""How often simple programs win against the pictures; the limits are set by this.

The figures are printed (`pytest -s`) and stand in docs/decisions.
"""

import pytest

from accounts.slider.limits import PER_ADDRESS, PER_SESSION
from accounts.slider.picture import make
from accounts.slider.store import TOLERANCE, TRIES
from tests.accounts.slider import attackers

PICTURES = 300
# What the design allows: more than this of the naive edge-finder's is a regression.
NAIVE_AT_MOST = 0.42
# A program without any tickets to sell must not get more sign-in tries an hour than this.
SOLVED_AN_HOUR_AT_MOST = 120


@pytest.fixture(scope="module")
def puzzles():
    return [make(seed) for seed in range(PICTURES)]


def winning_try(puzzle, score):
    """0 for the first guess, 1 for the second …; TRIES when none of them wins."""
    places = attackers.guesses(puzzle, score, TRIES)
    hits = [abs(place - puzzle.offset) <= TOLERANCE for place in places]
    return hits.index(True) if any(hits) else TRIES


@pytest.fixture(scope="module")
def rates(puzzles):
    print(f"\n{PICTURES} pictures, share won with 1 try | {TRIES} tries:")
    found = {}
    for name, score in attackers.ALL.items():
        wins = [winning_try(puzzle, score) for puzzle in puzzles]
        first, found[name] = (sum(win < n for win in wins) / PICTURES for n in (1, TRIES))
        print(f"  {name:9} {first:6.1%} | {found[name]:6.1%}")
    return found


def test_the_naive_edge_finder_loses_most_pictures(rates):
    assert max(rates["columns"], rates["jumps"]) <= NAIVE_AT_MOST


def test_looking_for_the_pieces_own_pixels_hardly_helps(rates):
    assert rates["template"] <= 0.25


def test_the_attackers_are_no_straw_men(rates):
    """Each does better than guessing, or the figures would mean nothing."""
    blind = TRIES * (2 * TOLERANCE + 1) / 250
    assert max(rates["columns"], rates["jumps"]) > blind * 1.5
    assert rates["outline"] > 0.5


def test_the_hourly_limit_holds_even_the_best_of_them(rates):
    """Pictures for an address × the best rate = sign-in tries a machine gets from it an hour."""
    assert PER_ADDRESS.count * max(rates.values()) <= SOLVED_AN_HOUR_AT_MOST
    assert PER_SESSION.count < PER_ADDRESS.count
    assert PER_ADDRESS.seconds == PER_SESSION.seconds == 3600
