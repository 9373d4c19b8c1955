import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest

OLD, NEW = "k1", "k2"


def entry(key_id: str) -> str:
    """A key of FIELD_KEYS that is the same in every run."""
    return f"{key_id}:{base64.b64encode(hashlib.sha256(key_id.encode()).digest()).decode()}"


@pytest.fixture
def use_keys(settings: Any) -> Callable[..., None]:
    """`use_keys("k2", "k1")`: the first is current."""

    def use(*key_ids: str) -> None:
        settings.FIELD_KEYS = ",".join(entry(key_id) for key_id in key_ids)

    return use


@pytest.fixture(autouse=True)
def begin_with_the_old_key(use_keys: Callable[..., None]) -> None:
    use_keys(OLD)
