"""Sending what is due, and asking what became of it. Nothing is sent twice.

A message is claimed by one conditional UPDATE that also sets when to look again: two workers
never send it at once, and a worker that dies leaves it to the next. A later try of an SMS first
asks the gateway whether an earlier one arrived.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localtime

from portal.clock import now
from portal.connectors.errors import ConnectorError
from portal.connectors.sms import client as gateway
from portal.connectors.sms.mapping import SendStatus, reason_of
from portal.messaging import mail, queries
from portal.messaging.enums import Channel, MessageState
from portal.messaging.models import Message

# Seconds until the next try, by tries made; longer than a try can take.
BACK_OFF: Final = (60, 60, 120, 300, 900, 1800, 3600, 7200, 14400)
# Seconds until the receipt is asked for again.
ASK_AGAIN: Final = (5, 10, 30, 60, 300, 900, 3600, 14400)
RECEIPT_WAIT: Final = timedelta(hours=72)
WAITING_TEXT: Final = "短信网关暂时没有回应，系统会自动重发"
_NO_RECEIPT: Final = "运营商 72 小时内没有确认送达"
_TOO_LATE: Final = "验证码已过期，未再发送"


def attempt(message_id: UUID) -> None:
    """Try to send one message if it is due and nobody else is trying."""
    message = _claim(message_id)
    if message is None:
        return
    if message.good_until is not None and message.good_until <= now():
        _fail(message, _TOO_LATE)
    elif message.decoy:
        _send_decoy(message)
    elif message.channel == Channel.SMS:
        _send_sms(message)
    else:
        _send_mail(message)


def _claim(message_id: UUID) -> Message | None:
    due = Message.objects.filter(
        pk=message_id, state=MessageState.QUEUED, due_at__lte=now()
    ).first()
    if due is None:
        return None
    wait = BACK_OFF[min(due.attempts, len(BACK_OFF) - 1)]
    won = Message.objects.filter(
        pk=message_id, state=MessageState.QUEUED, attempts=due.attempts
    ).update(attempts=F("attempts") + 1, due_at=now() + timedelta(seconds=wait))
    due.attempts += 1
    return due if won else None


def _send_sms(message: Message) -> None:
    try:
        if message.attempts > 1 and (found := _look_up(message)):
            _sent(message)
            _note(message, found)
            return
        nonce = f"{message.pk.hex}-{message.attempts}"
        message.provider_id = gateway.send(
            message.mobile, message.template, message.params, out_id=str(message.pk), nonce=nonce
        )
    except ConnectorError as error:
        _not_sent(message, error.worth_retrying, reason_of(error.code), WAITING_TEXT)
    else:
        _sent(message)


def _send_mail(message: Message) -> None:
    try:
        mail.send(message)
    except mail.MailRefused as error:
        _not_sent(message, False, str(error), "")
    except mail.MailUnreachable:
        _not_sent(message, True, "", "邮件服务器暂时没有回应，系统会自动重发")
    else:
        _sent(message)


def _send_decoy(message: Message) -> None:
    if queries.gateway_is_down():
        _not_sent(message, True, "", WAITING_TEXT)
    else:
        _sent(message)


def _not_sent(message: Message, again: bool, why: str, waiting: str) -> None:
    if not again or message.attempts >= len(BACK_OFF):
        _fail(message, why or waiting)
        return
    message.reason = waiting
    message.save(update_fields=["reason"])


def _sent(message: Message) -> None:
    message.state, message.sent_at, message.reason = MessageState.SENT, now(), ""
    message.due_at = None
    if message.channel == Channel.SMS:
        message.params, message.due_at = {}, now() + timedelta(seconds=ASK_AGAIN[0])
    message.save(update_fields=["state", "sent_at", "reason", "due_at", "params", "provider_id"])


def _fail(message: Message, why: str) -> None:
    message.state, message.reason, message.due_at = MessageState.FAILED, why[:200], None
    message.params = {}
    message.save(update_fields=["state", "reason", "due_at", "params"])


def ask_receipt(message: Message) -> None:
    """Ask what became of one SMS the gateway took."""
    if message.decoy:
        _delivered(message)
        return
    try:
        found = _look_up(message)
    except ConnectorError:
        found = None
    if found is not None:
        _note(message, found)
    if message.state == MessageState.SENT:
        _ask_later(message)


def _look_up(message: Message) -> gateway.Detail | None:
    sent_on = localtime(message.sent_at or message.created_at).date()
    nonce = f"{message.pk.hex}-ask-{now().timestamp():.6f}"
    return gateway.find(message.mobile, sent_on, out_id=str(message.pk), nonce=nonce)


def _note(message: Message, found: gateway.Detail) -> None:
    if found.status is SendStatus.DELIVERED:
        _delivered(message)
    elif found.status is SendStatus.FAILED:
        _fail(message, reason_of(found.code))


def _delivered(message: Message) -> None:
    message.state, message.delivered_at, message.due_at = MessageState.DELIVERED, now(), None
    message.save(update_fields=["state", "delivered_at", "due_at"])


def _ask_later(message: Message) -> None:
    waited = now() - (message.sent_at or message.created_at)
    if waited >= RECEIPT_WAIT:
        _fail(message, _NO_RECEIPT)
        return
    pause = next((s for s in ASK_AGAIN if s > waited.total_seconds()), ASK_AGAIN[-1])
    message.due_at = now() + timedelta(seconds=pause)
    message.save(update_fields=["due_at"])
