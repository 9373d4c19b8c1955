"""One fingerprint of what a print shows: the same data give the same, anything else another."""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any


def data_hash(data: Any) -> str:
    """SHA-256 (hex) of a dataclass or mapping of texts, numbers, dates, bytes and lists of them."""
    text = json.dumps(_plain(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return value.value if isinstance(value, Enum) else value
        case bytes():
            return {"sha256": hashlib.sha256(value).hexdigest()}
        case date() | Decimal():
            return str(value)
        case Mapping():
            return {str(key): _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    raise TypeError(f"a print's data cannot hold {type(value).__name__}")
