import base64
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.crypto.keys import key_by_id, keyring


def test_the_first_key_is_current(use_keys: Any) -> None:
    use_keys("k2", "k1")
    assert [key.id for key in keyring()] == ["k2", "k1"]
    assert key_by_id("k1") == keyring()[1]


def test_each_key_has_a_purpose() -> None:
    key = keyring()[0]
    assert key.encryption != key.lookup
    assert len(key.encryption) == len(key.lookup) == 32


@pytest.mark.parametrize(
    "configured",
    [
        "",
        " , ",
        "k1",
        "k1:not base64!",
        f":{base64.b64encode(bytes(32)).decode()}",
        f"k1:{base64.b64encode(bytes(31)).decode()}",
        f"k1:{base64.b64encode(bytes(33)).decode()}",
        f"k1:{base64.b64encode(bytes(32)).decode()},k1:{base64.b64encode(b'1' * 32).decode()}",
        f"{'k' * 33}:{base64.b64encode(bytes(32)).decode()}",
        f"k 1:{base64.b64encode(bytes(32)).decode()}",
    ],
)
def test_what_is_no_key_is_refused(settings: Any, configured: str) -> None:
    settings.FIELD_KEYS = configured
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        keyring()


def test_a_refusal_never_quotes_the_key(settings: Any) -> None:
    secret = base64.b64encode(bytes(31)).decode()
    settings.FIELD_KEYS = f"k1:{secret}"
    with pytest.raises(ImproperlyConfigured) as refusal:
        keyring()
    assert secret not in str(refusal.value)
