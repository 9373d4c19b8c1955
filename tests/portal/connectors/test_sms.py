"""The SMS client against the gateway's double, over real HTTP."""

import httpx
import pytest

from portal.audit.models import Entry
from portal.connectors.aliyun import rpc
from portal.connectors.errors import ConnectorError, Failure
from portal.connectors.simulator.web import Answer
from portal.connectors.sms import catalogue, client
from portal.connectors.sms.mapping import SendStatus, reason_of
from tests.infrastructure.simulators import serving

pytestmark = pytest.mark.django_db

MOBILE = "13900000001"
PARAMS = {"code": "123456", "purpose": "注册", "minutes": "5"}


def send(mobile=MOBILE, out_id="m1", nonce="n1", params=None):
    return client.send(mobile, "code", params or PARAMS, out_id=out_id, nonce=nonce)


def received(simulators, **query):
    return httpx.get(f"{simulators.url}/sms/messages", params=query).json()["messages"]


def find(clock, out_id="m1", mobile=MOBILE, nonce="q1"):
    return client.find(mobile, clock.now.date(), out_id=out_id, nonce=nonce)


def test_an_sms_arrives_with_its_variables_filled_in(clock, simulators):
    assert send()
    [row] = received(simulators)
    assert row["mobile"] == MOBILE
    assert row["content"] == (
        "【教师业务服务平台】验证码123456，用于注册，5分钟内有效。请勿告诉他人。"
    )


def test_the_simulator_filters_by_number_and_shows_the_newest_first(clock, simulators):
    send(out_id="a", nonce="1")
    send(mobile="13900000002", out_id="b", nonce="2")
    send(out_id="c", nonce="3")
    assert [row["out_id"] for row in received(simulators, mobile=MOBILE)] == ["c", "a"]


def test_what_it_received_survives_a_restart(clock, simulators, var_dir):
    from portal.connectors.simulator.shelf import Shelf

    send()
    assert [row["out_id"] for row in Shelf(var_dir / "simulators" / "sms.jsonl").rows()] == ["m1"]


def test_the_receipt_comes_after_a_while(clock, simulators):
    send()
    assert find(clock).status is SendStatus.WAITING
    clock.advance(seconds=3)
    found = find(clock, nonce="q2")
    assert found.status is SendStatus.DELIVERED
    assert found.received_at == clock.now


def test_a_phone_that_is_off_gets_nothing(clock, simulators):
    send(mobile="13900000404")
    clock.advance(seconds=3)
    found = find(clock, mobile="13900000404")
    assert found.status is SendStatus.FAILED
    assert "关机" in reason_of(found.code)


def test_a_message_the_gateway_never_got_is_not_found(clock, simulators):
    assert find(clock) is None


@pytest.mark.parametrize(
    ("mobile", "failure", "code"),
    [
        ("13900000000", Failure.REFUSED, "isv.MOBILE_NUMBER_ILLEGAL"),
        ("13900000425", Failure.BUSY, "isv.BUSINESS_LIMIT_CONTROL"),
    ],
)
def test_refusals_of_the_gateway(clock, simulators, mobile, failure, code):
    with pytest.raises(ConnectorError) as caught:
        send(mobile=mobile)
    assert (caught.value.failure, caught.value.code) == (failure, code)
    assert caught.value.worth_retrying is (failure is Failure.BUSY)
    assert received(simulators) == []


def test_a_missing_variable_is_refused(clock, simulators):
    with pytest.raises(ConnectorError) as caught:
        send(params={"code": "1"})
    assert caught.value.code == "isv.TEMPLATE_MISSING_PARAMETERS"


def test_a_wrong_secret_is_refused(clock, simulators, settings):
    settings.SMS_GATEWAY_SECRET = "another"
    with pytest.raises(ConnectorError) as caught:
        send()
    assert caught.value.code == "SignatureDoesNotMatch"
    assert received(simulators) == []


@pytest.mark.parametrize(("seconds", "status"), [(900, 200), (901, 400)])
def test_a_request_signed_a_quarter_of_an_hour_ago_is_stale(clock, simulators, seconds, status):
    params = {"PhoneNumber": MOBILE, "SendDate": "20261123", "PageSize": "10"}
    signed = rpc._signed(client._endpoint(), "QuerySendDetails", params, "n")
    clock.advance(seconds=seconds)
    answer = httpx.post(f"{simulators.url}/sms", data=signed)
    assert answer.status_code == status
    assert answer.json()["Code"] == ("OK" if status == 200 else "InvalidTimeStamp.Expired")


@pytest.mark.parametrize("name", ["Signature", "SignatureNonce", "Timestamp", "Action"])
def test_a_request_without_a_needed_parameter_is_refused(clock, simulators, name):
    signed = rpc._signed(client._endpoint(), "SendSms", {"PhoneNumbers": MOBILE}, "n")
    del signed[name]
    answer = httpx.post(f"{simulators.url}/sms", data=signed)
    assert (answer.status_code, answer.json()["Code"]) == (400, f"Missing{name}")


