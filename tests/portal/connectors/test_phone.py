"""The demo phone: what the simulators received, on a page."""

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from portal.connectors.sms import client as gateway

pytestmark = pytest.mark.django_db

MOBILE = "13900000001"
PARAMS = {"code": "246810", "purpose": "注册", "minutes": "5"}


def send(nonce, mobile=MOBILE, **params):
    gateway.send(mobile, "code", {**PARAMS, **params}, out_id=nonce, nonce=nonce)


def page(client, **query):
    return client.get(reverse("connectors:phone"), query)


def test_nothing_yet(client, simulators):
    assert "还没有收到短信或邮件" in page(client).content.decode()


def test_sms_and_mails_the_newest_first(client, clock, simulators):
    send("1")
    clock.advance(seconds=1)
    EmailMessage("注册审核", "已通过\n\n.\n..", to=["teacher@example.cn"]).send()
    clock.advance(seconds=1)
    send("2", code="135791")
    shown = page(client).content.decode()
    places = [shown.index(text) for text in ("135791", "注册审核", "246810")]
    assert places == sorted(places)
    assert "teacher@example.cn" in shown
    assert "<br>.<br>.." in shown


def test_only_one_number(client, clock, simulators):
    send("1")
    send("2", mobile="13900000002", code="999999")
    shown = page(client, mobile=MOBILE).content.decode()
    assert "246810" in shown
    assert "999999" not in shown


def test_htmx_gets_the_list_alone_and_asks_again(client, simulators):
    answer = client.get(reverse("connectors:phone"), headers={"HX-Request": "true"})
    shown = answer.content.decode()
    assert "<html" not in shown
    assert 'hx-trigger="every 4s"' in shown


def test_it_says_so_when_the_simulator_is_down(client, nobody_answers):
    answer = page(client)
    assert answer.status_code == 200
    assert "模拟器没有回应" in answer.content.decode()


def test_there_is_no_such_page_outside_a_demo(client, simulators, settings):
    settings.DEMO = False
    assert page(client).status_code == 404


def test_what_an_sms_holds_is_text_and_never_markup(client, clock, simulators):
    send("1", purpose="<script>alert(1)</script>")
    shown = page(client).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
