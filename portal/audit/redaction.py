"""The trail never holds a plain ID number, mobile number or password, whoever writes an entry."""

import re
from collections.abc import Mapping
from typing import Any

# Word characters of scripts other than ASCII may stand right beside a number in Chinese text.
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{8}(\d{3}[0-9Xx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z])(1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])")
_SECRET_NAMES = ("password", "secret", "token")


def redacted(value: Any, name: str = "") -> Any:
    """The same JSON value with numbers masked in the middle and secrets left out."""
    if any(secret in name.lower() for secret in _SECRET_NAMES):
        return "***"
    if isinstance(value, Mapping):
        return {_masked(str(key)): redacted(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(item) for item in value]
    return _masked(value) if isinstance(value, str) else value


def _masked(text: str) -> str:
    return _MOBILE.sub(r"\1****\2", _ID_NUMBER.sub(r"\1********\2", text))
