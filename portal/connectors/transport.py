"""The one way out: time-outs, retries where they are safe, an audit entry for each call.

Only a call with an idempotency key is repeated; personal data is never logged or audited.
"""

import ssl
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import stamina
from django.conf import settings

from portal.audit import services as audit
from portal.connectors.errors import ConnectorError, Failure

_BUSY_STATUSES = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class Call:
    """One request. `system` and `operation` name it in the audit; `data` is sent as a form.

    `idempotency_key` promises that the other side takes the call once however often it comes.
    """

    system: str
    operation: str
    url: str
    method: str = "POST"
    data: dict[str, str] | None = None
    query: dict[str, str] | None = None
    idempotency_key: str = ""


def send(call: Call) -> Any:
    """The decoded JSON answer of any status that has one; `ConnectorError` otherwise."""
    began = time.monotonic()
    outcome = "ok"
    try:
        return _send_with_retries(call)
    except ConnectorError as error:
        outcome = error.failure.value
        raise
    finally:
        _audit(call, outcome, round((time.monotonic() - began) * 1000))


def ask(url: str, query: dict[str, str] | None = None) -> Any:
    """A short look at a simulator's page data: one try, no audit entry."""
    return _answer(Call("simulator", "look", url, method="GET", query=query))


def _send_with_retries(call: Call) -> Any:
    attempts = settings.CONNECT_ATTEMPTS if call.idempotency_key else 1
    for attempt in stamina.retry_context(on=_is_passing, attempts=attempts, wait_initial=0.2):
        with attempt:
            return _answer(call)
    raise AssertionError("retry_context either returns or raises")


def _is_passing(error: Exception) -> bool:
    return isinstance(error, ConnectorError) and error.failure is Failure.UNREACHABLE


def _answer(call: Call) -> Any:
    try:
        response = _request(call)
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise _failed(call, Failure.UNREACHABLE, type(error).__name__) from error
    if response.status_code in _BUSY_STATUSES:
        raise _failed(call, Failure.BUSY, str(response.status_code))
    try:
        return response.json()
    except ValueError as error:
        raise _failed(call, Failure.BAD_ANSWER, str(response.status_code)) from error


def _request(call: Call) -> httpx.Response:
    timeout = httpx.Timeout(settings.READ_TIMEOUT, connect=settings.CONNECT_TIMEOUT)
    headers = {"Idempotency-Key": call.idempotency_key} if call.idempotency_key else {}
    with httpx.Client(timeout=timeout, verify=_tls(), trust_env=False) as client:
        return client.request(
            call.method, call.url, data=call.data, params=call.query, headers=headers
        )


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _failed(call: Call, failure: Failure, code: str) -> ConnectorError:
    return ConnectorError(call.system, failure, code)


def _audit(call: Call, outcome: str, milliseconds: int) -> None:
    audit.record(
        f"connectors.{call.system}",
        actor=audit.SystemActor("connectors"),
        detail={"operation": call.operation, "outcome": outcome, "milliseconds": milliseconds},
    )
