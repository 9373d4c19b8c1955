"""Hashes over entries: each one's own, and the chain through them. SHA-256, in hexadecimal."""

import hashlib
import json
from datetime import UTC
from typing import Any

from portal.audit.models import Entry

START_OF_CHAIN = "0" * 64
_COVERED = (
    "action",
    "actor_kind",
    "actor_user_id",
    "actor_reference",
    "actor_name",
    "subject",
    "person_id",
    "body_id",
    "address",
    "content",
)


def canonical(value: Any) -> str:
    """JSON with one possible text: sorted keys, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest_of(entry: Entry) -> str:
    columns: dict[str, Any] = {name: getattr(entry, name) for name in _COVERED}
    columns["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return _sha256(canonical(columns))


def link(previous: str, position: int, digest: str) -> str:
    """The chain's value after the entry at `position`."""
    return _sha256(f"{previous}\n{position}\n{digest}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
