"""From the outbox to the gateway: tried again while it is down, never sent twice."""

import httpx
import pytest
from django.test import RequestFactory

from portal.messaging import delivery, queries
from portal.messaging.enums import MessageState
from portal.messaging.models import Message
from portal.messaging.progress import delivery_of
from portal.messaging.services import Contact, notify, send_code
from tests.infrastructure.simulators import point_to
from tests.portal.messaging.together import at_once

pytestmark = pytest.mark.django_db

MOBILE = "13900000001"


def ask(mobile=MOBILE, **options):
    asked = send_code(mobile, "sign_in", request=RequestFactory().get("/"), **options)
    return Message.objects.get(pk=asked.message_id)


def received(simulators, **query):
    return httpx.get(f"{simulators.url}/sms/messages", params=query).json()["messages"]


def tried(message):
    delivery.attempt(message.pk)
    message.refresh_from_db()
    return message


def asked(message):
    delivery.ask_receipt(message)
    message.refresh_from_db()
    return message


def shown(message):
    return delivery_of(message).text


def test_from_the_request_to_the_phone(clock, simulators, run_jobs):
    message = ask()
    digits = message.params["code"]
    assert shown(message) == "正在发送短信"
    run_jobs()
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert shown(message) == "短信已发送，正在等待运营商确认送达"
    assert digits in received(simulators)[0]["content"]
    clock.advance(seconds=5)
    asked(message)
    assert (message.state, message.delivered_at) == (MessageState.DELIVERED, clock.now)
    assert shown(message) == "运营商已送达"
    assert delivery_of(message).is_final


def test_a_sent_code_is_not_kept(clock, simulators):
    assert tried(ask()).params == {}


def test_a_sent_message_is_not_sent_again(clock, simulators):
    message = tried(ask())
    clock.advance(seconds=60)
    tried(message)
    assert len(received(simulators)) == 1


def test_while_the_gateway_is_down_a_message_waits_and_the_page_says_so(
    clock, nobody_answers, simulators, settings
):
    up, smtp = simulators.url, simulators.smtp_port
    point_to(settings, "http://127.0.0.1:9", 9)
    message = tried(ask())
    assert message.state == MessageState.QUEUED
    assert "系统会自动重发" in shown(message)
    assert not delivery_of(message).is_final
    assert queries.due(clock.now, 10) == []
    clock.advance(seconds=60)
    assert queries.due(clock.now, 10) == [message]
    point_to(settings, up, smtp)
    assert tried(message).state == MessageState.SENT
    assert message.reason == ""
    assert len(received(simulators)) == 1


def test_before_its_time_a_message_is_not_tried_again(clock, nobody_answers):
    message = tried(ask())
    clock.advance(seconds=59)
    assert tried(message).attempts == 1
    clock.advance(seconds=1)
    assert tried(message).attempts == 2


def test_a_lost_answer_never_means_a_second_sms(clock, simulators):
    message = tried(ask(mobile="13900000502"))
    assert message.state == MessageState.QUEUED
    clock.advance(seconds=60)
    tried(message)
    assert message.state == MessageState.DELIVERED
    assert len(received(simulators)) == 1


