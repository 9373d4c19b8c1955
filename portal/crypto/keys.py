"""Keys for sensitive columns: `FIELD_KEYS="k2:BASE64,k1:BASE64"`, the first one is current.

Each master key (32 bytes) gives one key to encrypt and one to look up (HKDF-SHA256).
"""

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# A hash column holds the key id, a colon and 64 hexadecimal digits in 100 characters.
_KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True)
class FieldKey:
    """One generation of keys; `id` is stored with every value made by it."""

    id: str
    encryption: bytes
    lookup: bytes


def _derive(master: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"portal field {purpose}".encode()).derive(master)


def _parse(entry: str) -> FieldKey:
    key_id, _, encoded = entry.strip().partition(":")
    try:
        master = base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"FIELD_KEYS: key {key_id!r} is not base64") from error
    if not _KEY_ID.fullmatch(key_id):
        raise ImproperlyConfigured("FIELD_KEYS: a key id is 1 to 32 letters, digits, '-', '_'")
    if len(master) != 32:
        raise ImproperlyConfigured(f"FIELD_KEYS: key {key_id!r} must be 32 bytes in base64")
    return FieldKey(key_id, _derive(master, "encryption"), _derive(master, "lookup"))


@cache
def _parse_all(configured: str) -> tuple[FieldKey, ...]:
    keys = tuple(_parse(entry) for entry in configured.split(",") if entry.strip())
    if not keys:
        raise ImproperlyConfigured("FIELD_KEYS is empty: sensitive columns cannot be stored")
    if len({key.id for key in keys}) < len(keys):
        raise ImproperlyConfigured("FIELD_KEYS names one key id twice")
    return keys


def keyring() -> tuple[FieldKey, ...]:
    """All keys, the current one first."""
    return _parse_all(settings.FIELD_KEYS)


def key_by_id(key_id: str) -> FieldKey:
    """The key that made a stored value; KeyError when it is no longer configured."""
    return {key.id: key for key in keyring()}[key_id]