def test_the_same_nonce_twice_is_never_a_second_sms(clock, simulators):
    send()
    with pytest.raises(ConnectorError) as caught:
        send()
    assert caught.value.code == "SignatureNonceUsed"
    assert caught.value.worth_retrying
    assert len(received(simulators)) == 1


def test_a_lost_answer_is_tried_again_but_sent_once(clock, simulators):
    with pytest.raises(ConnectorError) as caught:
        send(mobile="13900000502")
    assert caught.value.code == "SignatureNonceUsed"
    assert len(received(simulators)) == 1
    assert find(clock, mobile="13900000502").status is SendStatus.WAITING


def test_nobody_answers(clock, nobody_answers):
    with pytest.raises(ConnectorError) as caught:
        send()
    assert caught.value.failure is Failure.UNREACHABLE


def test_an_answer_that_comes_too_late_counts_as_none(clock, simulators, settings):
    settings.READ_TIMEOUT = 0.2
    settings.CONNECT_ATTEMPTS = 1
    with pytest.raises(ConnectorError) as caught:
        send(mobile="13900000408")
    assert (caught.value.failure, caught.value.code) == (Failure.UNREACHABLE, "ReadTimeout")


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answer(200, b"<html>log in</html>", "text/html"), Failure.BAD_ANSWER),
        (Answer(200, b"[]"), Failure.BAD_ANSWER),
        (Answer(200, b"{}"), Failure.BAD_ANSWER),
        (Answer(503, b"{}"), Failure.BUSY),
        (Answer(429, b"{}"), Failure.BUSY),
        (Answer(200, b'{"Code": "Throttling.User"}'), Failure.BUSY),
        (Answer(400, b'{"Code": "isv.ACCOUNT_ABNORMAL"}'), Failure.REFUSED),
    ],
)
def test_odd_answers(quick_retries, settings, answer, failure):
    with serving({("POST", "/sms"): lambda request: answer}) as url:
        settings.SMS_GATEWAY_URL = f"{url}/sms"
        with pytest.raises(ConnectorError) as caught:
            send()
    assert caught.value.failure is failure


def test_only_unreachable_is_repeated_at_once(quick_retries, settings):
    seen = []
    busy = {("POST", "/sms"): lambda request: seen.append(1) or Answer(503, b"{}")}
    silent = {("POST", "/sms"): lambda request: seen.append(1)}
    for routes, times in ((busy, 1), (silent, 2)):
        seen.clear()
        with serving(routes) as url:
            settings.SMS_GATEWAY_URL = f"{url}/sms"
            with pytest.raises(ConnectorError):
                send()
        assert len(seen) == times


@pytest.mark.parametrize(
    "details",
    [
        b'{"Code": "OK"}',
        b'{"Code": "OK", "SmsSendDetailDTOs": null}',
        b'{"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": [{"OutId": "m1"}]}}',
        b'{"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": '
        b'[{"OutId": "m1", "SendStatus": 7}]}}',
    ],
)
def test_odd_details(clock, quick_retries, settings, details):
    with serving({("POST", "/sms"): lambda request: Answer(200, details)}) as url:
        settings.SMS_GATEWAY_URL = f"{url}/sms"
        with pytest.raises(ConnectorError) as caught:
            find(clock)
    assert caught.value.failure is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"AccessKeyId": "stranger"}, "InvalidAccessKeyId.NotFound"),
        ({"Version": "2016-01-01"}, "InvalidVersion"),
        ({"Timestamp": "yesterday"}, "InvalidTimeStamp.Expired"),
        ({"Action": "DeleteEverything"}, "InvalidAction.NotFound"),
    ],
)
def test_requests_the_gateway_does_not_take(clock, simulators, settings, change, code):
    signed = rpc._signed(client._endpoint(), "SendSms", {"PhoneNumbers": MOBILE, **change}, "n")
    answer = httpx.post(f"{simulators.url}/sms", data=signed)
    assert answer.json()["Code"] == code


def test_every_call_is_on_record_without_personal_data(clock, simulators):
    send()
    entry = Entry.objects.get(action="connectors.sms")
    assert "SendSms" in entry.content
    assert '"outcome":"ok"' in entry.content.replace(" ", "")
    assert MOBILE not in entry.content
    assert "123456" not in entry.content


def test_a_failed_call_is_on_record_too(clock, nobody_answers):
    with pytest.raises(ConnectorError):
        send()
    assert "unreachable" in Entry.objects.get(action="connectors.sms").content


def test_vendor_codes_can_be_mapped_to_real_ones(settings):
    settings.SMS_TEMPLATE_CODES = {"code": "SMS_71390007"}
    assert catalogue.code_of("code") == "SMS_71390007"
    assert catalogue.code_of("sign_up.returned") == "SMS_SIGN_UP_RETURNED"


def test_one_name_cannot_have_two_texts():
    catalogue.register("test.twice", "a")
    catalogue.register("test.twice", "a")
    with pytest.raises(ValueError):
        catalogue.register("test.twice", "b")
