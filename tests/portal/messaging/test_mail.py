"""Mail over real SMTP to the simulator."""

import httpx
import pytest

from portal.messaging import delivery
from portal.messaging.enums import MessageState
from portal.messaging.services import Contact, notify

pytestmark = pytest.mark.django_db


def news(address="teacher@example.cn", **options):
    [message] = notify(
        Contact(email=address), "test.news", {"what": "审核"}, subject="a.b:1", **options
    )
    return message


def tried(message):
    delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


def mails(simulators):
    return httpx.get(f"{simulators.url}/mails").json()["mails"]


def test_a_mail_with_subject_text_and_the_way_back(clock, simulators, settings):
    settings.PORTAL_URL = "https://portal.example.cn"
    message = tried(news(link="/progress/"))
    assert (message.state, message.sent_at) == (MessageState.SENT, clock.now)
    [mail] = mails(simulators)
    assert (mail["to"], mail["title"]) == ("teacher@example.cn", "关于审核的通知")
    assert "您好！\n审核有了进展。" in mail["content"].replace("\r\n", "\n")
    assert "https://portal.example.cn/progress/" in mail["content"]
    assert str(message.pk) in mail["message_id"]


def test_markup_in_a_name_stays_text(clock, simulators):
    [message] = notify(
        Contact(email="a@example.cn"), "test.news", {"what": "<b>&"}, subject="a.b:1"
    )
    tried(message)
    assert "<b>&有了进展" in mails(simulators)[0]["content"]


def test_a_refused_address_fails(clock, simulators):
    message = tried(news("nobody@refused.invalid"))
    assert (message.state, message.reason) == (
        MessageState.FAILED,
        "邮箱地址被拒收，请核对邮箱",
    )


def test_a_mail_server_that_is_down_is_tried_again(clock, nobody_answers):
    message = tried(news())
    assert message.state == MessageState.QUEUED
    assert "系统会自动重发" in message.reason


def test_a_line_break_cannot_smuggle_in_a_header(clock, simulators):
    [message] = notify(
        Contact(email="a@example.cn"), "test.news", {"what": "x\nBcc: b@example.cn"}, subject="a:1"
    )
    assert tried(message).state == MessageState.FAILED
    assert mails(simulators) == []


@pytest.mark.parametrize(
    ("reply", "state"), [("451 later", MessageState.QUEUED), ("554 never", MessageState.FAILED)]
)
def test_a_mail_server_that_says_later_or_never(clock, simulators, reply, state):
    simulators.refuse_mail_with(reply)
    message = tried(news())
    assert message.state == state
    assert message.reason
