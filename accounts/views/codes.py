"""Asking for an SMS code: the small answer beside the button, and the same for a whole page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from identity.rules import check_mobile, normalise_mobile
from portal.clock import now
from portal.messaging.services import send_code
from portal.web.masking import mask_number

_NO_MOBILE = "账号没有登记手机号码，不能接收短信。"


@dataclass(frozen=True)
class Sent:
    """What the page says after a code was asked for. `wait`: seconds until the next one."""

    mobile: str = ""
    problem: str = ""
    wait: int = 0
    minutes: int = 0
    delivery_url: str = ""


def send(request: HttpRequest, purpose: str, *, deliver: bool = True) -> Sent:
    """Send a code to the typed number; with `deliver` False all looks the same and none comes."""
    mobile = normalise_mobile(request.POST.get("mobile", ""))
    problems = check_mobile(mobile)
    if problems:
        return Sent(problem=problems[0].message)
    return send_to(request, mobile, purpose, deliver=deliver)


def send_to(request: HttpRequest, mobile: str, purpose: str, *, deliver: bool = True) -> Sent:
    """The same, to a number we know; an account may have none."""
    if not mobile:
        return Sent(problem=_NO_MOBILE)
    asked = send_code(mobile, purpose, request=request, deliver=deliver)
    until = asked.retry_at or asked.resend_at
    wait = max(0, round((until - now()).total_seconds())) if until else 0
    if not asked.ok:
        return Sent(problem=asked.problem, wait=min(wait, 600))
    return Sent(
        mobile=mask_number(mobile),
        wait=wait,
        minutes=settings.SMS_CODE_SECONDS // 60,
        delivery_url=reverse("messaging:delivery", args=[asked.message_id]),
    )


def answer(request: HttpRequest, sent: Sent, send_url: str) -> HttpResponse:
    """The fragment that replaces the button."""
    context = {"sent": sent, "send_url": reverse(send_url)}
    return render(request, "accounts/_code_send.html", context)