def test_a_slow_gateway_is_not_sent_to_twice(clock, simulators, settings):
    settings.READ_TIMEOUT, settings.CONNECT_ATTEMPTS = 0.2, 1
    message = tried(ask(mobile="13900000408"))
    assert message.state == MessageState.QUEUED
    assert "自动重发" in shown(message)
    clock.advance(seconds=60)
    assert tried(message).state == MessageState.DELIVERED
    assert len(received(simulators)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(simulators):
    message = ask()
    at_once(6, lambda number: delivery.attempt(message.pk))
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    assert len(received(simulators)) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_once_is_one_message(simulators):
    def news(number):
        return notify(
            Contact(mobile=MOBILE), "test.news", {"what": "x"}, subject="a.b:1", key="decision:1"
        )

    sent = at_once(6, news)
    assert len({message.pk for [message] in sent}) == 1
    assert Message.objects.count() == 1


def test_a_number_the_gateway_refuses_fails_at_once_and_says_why(clock, simulators):
    message = tried(ask(mobile="13900000000"))
    assert message.state == MessageState.FAILED
    assert shown(message) == "发送失败：手机号码无法接收短信，请核对号码"
    assert delivery_of(message).is_final


def test_a_phone_that_is_off(clock, simulators):
    message = tried(ask(mobile="13900000404"))
    clock.advance(seconds=5)
    asked(message)
    assert message.state == MessageState.FAILED
    assert "关机" in shown(message)


def test_an_expired_code_is_not_sent_any_more(clock, simulators):
    message = ask()
    clock.advance(minutes=5)
    tried(message)
    assert (message.state, message.reason) == (MessageState.FAILED, "验证码已过期，未再发送")
    assert received(simulators) == []


def test_after_the_last_try_a_message_fails(clock, nobody_answers):
    [message] = notify(Contact(mobile=MOBILE), "test.news", {"what": "x"}, subject="a.b:1")
    for _ in delivery.BACK_OFF:
        assert message.state == MessageState.QUEUED
        tried(message)
        clock.advance(hours=4)
    assert (message.state, message.attempts) == (MessageState.FAILED, 9)
    assert message.reason


def test_receipts_are_asked_for_ever_more_seldom_and_then_given_up(clock, simulators, settings):
    message = tried(ask())
    point_to(settings, "http://127.0.0.1:9", 9)
    clock.advance(seconds=5)
    assert queries.awaiting_receipt(clock.now, 10) == [message]
    asked(message)
    assert (message.due_at - clock.now).total_seconds() == 10
    clock.advance(seconds=100)
    asked(message)
    assert (message.due_at - clock.now).total_seconds() == 300
    clock.advance(hours=72)
    asked(message)
    assert message.state == MessageState.FAILED
    assert "72 小时" in message.reason


def test_a_receipt_not_yet_there_is_asked_for_again(clock, simulators):
    message = tried(ask())
    clock.advance(seconds=2)
    assert asked(message).state == MessageState.SENT
    clock.advance(seconds=1)
    assert asked(message).state == MessageState.DELIVERED


def test_an_sms_to_an_unknown_number_goes_the_same_way_and_nowhere(clock, simulators, run_jobs):
    known, unknown = ask(), ask(mobile="13900000002", deliver=False)
    for states in ([MessageState.SENT] * 2, [MessageState.DELIVERED] * 2):
        run_jobs()
        clock.advance(seconds=5)
        for message in (known, unknown):
            message.refresh_from_db()
        assert [known.state, unknown.state] == states
        assert shown(known) == shown(unknown)
        for message in (known, unknown):
            delivery.ask_receipt(message)
    assert [row["mobile"] for row in received(simulators)] == [MOBILE]


def test_an_unknown_number_waits_when_the_gateway_is_down(clock, nobody_answers):
    known, unknown = tried(ask()), tried(ask(mobile="13900000002", deliver=False))
    assert shown(known) == shown(unknown)
    assert "自动重发" in shown(unknown)


def test_the_sweep_wakes_what_is_due(clock, simulators, run_jobs):
    from portal.jobs.models import Job
    from portal.jobs.services import enqueue

    ask()
    Job.objects.all().delete()
    enqueue("messaging.wake_due", {})
    run_jobs()
    assert len(received(simulators)) == 1


def test_the_receipt_job_asks_for_all_that_are_due(clock, simulators, run_jobs):
    from portal.jobs.services import enqueue

    message = ask()
    run_jobs()
    clock.advance(seconds=5)
    enqueue("messaging.ask_receipts", {})
    assert run_jobs()[-1].result == {"asked": 1}
    message.refresh_from_db()
    assert message.state == MessageState.DELIVERED


def test_the_cleaning_job(clock, run_jobs):
    from portal.jobs.services import enqueue

    ask()
    clock.advance(days=8)
    enqueue("messaging.clean_up", {})
    Message.objects.update(state=MessageState.SENT)
    ran = {job.kind: job.result for job in run_jobs()}
    assert ran["messaging.clean_up"]["codes"] == 1
    assert ran["messaging.clean_up"]["allowances"] >= 3
