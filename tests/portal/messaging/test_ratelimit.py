"""Limits: exact, per subject, and true when many come at once."""

from datetime import timedelta

import pytest

from portal.messaging.models import Allowance
from portal.messaging.ratelimit import Limit, delete_ended, left, take
from tests.portal.messaging.together import at_once

THREE = Limit("three", 3, 60)
ONE = Limit("one", 1, 60)


@pytest.mark.django_db
def test_as_often_as_allowed_and_not_once_more(clock):
    assert [take((THREE, "a")) for _ in range(3)] == [None] * 3
    refusal = take((THREE, "a"))
    assert refusal.limit == THREE
    assert refusal.until == clock.now + timedelta(seconds=60)


@pytest.mark.django_db
def test_each_subject_and_each_limit_counts_for_itself(clock):
    for _ in range(3):
        take((THREE, "a"))
    assert take((THREE, "b")) is None
    assert take((ONE, "a")) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "refused"), [(59, True), (60, False)])
def test_the_window_begins_with_the_first_use(clock, seconds, refused):
    clock.advance(seconds=17)
    take((ONE, "a"))
    clock.advance(seconds=seconds)
    assert (take((ONE, "a")) is not None) is refused


@pytest.mark.django_db
def test_a_new_window_counts_from_one_again(clock):
    for _ in range(3):
        take((THREE, "a"))
    clock.advance(seconds=60)
    assert [take((THREE, "a")) is None for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_all_or_none(clock):
    take((ONE, "a"))
    assert take((THREE, "b"), (ONE, "a")).limit == ONE
    assert left(THREE, "b") == 3


@pytest.mark.django_db
def test_uses_left(clock):
    assert left(THREE, "a") == 3
    take((THREE, "a"))
    assert left(THREE, "a") == 2
    clock.advance(seconds=60)
    assert left(THREE, "a") == 3


@pytest.mark.django_db
def test_subjects_are_not_stored_in_clear(clock):
    take((ONE, "13900000001"))
    assert "13900000001" not in Allowance.objects.get().key


@pytest.mark.django_db
def test_ended_windows_go_after_a_day(clock):
    take((ONE, "a"))
    clock.advance(days=1, seconds=60)
    assert delete_ended() == 0
    clock.advance(seconds=1)
    assert delete_ended() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_exactly_what_is_allowed():
    results = at_once(12, lambda number: take((THREE, "a")))
    assert results.count(None) == 3


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_with_several_limits_do_not_block_one_another():
    everybody = Limit("everybody", 6, 60)
    results = at_once(12, lambda number: take((THREE, f"n{number % 4}"), (everybody, "*")))
    assert results.count(None) == 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_code_tried_by_many_at_once_is_right_once(rf):
    from portal.messaging.models import Message
    from portal.messaging.services import check_code, send_code

    send_code("13900000001", "sign_in", request=rf.get("/"))
    digits = Message.objects.get().params["code"]
    results = at_once(8, lambda number: check_code("13900000001", "sign_in", digits))
    assert sum(result.ok for result in results) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_guesses_at_once_are_no_more_than_five(rf):
    from portal.messaging.models import Message, SmsCode
    from portal.messaging.services import check_code, send_code

    send_code("13900000001", "sign_in", request=rf.get("/"))
    digits = Message.objects.get().params["code"]
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    at_once(10, lambda number: check_code("13900000001", "sign_in", wrong))
    assert SmsCode.objects.get().tries == 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_number_asked_for_twice_at_once_gets_one_code(rf):
    from portal.messaging.models import SmsCode
    from portal.messaging.services import send_code

    asked = at_once(6, lambda _: send_code("13900000001", "sign_in", request=rf.get("/")))
    assert sum(request.ok for request in asked) == 1
    assert SmsCode.objects.count() == 1
