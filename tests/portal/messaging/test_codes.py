"""SMS codes: right once, within five minutes and five tries."""

import base64
from datetime import timedelta

import pytest
from django.test import RequestFactory

from portal.messaging.codes import CodeOutcome
from portal.messaging.enums import CodePurpose
from portal.messaging.models import Message, SmsCode
from portal.messaging.retention import delete_old_codes
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


@pytest.mark.parametrize(("seconds", "ok"), [(59, False), (60, True)])
def test_a_new_code_after_sixty_seconds(clock, seconds, ok):
    first = ask()
    assert first.resend_at == clock.advance(seconds=seconds) + timedelta(seconds=60 - seconds)
    again = ask()
    assert again.ok is ok
    if not ok:
        assert "1 秒后" in again.problem
        assert again.message_id is None


def ask_in_turn(clock, count, **options):
    """A minute apart; the answers."""
    answers = []
    for number in range(count):
        clock.advance(seconds=60)
        chosen = {name: value(number) for name, value in options.items()}
        answers.append(ask(**chosen))
    return answers


def test_five_an_hour_for_one_number(clock):
    answers = ask_in_turn(clock, 6)
    assert [answer.ok for answer in answers] == [True] * 5 + [False]
    assert "55 分钟后" in answers[5].problem
    clock.move_to(answers[5].retry_at)
    assert ask().ok


def test_ten_a_day_for_one_number(clock):
    start = clock.now
    for hour in range(10):
        clock.move_to(start + timedelta(hours=hour))
        assert ask(address=f"198.51.100.{hour % 2}").ok
    clock.move_to(start + timedelta(hours=11))
    refused = ask()
    assert "13 小时后" in refused.problem
    clock.move_to(start + timedelta(days=1))
    assert ask().ok


def test_one_address_cannot_use_up_the_day_of_another_persons_number(clock):
    start = clock.now
    answers = []
    for hour in range(7):
        clock.move_to(start + timedelta(hours=hour))
        answers.append(ask().ok)
    assert answers == [True] * 6 + [False]
    assert ask(address="198.51.100.1").ok


def test_the_limits_of_a_number_hold_for_every_purpose(clock):
    ask(purpose="sign_in")
    assert not ask(purpose="recover").ok


def test_unknown_numbers_have_the_same_limits(clock):
    ask(deliver=False)
    assert ask(deliver=False).problem == ask().problem != ""


def test_one_address_for_many_numbers(clock, settings):
    settings.SMS_CODES_PER_ADDRESS_HOUR = 3
    answers = [ask(mobile=f"1390000010{n}") for n in range(4)]
    assert [answer.ok for answer in answers] == [True, True, True, False]
    assert "所在的网络" in answers[3].problem
    assert ask(mobile="13900000200", address="198.51.100.1").ok


def test_ipv6_neighbours_count_as_one_address(clock, settings):
    settings.SMS_CODES_PER_ADDRESS_HOUR = 1
    assert ask(mobile="13900000101", address="2001:db8:0:1::5").ok
    assert not ask(mobile="13900000102", address="2001:db8:0:1::9").ok
    assert ask(mobile="13900000103", address="2001:db8:0:2::5").ok


def test_everybody_together(clock, settings):
    settings.SMS_CODES_PER_MINUTE = 2
    answers = [ask(mobile=f"1390000010{n}", address=f"198.51.100.{n}") for n in range(3)]
    assert [answer.ok for answer in answers] == [True, True, False]
    assert "人很多" in answers[2].problem


def test_a_refused_request_uses_up_nothing(clock, settings):
    settings.SMS_CODES_PER_MINUTE = 1
    ask(mobile="13900000101")
    assert not ask().ok
    clock.advance(seconds=60)
    assert ask().ok


def test_old_codes_and_their_messages_go_after_a_week(clock):
    ask()
    clock.advance(days=7)
    assert delete_old_codes() == 0
    clock.advance(seconds=1)
    assert delete_old_codes() == 1
    assert not SmsCode.objects.exists()
    assert not Message.objects.exists()


def test_a_code_is_found_while_keys_rotate(settings):
    ask()
    digits = sent_digits()
    settings.FIELD_KEYS = f"k2:{base64.b64encode(bytes(32)).decode()},{settings.FIELD_KEYS}"
    assert check_code(MOBILE, "sign_up", digits).ok
