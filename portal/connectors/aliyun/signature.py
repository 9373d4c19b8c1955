"""The signature of Alibaba Cloud's RPC style, version 1.0 (HMAC-SHA1).

Documented at https://help.aliyun.com/document_detail/101343.html (短信服务 · 请求签名);
its worked example is a test of this module.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import quote


def percent_encode(value: str) -> str:
    """RFC 3986: everything but letters, digits, `-`, `_`, `.` and `~`."""
    return quote(value, safe="~")


def canonical_query(params: Mapping[str, str]) -> str:
    """Every parameter but Signature itself, sorted by name."""
    names = sorted(name for name in params if name != "Signature")
    return "&".join(f"{percent_encode(name)}={percent_encode(params[name])}" for name in names)


def string_to_sign(method: str, params: Mapping[str, str]) -> str:
    return f"{method}&{percent_encode('/')}&{percent_encode(canonical_query(params))}"


def sign(method: str, params: Mapping[str, str], secret: str) -> str:
    """Base64 of the HMAC-SHA1 under `secret` followed by `&`."""
    text = string_to_sign(method, params)
    # The vendor's protocol fixes SHA-1; within an HMAC it is not broken.
    digest = hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def is_signed(method: str, params: Mapping[str, str], secret: str) -> bool:
    given = params.get("Signature", "")
    return hmac.compare_digest(given.encode(), sign(method, params, secret).encode())
