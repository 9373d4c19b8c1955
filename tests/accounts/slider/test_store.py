"""Three tries a picture, one use a ticket, each bound to its session and purpose."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from accounts.slider import store
from accounts.slider.store import TOLERANCE, TRIES, Verdict, check, hand_out, redeem

pytestmark = pytest.mark.django_db

ME, PURPOSE = "session-a", "sign-in"


@pytest.fixture
def handout():
    return hand_out(ME, PURPOSE, seed=5)


def solve(handout, by=0, session=ME, purpose=PURPOSE):
    return check(handout.name, session, purpose, handout.puzzle.offset + by)


@pytest.mark.parametrize("by", [0, TOLERANCE, -TOLERANCE])
def test_a_place_within_the_tolerance_is_right(handout, by):
    answer = solve(handout, by)
    assert answer.verdict is Verdict.RIGHT
    assert answer.ticket


@pytest.mark.parametrize("by", [TOLERANCE + 1, -TOLERANCE - 1])
def test_one_pixel_further_is_wrong(handout, by):
    answer = solve(handout, by)
    assert (answer.verdict, answer.tries_left, answer.ticket) == (Verdict.WRONG, 2, "")


def test_the_third_try_still_counts_and_the_fourth_does_not(handout):
    assert [solve(handout, 50).tries_left for _ in range(2)] == [2, 1]
    assert solve(handout).verdict is Verdict.RIGHT


def test_after_three_wrong_tries_even_the_right_place_is_gone(handout):
    assert [solve(handout, 50).tries_left for _ in range(TRIES)] == [2, 1, 0]
    assert solve(handout).verdict is Verdict.GONE


def test_a_solved_picture_is_used_up(handout):
    assert solve(handout).verdict is Verdict.RIGHT
    assert solve(handout).verdict is Verdict.GONE


@pytest.mark.parametrize(("session", "purpose"), [("session-b", PURPOSE), (ME, "recover")])
def test_another_session_or_purpose_has_no_such_picture_and_spends_no_try(
    handout, session, purpose
):
    assert solve(handout, session=session, purpose=purpose).verdict is Verdict.GONE
    assert solve(handout, 50).tries_left == 2


def test_an_unknown_picture_is_gone():
    assert check("made-up", ME, PURPOSE, 100).verdict is Verdict.GONE


def test_a_ticket_is_good_once(handout):
    ticket = solve(handout).ticket
    assert redeem(ticket, ME, PURPOSE)
    assert not redeem(ticket, ME, PURPOSE)


@pytest.mark.parametrize(("session", "purpose"), [("session-b", PURPOSE), (ME, "recover")])
def test_a_ticket_is_nobody_elses_and_survives_their_try(handout, session, purpose):
    ticket = solve(handout).ticket
    assert not redeem(ticket, session, purpose)
    assert redeem(ticket, ME, PURPOSE)


@pytest.mark.parametrize("ticket", ["", "made-up"])
def test_a_made_up_ticket_is_worth_nothing(ticket):
    assert not redeem(ticket, ME, PURPOSE)


def test_an_expired_picture_is_gone(handout):
    cache.touch(f"slider:puzzle:{handout.name}", 0)
    assert solve(handout).verdict is Verdict.GONE


def test_pictures_and_tickets_have_an_end():
    assert (store.PUZZLE_SECONDS, store.TICKET_SECONDS) == (120, 300)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_three_tries_count_and_one_wins():
    """Ten right answers at the same time give one ticket."""
    handout = hand_out(ME, PURPOSE, seed=5)

    def one(_):
        try:
            return solve(handout).ticket
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        tickets = [ticket for ticket in pool.map(one, range(10)) if ticket]
    assert len(tickets) == 1
