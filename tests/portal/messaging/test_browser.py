"""Inbox and demo phone in a browser: live, narrow, accessible."""

import pytest
from django.urls import reverse

from portal.connectors.sms import client as gateway
from portal.messaging.services import notify
from tests.factories.accounts import UserFactory
from tests.infrastructure.simulators import point_to

pytestmark = pytest.mark.django_db(transaction=True)

PARAMS = {"code": "246810", "purpose": "注册", "minutes": "5"}


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def reader(phone_page, sign_in):
    user = UserFactory()
    for what in ("注册审核", "教师资格定期注册网上申报" * 3, "a" * 60):
        notify(user, "test.news", {"what": what}, subject="a.b:1", channels=["portal"], link="/")
    sign_in(phone_page, user)
    phone_page.goto(reverse("messaging:inbox"))
    return phone_page


def test_the_inbox_on_a_phone(reader, axe):
    assert reader.get_by_text("3 条未读").is_visible()
    assert fits(reader)
    axe(reader)


def test_reading_all_on_a_phone(reader, axe):
    reader.get_by_role("button", name="全部标为已读").click()
    reader.get_by_text("3 条消息已标为已读").wait_for()
    assert not reader.get_by_text("条未读").is_visible()
    axe(reader)


def test_an_empty_inbox(page, sign_in, axe):
    sign_in(page, UserFactory())
    page.goto(reverse("messaging:inbox"))
    page.get_by_text("还没有消息").wait_for()
    axe(page)


def test_an_sms_appears_on_the_demo_phone_by_itself(phone_page, simulators, axe):
    phone_page.goto(reverse("connectors:phone"))
    phone_page.get_by_text("还没有收到短信或邮件").wait_for()
    axe(phone_page)
    gateway.send("13900000001", "code", PARAMS, out_id="1", nonce="1")
    phone_page.get_by_text("246810").wait_for()
    assert fits(phone_page)
    axe(phone_page)


def test_the_demo_phone_without_scripts(no_js_page, simulators):
    gateway.send("13900000001", "code", PARAMS, out_id="1", nonce="1")
    gateway.send("13900000002", "code", {**PARAMS, "code": "1357"}, out_id="2", nonce="2")
    no_js_page.goto(reverse("connectors:phone"))
    no_js_page.get_by_label("只看这个手机号码").fill("13900000001")
    no_js_page.get_by_role("button", name="筛选").click()
    no_js_page.get_by_text("246810").wait_for()
    assert not no_js_page.get_by_text("1357").is_visible()


def test_the_demo_phone_says_that_the_simulator_is_down(page, simulators, settings, axe):
    up = simulators.url, simulators.smtp_port
    point_to(settings, "http://127.0.0.1:9", 9)
    page.goto(reverse("connectors:phone"))
    page.get_by_text("模拟器没有回应").wait_for()
    axe(page)
    point_to(settings, *up)
    page.get_by_text("还没有收到短信或邮件").wait_for()
