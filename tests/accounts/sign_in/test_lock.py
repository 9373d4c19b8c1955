"""Three wrong passwords in a row lock for fifteen minutes; an SMS code unlocks at once (A7)."""

import pytest
from django.urls import reverse

from accounts.services import lock
from accounts.views.sign_in.password import WRONG_PER_NETWORK
from portal.audit.models import Entry
from portal.messaging.ratelimit import take
from tests.accounts.outbox import last_code
from tests.accounts.sign_in.test_password import sign_in, signed_in, text
from tests.factories.accounts import UserFactory, staff_user
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db

CODE = reverse("accounts:sign-in-code")


@pytest.fixture
def teacher():
    return UserFactory()


def fail(client, who, times):
    return [text(sign_in(client, who, "wrong")) for _ in range(times)][-1]


def test_the_page_counts_down_and_warns_before_the_last_try(client, teacher, clock):
    assert "还可以再试 2 次" in fail(client, teacher.mobile, 1)
    assert "再输错 1 次将锁定 15 分钟" in fail(client, teacher.mobile, 1)
    page = fail(client, teacher.mobile, 1)
    assert "账号已锁定，10:15 自动解除" in page
    assert "用短信验证码登录，锁定立即解除" in page


def test_the_third_try_still_counts_when_it_is_right(client, teacher):
    fail(client, teacher.mobile, 2)
    sign_in(client, teacher.mobile)
    assert signed_in(client)


def test_after_the_third_wrong_one_the_right_one_is_refused(client, teacher):
    fail(client, teacher.mobile, 3)
    assert "已锁定" in text(sign_in(client, teacher.mobile))
    assert not signed_in(client)


def test_the_lock_is_the_accounts_whichever_identifier_is_typed(client, teacher):
    fail(client, teacher.mobile, 2)
    fail(client, teacher.person.id_number, 1)
    assert "已锁定" in text(sign_in(client, teacher.mobile))


def test_and_whichever_browser_asks(client, teacher):
    from django.test import Client

    for number in range(3):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), teacher.mobile, "wrong")
    assert "已锁定" in text(sign_in(client, teacher.mobile))


def test_it_ends_by_itself_after_fifteen_minutes(client, teacher, clock):
    fail(client, teacher.mobile, 3)
    clock.advance(minutes=14, seconds=59)
    assert "已锁定" in text(sign_in(client, teacher.mobile))
    clock.advance(seconds=2)
    sign_in(client, teacher.mobile)
    assert signed_in(client)


def test_a_try_during_the_lock_does_not_prolong_it(client, teacher, clock):
    fail(client, teacher.mobile, 3)
    clock.advance(minutes=14)
    assert "10:15 自动解除" in fail(client, teacher.mobile, 2)
    clock.advance(minutes=1, seconds=1)
    sign_in(client, teacher.mobile)
    assert signed_in(client)


def test_failures_from_several_addresses_do_not_shorten_it(client, teacher, clock):
    """The whole lock is fifteen minutes from the third try, not from the first."""
    fail(client, teacher.mobile, 2)
    clock.advance(minutes=10)
    fail(client, teacher.mobile, 1)
    clock.advance(minutes=6)
    assert "已锁定" in text(sign_in(client, teacher.mobile))


def test_a_right_password_in_between_begins_anew(client, teacher):
    fail(client, teacher.mobile, 2)
    sign_in(client, teacher.mobile)
    client.post(reverse("accounts:sign-out"))
    assert "还可以再试 2 次" in fail(client, teacher.mobile, 1)


def test_an_unknown_number_is_told_the_same(client, teacher, clock):
    known = [fail(client, teacher.mobile, 1) for _ in range(4)]
    unknown = [fail(client, "13900009999", 1) for _ in range(4)]
    for a, b in zip(known, unknown, strict=True):
        assert a.count("还可以再试") == b.count("还可以再试")
        assert a.count("再输错 1 次") == b.count("再输错 1 次")
        assert a.count("10:15 自动解除") == b.count("10:15 自动解除")


SPELLINGS = [
    ("13800138000", "138 0013-8000", "+8613800138000"),
    ("110101199001011237", "110101 19900101 1237", "１１０１０１199001011237"),
    ("H12345678", "h1234567801", "H 12345678"),
    ("nobody.here", "Nobody.Here", " nobody.here "),
]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_an_unknown_number_is_one_however_it_is_typed(client, spellings, clock):
    """As a known one: else the count of tries would tell which numbers are known."""
    *_, last = [fail(client, typed, 1) for typed in spellings]
    assert "账号已锁定" in last


def test_a_known_name_is_one_however_it_is_typed(client, clock):
    user = UserFactory(username="wang.laoshi")
    *_, last = [fail(client, typed, 1) for typed in (user.username, "WANG.laoshi", "Wang.Laoshi")]
    assert "账号已锁定" in last


def test_the_lock_is_on_record_once(client, teacher):
    fail(client, teacher.mobile, 5)
    assert Entry.objects.filter(action="accounts.locked").count() == 1
    assert Entry.objects.filter(action="accounts.wrong_password").count() == 2


def test_an_sms_code_unlocks_at_once_and_signs_in(client, teacher):
    fail(client, teacher.mobile, 3)
    client.post(CODE, {"mobile": teacher.mobile, "action": "send"})
    client.post(CODE, {"mobile": teacher.mobile, "code": last_code(teacher.mobile)})
    assert signed_in(client)
    assert not lock.state_of(str(teacher.pk)).locked
    assert Entry.objects.filter(action="accounts.unlocked").count() == 1


def test_staff_are_unlocked_but_still_need_their_password(client):
    user = staff_user(SchoolFactory())
    fail(client, user.mobile, 3)
    client.post(CODE, {"mobile": user.mobile, "action": "send"})
    client.post(CODE, {"mobile": user.mobile, "code": last_code(user.mobile)})
    assert not signed_in(client)
    sign_in(client, user.mobile)
    assert signed_in(client), "the code just given was the second factor"


def test_many_wrong_passwords_from_one_network_leave_the_sms_way(client, teacher, clock):
    for _ in range(WRONG_PER_NETWORK.count):
        assert take((WRONG_PER_NETWORK, "127.0.0.1")) is None
    response = sign_in(client, teacher.mobile)
    assert response.status_code == 429
    assert "请用短信验证码登录" in text(response)
    clock.advance(hours=1)
    sign_in(client, teacher.mobile)
    assert signed_in(client)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_get_three_tries_and_not_more(rf):
    """Twenty different passwords at once: three are looked at."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from accounts.services.sign_in import Result, check_password

    user = UserFactory()

    def guess(number):
        try:
            request = rf.post("/sign-in/")
            return check_password(user.mobile, f"wrong{number}", request=request).lock.tries_left
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        left = list(pool.map(guess, range(20)))
    assert sorted(left, reverse=True)[:3] == [2, 1, 0]
    assert check_password(user.mobile, "wrong", request=rf.post("/")).result is Result.LOCKED
