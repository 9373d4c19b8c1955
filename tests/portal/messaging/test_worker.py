"""A real worker in a process of its own takes an SMS to the gateway."""

import httpx
import pytest

from portal.messaging.models import Message
from portal.messaging.services import send_code
from tests.infrastructure.workers import wait_for


@pytest.fixture
def gateway_address(simulators, monkeypatch):
    """The simulator's, also for processes started from now on."""
    address = f"{simulators.url}/sms"
    monkeypatch.setenv("SMS_GATEWAY_URL", address)
    return address


@pytest.mark.django_db(transaction=True)
def test_from_the_request_through_a_worker_to_the_phone(gateway_address, celery_worker_process, rf):
    celery_worker_process("default")
    asked = send_code("13900000001", "sign_up", request=rf.get("/"))
    digits = Message.objects.get().params["code"]
    wait_for(lambda: Message.objects.get(pk=asked.message_id).state == "sent")
    [sms] = httpx.get(f"{gateway_address}/messages").json()["messages"]
    assert digits in sms["content"]
