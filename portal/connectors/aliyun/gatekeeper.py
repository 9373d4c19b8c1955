"""The gateway's side of the signature, for the simulators."""

import uuid
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Final

from portal.clock import now
from portal.connectors.aliyun.signature import is_signed
from portal.connectors.simulator.web import Answer, Request, as_json

_VALID: Final = timedelta(minutes=15)
_NEEDED: Final = (
    "AccessKeyId",
    "Action",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
)


class Gatekeeper:
    """Refuses what is unsigned, old, or was seen before."""

    def __init__(self, key: str, secret: str, version: str) -> None:
        self._key, self._secret, self._version = key, secret, version
        self._seen: dict[str, datetime] = {}
        self._lock = Lock()

    def refuse(self, request: Request) -> Answer | None:
        """The error the vendor would answer with, or None for a good request."""
        params = request.form
        missing = [name for name in _NEEDED if not params.get(name)]
        if missing:
            return error(f"Missing{missing[0]}", f"{missing[0]} is mandatory for this action.")
        if params["AccessKeyId"] != self._key:
            return error("InvalidAccessKeyId.NotFound", "Specified access key is not found.", 404)
        if params["Version"] != self._version:
            return error("InvalidVersion", "Specified parameter Version is not valid.")
        if not is_signed(request.method, params, self._secret):
            return error("SignatureDoesNotMatch", "Specified signature is not matched.")
        return self._refuse_stale(params)

    def _refuse_stale(self, params: dict[str, str]) -> Answer | None:
        if not _is_fresh(params["Timestamp"]):
            return error("InvalidTimeStamp.Expired", "Specified time stamp is expired.")
        if not self._take_nonce(params["SignatureNonce"]):
            return error("SignatureNonceUsed", "Specified signature nonce was used already.")
        return None

    def _take_nonce(self, nonce: str) -> bool:
        with self._lock:
            border = now() - _VALID
            self._seen = {old: at for old, at in self._seen.items() if at > border}
            if nonce in self._seen:
                return False
            self._seen[nonce] = now()
            return True


def error(code: str, message: str, status: int = 400) -> Answer:
    return as_json({"Code": code, "Message": message, "RequestId": request_id()}, status)


def success(code: str, **values: Any) -> Answer:
    return as_json({"Code": code, "Message": code, "RequestId": request_id(), **values})


def request_id() -> str:
    return str(uuid.uuid4()).upper()


def _is_fresh(timestamp: str) -> bool:
    try:
        at = datetime.strptime(timestamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    return abs(now() - at) <= _VALID
