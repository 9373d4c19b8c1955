"""How often SMS codes may be asked for: per number, per address, and by everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from portal.clock import now
from portal.messaging.ratelimit import Limit, Refusal, take
from portal.web.address import network_of

HOUR: Final = 3600
DAY: Final = 24 * HOUR
_EVERYBODY: Final = "*"


@dataclass(frozen=True)
class CodeRefusal:
    """Why no code is sent (Chinese) and when to try again."""

    message: str
    until: datetime


def take_code(mobile: str, request: HttpRequest) -> CodeRefusal | None:
    """Count one request, or say which limit is reached. Known and unknown numbers count alike."""
    network = network_of(request)
    refusal = take(
        (_resend(), mobile),
        (
            Limit("code-number-here", settings.SMS_CODES_PER_NUMBER_AND_ADDRESS_DAY, DAY),
            f"{mobile} {network}",
        ),
        (Limit("code-number-hour", settings.SMS_CODES_PER_NUMBER_HOUR, HOUR), mobile),
        (Limit("code-number-day", settings.SMS_CODES_PER_NUMBER_DAY, DAY), mobile),
        (
            Limit("code-address-hour", settings.SMS_CODES_PER_ADDRESS_HOUR, HOUR),
            network,
        ),
        (Limit("code-everybody", settings.SMS_CODES_PER_MINUTE, 60), _EVERYBODY),
    )
    return None if refusal is None else CodeRefusal(_sentence(refusal), refusal.until)


def _resend() -> Limit:
    return Limit("code-resend", 1, settings.SMS_CODE_RESEND_SECONDS)


def _sentence(refusal: Refusal) -> str:
    wait = _spoken(refusal.until - now())
    match refusal.limit.name:
        case "code-resend":
            return f"验证码已经发送，{wait}后可以重新获取。"
        case "code-number-here" | "code-number-hour" | "code-number-day":
            return f"这个号码获取验证码的次数过多，请{wait}后再试。"
        case "code-address-hour":
            return f"您所在的网络获取验证码的次数过多，请{wait}后再试。"
        case _:
            return f"现在获取验证码的人很多，请{wait}后再试。"


def _spoken(wait: timedelta) -> str:
    seconds = max(1, ceil(wait.total_seconds()))
    if seconds < 120:
        return f" {seconds} 秒"
    if seconds < 2 * HOUR:
        return f" {ceil(seconds / 60)} 分钟"
    return f" {ceil(seconds / HOUR)} 小时"
