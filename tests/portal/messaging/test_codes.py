"""SMS codes: right once, within five minutes and five tries."""

import pytest
from django.test import RequestFactory

from portal.messaging.codes import CodeOutcome
from portal.messaging.enums import CodePurpose
from portal.messaging.models import Message, SmsCode
from portal.messaging.services import check_code, send_code

pytestmark = pytest.mark.django_db

MOBILE = "13900000001"


def ask(mobile=MOBILE, purpose="sign_up", address="203.0.113.7", **options):
    request = RequestFactory(REMOTE_ADDR=address).get("/")
    return send_code(mobile, purpose, request=request, **options)


def sent_digits():
    return Message.objects.latest("created_at").params["code"]


def wrong(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_the_right_code_is_right_once():
    assert ask().ok
    digits = sent_digits()
    assert check_code(MOBILE, "sign_up", digits).ok
    again = check_code(MOBILE, "sign_up", digits)
    assert again.outcome is CodeOutcome.USED
    assert "已经用过" in again.message


def test_six_digits_and_only_a_hash_is_kept():
    ask()
    digits = sent_digits()
    assert len(digits) == 6
    assert digits.isdigit()
    assert digits not in SmsCode.objects.get().code_hash
    assert len(SmsCode.objects.get().code_hash) == 64


def test_spaces_around_a_typed_code_do_not_matter():
    ask()
    assert check_code(MOBILE, "sign_up", f" {sent_digits()} ").ok


def test_a_code_is_good_for_its_purpose_and_number_only():
    ask(purpose="sign_up")
    digits = sent_digits()
    assert check_code(MOBILE, "sign_in", digits).outcome is CodeOutcome.NOT_ASKED
    assert check_code("13900000002", "sign_up", digits).outcome is CodeOutcome.NOT_ASKED
    assert check_code(MOBILE, "sign_up", digits).ok


def test_an_unknown_purpose_is_a_programming_error():
    with pytest.raises(ValueError):
        ask(purpose="gossip")


@pytest.mark.parametrize(("seconds", "ok"), [(299, True), (300, False)])
def test_a_code_lives_five_minutes(clock, seconds, ok):
    ask()
    digits = sent_digits()
    clock.advance(seconds=seconds)
    result = check_code(MOBILE, "sign_up", digits)
    assert result.ok is ok
    assert result.outcome is (CodeOutcome.RIGHT if ok else CodeOutcome.EXPIRED)
    assert ("5 分钟" in result.message) is not ok


def test_the_fifth_try_may_still_be_right():
    ask()
    digits = sent_digits()
    left = [check_code(MOBILE, "sign_up", wrong(digits)).tries_left for _ in range(4)]
    assert left == [4, 3, 2, 1]
    assert check_code(MOBILE, "sign_up", digits).ok


def test_after_five_wrong_tries_even_the_right_code_is_void():
    ask()
    digits = sent_digits()
    outcomes = [check_code(MOBILE, "sign_up", wrong(digits)).outcome for _ in range(5)]
    assert outcomes == [CodeOutcome.WRONG] * 4 + [CodeOutcome.TOO_MANY]
    assert check_code(MOBILE, "sign_up", digits).outcome is CodeOutcome.TOO_MANY


def test_only_the_latest_code_counts(clock):
    ask()
    first = sent_digits()
    clock.advance(seconds=60)
    ask()
    second = sent_digits()
    if first != second:
        assert check_code(MOBILE, "sign_up", first).outcome is CodeOutcome.WRONG
    assert check_code(MOBILE, "sign_up", second).ok


def test_an_unknown_number_looks_the_same_and_no_code_fits():
    known, unknown = ask(), ask(mobile="13900000002", deliver=False)
    assert known.ok
    assert unknown.ok
    assert known.message_id
    assert unknown.message_id
    decoy = Message.objects.get(pk=unknown.message_id)
    assert decoy.params == {}
    result = check_code("13900000002", "sign_up", "")
    assert (result.outcome, result.tries_left) == (CodeOutcome.WRONG, 4)


def test_the_sms_names_what_the_code_is_for():
    ask(purpose="unlock")
    assert Message.objects.get().params["purpose"] == CodePurpose.UNLOCK.label
