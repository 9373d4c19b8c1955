"""Where the bytes lie: AES-256-GCM in the configured storage, the name bound to the content.

A stored file is `P1 ‖ length of the key id ‖ key id ‖ nonce ‖ ciphertext and tag`.
"""

import os
import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.crypto.keys import key_by_id, keyring

_MAGIC: Final = b"P1"
_NONCE_BYTES: Final = 12
FOLDER: Final = "documents"


class FileLost(Exception):
    """The stored file is missing, was changed, or its key is no longer configured."""


def new_name(folder: str = FOLDER) -> str:
    """A name that tells nothing: `documents/ab/<uuid>`."""
    name = uuid.uuid4().hex
    return f"{folder}/{name[:2]}/{name}"


def write(content: bytes, folder: str = FOLDER) -> str:
    """Store the bytes sealed under the current key; returns their name.

    `folder` belongs to one app, which sweeps it.
    """
    name = new_name(folder)
    default_storage.save(name, ContentFile(_seal(content, name)))
    return name


def read(name: str) -> bytes:
    try:
        with default_storage.open(name) as stored:
            return _unseal(stored.read(), name)
    except (OSError, KeyError, InvalidTag) as error:
        raise FileLost(name) from error


def current_key_id() -> str:
    """The key that the next file is sealed with."""
    return keyring()[0].id


def delete(name: str) -> None:
    """Remove the file; a missing one is no error."""
    default_storage.delete(name)


def stored_names(folder: str = FOLDER) -> Iterator[str]:
    """Every file stored in the folder, in no order."""
    try:
        parts, _ = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for part in parts:
        _, files = default_storage.listdir(f"{folder}/{part}")
        yield from (f"{folder}/{part}/{name}" for name in files)


def written_at(name: str) -> datetime:
    return default_storage.get_modified_time(name)


def _seal(content: bytes, name: str) -> bytes:
    key = keyring()[0]
    key_id = key.id.encode()
    nonce = os.urandom(_NONCE_BYTES)
    sealed = AESGCM(key.encryption).encrypt(nonce, content, name.encode())
    return _MAGIC + bytes([len(key_id)]) + key_id + nonce + sealed


def _unseal(stored: bytes, name: str) -> bytes:
    start = 3 + stored[2] if len(stored) > 2 and stored.startswith(_MAGIC) else 0
    if not start:
        raise FileLost(name)
    key = key_by_id(stored[3:start].decode())
    nonce, sealed = stored[start : start + _NONCE_BYTES], stored[start + _NONCE_BYTES :]
    return AESGCM(key.encryption).decrypt(nonce, sealed, name.encode())
