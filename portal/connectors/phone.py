"""The demo phone: what the simulators received, asked of them over HTTP."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from portal.connectors import transport

_MOST_SHOWN = 50


@dataclass(frozen=True)
class Received:
    """One SMS or mail. `is_mail` tells which; `to` is a number or an address."""

    at: datetime
    to: str
    title: str
    content: str
    is_mail: bool


def received(mobile: str = "") -> list[Received]:
    """SMS and mails, the newest first; with a number only its SMS. `ConnectorError` when down."""
    query = {"mobile": mobile} if mobile else None
    answer = transport.ask(f"{settings.SIMULATOR_URL}/sms/messages", query)
    found = [_sms(row) for row in _rows(answer, "messages")]
    if not mobile:
        mails = transport.ask(f"{settings.SIMULATOR_URL}/mails")
        found += [_mail(row) for row in _rows(mails, "mails")]
    return sorted(found, key=lambda one: one.at, reverse=True)[:_MOST_SHOWN]


def _rows(answer: Any, name: str) -> list[dict[str, Any]]:
    rows = answer.get(name, []) if isinstance(answer, dict) else []
    return [row for row in rows if isinstance(row, dict)]


def _sms(row: dict[str, Any]) -> Received:
    at = datetime.fromisoformat(row["at"])
    return Received(at, row["mobile"], "", row["content"], is_mail=False)


def _mail(row: dict[str, Any]) -> Received:
    at = datetime.fromisoformat(row["at"])
    return Received(at, row["to"], row["title"], row["content"], is_mail=True)
