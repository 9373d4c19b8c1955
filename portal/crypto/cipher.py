"""AES-256-GCM for sensitive values, and keyed hashes by which they are found."""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.crypto.keys import FieldKey, key_by_id, keyring

_NONCE_BYTES = 12


def encrypt(plain: str, context: str) -> str:
    """`keyid:base64(nonce + ciphertext)`; `context` binds the value to its column."""
    key = keyring()[0]
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(key.encryption).encrypt(nonce, plain.encode(), context.encode())
    return f"{key.id}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, context: str) -> str:
    """The plain value; KeyError for an unknown key id, InvalidTag for a tampered value."""
    key_id, _, encoded = stored.partition(":")
    raw = base64.b64decode(encoded)
    key = key_by_id(key_id)
    plain = AESGCM(key.encryption).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode())
    return plain.decode()


def key_id_of(stored: str) -> str:
    return stored.partition(":")[0]


def _hash(key: FieldKey, value: str, context: str) -> str:
    digest = hmac.new(key.lookup, f"{context}\0{value}".encode(), hashlib.sha256)
    return f"{key.id}:{digest.hexdigest()}"


def lookup_hash(value: str, context: str) -> str:
    """The keyed hash to store beside an encrypted value, under the current key."""
    return _hash(keyring()[0], value, context)


def lookup_hashes(value: str, context: str) -> list[str]:
    """The hash under every configured key, so that a value is found while keys rotate."""
    return [_hash(key, value, context) for key in keyring()]
