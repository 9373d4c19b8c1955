"""Calls of Alibaba Cloud's RPC style. Parameters go in the body, so that no log keeps them."""

from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Final

from portal.clock import now
from portal.connectors import transport
from portal.connectors.aliyun.signature import sign
from portal.connectors.errors import ConnectorError, Failure

_BUSY_CODES: Final = frozenset(
    {
        "Throttling",
        "Throttling.User",
        "Throttling.Api",
        "ServiceUnavailable",
        "InternalError",
        "isp.SYSTEM_ERROR",
        "isp.RAM_PERMISSION_DENY",
        "isv.BUSINESS_LIMIT_CONTROL",
        "isv.AMOUNT_NOT_ENOUGH",
        "402",
        "500",
    }
)
# The earlier try arrived although its answer did not: what became of it must be asked.
NONCE_USED: Final = "SignatureNonceUsed"


@dataclass(frozen=True)
class Endpoint:
    """One service: its address, our key, its version, and the code that means success."""

    system: str
    url: str
    key: str
    secret: str = field(repr=False)
    version: str
    success: str


def call(endpoint: Endpoint, action: str, params: dict[str, str], nonce: str) -> dict[str, Any]:
    """The answer of a successful call. A nonce is taken once: it is the idempotency key."""
    signed = _signed(endpoint, action, params, nonce)
    answer = transport.send(
        transport.Call(endpoint.system, action, endpoint.url, data=signed, idempotency_key=nonce)
    )
    if not isinstance(answer, dict) or "Code" not in answer:
        raise ConnectorError(endpoint.system, Failure.BAD_ANSWER)
    code = str(answer["Code"])
    if code != endpoint.success:
        failure = _failure_of(code)
        raise ConnectorError(endpoint.system, failure, code, str(answer.get("Message", "")))
    return answer


def _failure_of(code: str) -> Failure:
    if code == NONCE_USED:
        return Failure.BAD_ANSWER
    return Failure.BUSY if code in _BUSY_CODES else Failure.REFUSED


def _signed(endpoint: Endpoint, action: str, params: dict[str, str], nonce: str) -> dict[str, str]:
    whole = {
        "AccessKeyId": endpoint.key,
        "Action": action,
        "Format": "JSON",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": nonce,
        "SignatureVersion": "1.0",
        "Timestamp": now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Version": endpoint.version,
        **params,
    }
    return {**whole, "Signature": sign("POST", whole, endpoint.secret)}
