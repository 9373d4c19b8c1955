"""SMS codes: six digits, five minutes, one use, five tries; only their keyed hash is kept."""

import hmac
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from portal.clock import now
from portal.crypto.fields import hashes_for
from portal.crypto.keys import keyring
from portal.messaging import limits, notices
from portal.messaging.enums import Channel, CodePurpose
from portal.messaging.models import Message, SmsCode
from portal.messaging.outbox import queue

NOTICE: Final = "code"


class CodeOutcome(Enum):
    """What came of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    TOO_MANY = "too_many"
    NOT_ASKED = "not_asked"


_SENTENCES: Final = {
    CodeOutcome.RIGHT: "",
    CodeOutcome.WRONG: "验证码不正确，还可以再试 {left} 次。请核对最近一条短信。",
    CodeOutcome.EXPIRED: "验证码已过期（有效期 {minutes} 分钟）。请重新获取验证码。",
    CodeOutcome.USED: "这个验证码已经用过，不能再次使用。请重新获取验证码。",
    CodeOutcome.TOO_MANY: "验证码输错次数过多，已经作废。请重新获取验证码。",
    CodeOutcome.NOT_ASKED: "请先获取短信验证码。",
}


@dataclass(frozen=True)
class CodeResult:
    """The outcome of `check_code`; `message` is Chinese, empty when the code was right."""

    outcome: CodeOutcome
    tries_left: int = 0

    @property
    def ok(self) -> bool:
        return self.outcome is CodeOutcome.RIGHT

    @property
    def message(self) -> str:
        minutes = settings.SMS_CODE_SECONDS // 60
        return _SENTENCES[self.outcome].format(left=self.tries_left, minutes=minutes)


@dataclass(frozen=True)
class CodeRequest:
    """The outcome of `send_code`. Refused: `problem` is Chinese and `retry_at` says from when.

    `message_id` shows the delivery (`messaging:delivery`); `resend_at` is when to offer a new one.
    """

    problem: str = ""
    retry_at: datetime | None = None
    message_id: uuid.UUID | None = None
    expires_at: datetime | None = None
    resend_at: datetime | None = None

    @property
    def ok(self) -> bool:
        return not self.problem


def send_code(
    mobile: str, purpose: str, *, request: HttpRequest, deliver: bool = True
) -> CodeRequest:
    """Send a code unless a limit is reached.

    Where a number must be known (sign-in, recovery) and is not, call it with `deliver=False`: the
    same limits, rows and page follow, but no SMS leaves and no code fits.
    """
    purpose = CodePurpose(purpose)
    refusal = limits.take_code(mobile, request)
    if refusal is not None:
        return CodeRequest(problem=refusal.message, retry_at=refusal.until)
    return _issue(mobile, purpose, deliver)


@transaction.atomic
def _issue(mobile: str, purpose: CodePurpose, deliver: bool) -> CodeRequest:
    digits = f"{secrets.randbelow(10**6):06}"
    at = now()
    expires_at = at + timedelta(seconds=settings.SMS_CODE_SECONDS)
    message = queue(_message(mobile, purpose, digits, expires_at, deliver))
    SmsCode.objects.create(
        mobile=mobile,
        purpose=purpose,
        code_hash=_hash(mobile, purpose, digits) if deliver else "",
        message=message,
        created_at=at,
        expires_at=expires_at,
    )
    resend_at = at + timedelta(seconds=settings.SMS_CODE_RESEND_SECONDS)
    return CodeRequest("", None, message.pk, expires_at, resend_at)


def _message(
    mobile: str, purpose: CodePurpose, digits: str, expires_at: datetime, deliver: bool
) -> Message:
    minutes = settings.SMS_CODE_SECONDS // 60
    context = {"code": digits, "purpose": purpose.label, "minutes": minutes}
    rendered = notices.render(NOTICE, context)
    return Message(
        key=f"code:{uuid.uuid4().hex}",
        channel=Channel.SMS,
        template=NOTICE,
        mobile=mobile,
        title=rendered.title,
        params=rendered.params if deliver else {},
        good_until=expires_at,
        decoy=not deliver,
    )


def check_code(mobile: str, purpose: str, code: str) -> CodeResult:
    """Try a code; the right one is used up by it. Only the latest code of a purpose counts."""
    issued = _latest(mobile, CodePurpose(purpose))
    if issued is None:
        return CodeResult(CodeOutcome.NOT_ASKED)
    if issued.used_at is not None:
        return CodeResult(CodeOutcome.USED)
    if issued.expires_at <= now():
        return CodeResult(CodeOutcome.EXPIRED)
    return _try(issued, mobile, code.strip())


def _latest(mobile: str, purpose: CodePurpose) -> SmsCode | None:
    hashes = hashes_for(SmsCode, "mobile_hash", mobile)
    issued = SmsCode.objects.filter(mobile_hash__in=hashes, purpose=purpose)
    return issued.order_by("-created_at", "-pk").first()


def _try(issued: SmsCode, mobile: str, code: str) -> CodeResult:
    """Count the try first: of many at once no more than the allowed number is looked at."""
    most = settings.SMS_CODE_TRIES
    row = SmsCode.objects.filter(pk=issued.pk)
    if not row.filter(used_at=None, tries__lt=most).update(tries=F("tries") + 1):
        used = row.filter(used_at__isnull=False).exists()
        return CodeResult(CodeOutcome.USED if used else CodeOutcome.TOO_MANY)
    if not _fits(issued, mobile, code):
        left = most - row.values_list("tries", flat=True).get()
        return CodeResult(CodeOutcome.WRONG, left) if left else CodeResult(CodeOutcome.TOO_MANY)
    won = row.filter(used_at=None).update(used_at=now())
    return CodeResult(CodeOutcome.RIGHT if won else CodeOutcome.USED)


def _fits(issued: SmsCode, mobile: str, code: str) -> bool:
    candidates = _hashes(mobile, issued.purpose, code)
    return any(hmac.compare_digest(issued.code_hash, candidate) for candidate in candidates)


def _hash(mobile: str, purpose: str, code: str) -> str:
    return _hashes(mobile, purpose, code)[0]


def _hashes(mobile: str, purpose: str, code: str) -> list[str]:
    text = f"sms code\0{mobile}\0{purpose}\0{code}".encode()
    return [hmac.new(key.lookup, text, "sha256").hexdigest() for key in keyring()]
