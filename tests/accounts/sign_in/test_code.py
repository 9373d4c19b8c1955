"""Signing in with an SMS code."""

import pytest
from django.urls import reverse

from portal.messaging.models import Message
from tests.accounts.outbox import last_code
from tests.accounts.sign_in.test_password import signed_in, text
from tests.factories.accounts import SignUpFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("accounts:sign-in-code")


def ask(client, mobile):
    return client.post(URL, {"mobile": mobile, "action": "send"})


def answer(client, mobile, code, **more):
    return client.post(URL, {"mobile": mobile, "code": code, **more})


def test_a_code_signs_in_without_a_puzzle(client):
    user = UserFactory()
    assert "验证码已发往" in text(ask(client, user.mobile))
    response = answer(client, user.mobile, last_code(user.mobile), next="/me/")
    assert signed_in(client) == str(user.pk)
    assert response.url == "/me/"


def test_a_code_is_good_once(client):
    user = UserFactory()
    ask(client, user.mobile)
    code = last_code(user.mobile)
    answer(client, user.mobile, code)
    client.post(reverse("accounts:sign-out"))
    assert "已经用过" in text(answer(client, user.mobile, code))


def test_a_wrong_and_an_expired_code(client, clock):
    user = UserFactory()
    ask(client, user.mobile)
    code = last_code(user.mobile)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    assert "还可以再试 4 次" in text(answer(client, user.mobile, wrong))
    clock.advance(minutes=5)
    assert "已过期" in text(answer(client, user.mobile, code))
    assert not signed_in(client)


def test_an_unknown_number_sees_the_same_page_and_gets_nothing(client):
    user = UserFactory()
    known = text(ask(client, user.mobile)).replace(user.mobile, "N")
    unknown = text(ask(client, "13900009999")).replace("13900009999", "N")
    assert known.count("验证码已发往") == unknown.count("验证码已发往") == 1
    assert Message.objects.filter(decoy=True).count() == 1
    assert not last_code("13900009999")


def test_too_soon_again(client):
    user = UserFactory()
    ask(client, user.mobile)
    assert "后可以重新获取" in text(ask(client, user.mobile))


def test_a_sign_up_that_is_not_approved_leads_to_where_it_stands(client):
    sign_up = SignUpFactory()
    ask(client, sign_up.mobile)
    answer(client, sign_up.mobile, last_code(sign_up.mobile))
    assert not signed_in(client)
    assert client.session["sign_up"] == str(sign_up.token)


def test_a_closed_account_stays_out(client):
    user = UserFactory(is_active=False)
    ask(client, user.mobile)
    assert "已停用" in text(answer(client, user.mobile, last_code(user.mobile)))
    assert not signed_in(client)


@pytest.mark.parametrize(("mobile", "said"), [("", "请填写手机号"), ("123", "11位"), ("x", "数字")])
def test_a_wrong_number_is_said_at_its_field_and_stays(client, mobile, said):
    page = text(ask(client, mobile))
    assert said in page
    assert f'value="{mobile}"' in page or not mobile


def test_nothing_is_sent_by_get(client):
    assert client.get(URL).status_code == 200
    assert not Message.objects.exists()
