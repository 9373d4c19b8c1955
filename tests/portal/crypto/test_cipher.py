import base64
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from portal.crypto import cipher

HERE = "identity.person.id_number"
RARE = "\U00020bb7𬭎䶮·🙂"
# No surrogates: they are no characters and cannot be UTF-8.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def flipped(stored: str, byte: int) -> str:
    key_id, _, encoded = stored.partition(":")
    raw = bytearray(base64.b64decode(encoded))
    raw[byte] ^= 1
    return f"{key_id}:{base64.b64encode(bytes(raw)).decode()}"


def test_what_is_stored_names_its_key_and_hides_the_text() -> None:
    stored = cipher.encrypt("某某某", HERE)
    assert cipher.key_id_of(stored) == "k1"
    assert "某" not in stored
    assert stored.isascii()


@pytest.mark.parametrize("plain", ["", "x", RARE, "x" * 10_000, "a\0b"])
def test_it_comes_back(plain: str) -> None:
    assert cipher.decrypt(cipher.encrypt(plain, HERE), HERE) == plain


@given(plain=TEXT, context=TEXT)
def test_any_text_comes_back_in_any_context(plain: str, context: str) -> None:
    assert cipher.decrypt(cipher.encrypt(plain, context), context) == plain


def test_the_same_text_never_looks_the_same() -> None:
    assert cipher.encrypt("x", HERE) != cipher.encrypt("x", HERE)


def test_a_value_belongs_to_its_column() -> None:
    stored = cipher.encrypt("x", HERE)
    with pytest.raises(InvalidTag):
        cipher.decrypt(stored, "identity.person.mobile")


@pytest.mark.parametrize("byte", [0, 11, 12, -1])
def test_a_changed_bit_in_nonce_text_or_tag_shows(byte: int) -> None:
    stored = cipher.encrypt("身份证", HERE)
    with pytest.raises(InvalidTag):
        cipher.decrypt(flipped(stored, byte), HERE)


def test_another_keys_name_on_a_value_shows(use_keys: Any) -> None:
    stored = cipher.encrypt("x", HERE)
    use_keys("k2", "k1")
    with pytest.raises(InvalidTag):
        cipher.decrypt(stored.replace("k1:", "k2:"), HERE)


def test_an_unknown_key_is_named(use_keys: Any) -> None:
    stored = cipher.encrypt("x", HERE)
    use_keys("k2")
    with pytest.raises(KeyError, match="k1"):
        cipher.decrypt(stored, HERE)


def test_an_older_key_still_reads(use_keys: Any) -> None:
    stored = cipher.encrypt("x", HERE)
    use_keys("k2", "k1")
    assert cipher.decrypt(stored, HERE) == "x"
    assert cipher.key_id_of(cipher.encrypt("x", HERE)) == "k2"


def test_a_hash_is_the_same_each_time_and_tells_nothing_of_the_text() -> None:
    first = cipher.lookup_hash("440101199001011234", HERE)
    assert first == cipher.lookup_hash("440101199001011234", HERE)
    assert "1990" not in first
    assert first.startswith("k1:")
    assert len(first) == len("k1:") + 64


def test_hashes_differ_by_value_column_and_key(use_keys: Any) -> None:
    hashes = {
        cipher.lookup_hash("1", HERE),
        cipher.lookup_hash("2", HERE),
        cipher.lookup_hash("1", "accounts.signup.id_number"),
    }
    use_keys("k2")
    hashes.add(cipher.lookup_hash("1", HERE))
    assert len({found.partition(":")[2] for found in hashes}) == 4


def test_context_and_value_do_not_run_together() -> None:
    assert cipher.lookup_hash("bc", "a") != cipher.lookup_hash("c", "ab")


def test_a_look_up_asks_for_every_key(use_keys: Any) -> None:
    old = cipher.lookup_hash("1", HERE)
    use_keys("k2", "k1")
    assert cipher.lookup_hashes("1", HERE) == [cipher.lookup_hash("1", HERE), old]
