"""What became of an SMS, in the words the person reads."""

from dataclasses import dataclass
from uuid import UUID

from portal.clock import now
from portal.messaging.delivery import WAITING_TEXT
from portal.messaging.enums import MessageState
from portal.messaging.models import Message


@dataclass(frozen=True)
class Delivery:
    """`tone` is one of the page's; `is_final` stops the page from asking again."""

    message_id: UUID
    text: str
    tone: str
    is_final: bool


def delivery_of(message: Message) -> Delivery:
    text, tone = _spoken(message)
    settled = message.state in {MessageState.DELIVERED, MessageState.FAILED}
    over = message.good_until is not None and message.good_until <= now()
    return Delivery(message.pk, text, tone, settled or over)


def _spoken(message: Message) -> tuple[str, str]:
    match message.state:
        case MessageState.SENT:
            return "短信已发送，正在等待运营商确认送达", "info"
        case MessageState.DELIVERED:
            return "运营商已送达", "good"
        case MessageState.FAILED:
            return f"发送失败：{message.reason}", "bad"
        case _ if message.attempts > 1 or message.reason:
            return WAITING_TEXT, "wait"
        case _:
            return "正在发送短信", "info"
