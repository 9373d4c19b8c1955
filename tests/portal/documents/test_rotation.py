"""Stored files under a new key, turned by the portal's rotation."""

import base64
import threading

import pytest

from portal.crypto.rotation import rotate
from portal.documents import queries, vault
from portal.documents.rotation import Files
from tests.factories.documents import document, picture

pytestmark = pytest.mark.django_db

NEW_KEY = f"k2:{base64.b64encode(bytes(32)).decode()}"


def turn_all():
    return rotate(1, threading.Event(), lambda line: None)


def test_files_move_to_a_new_key(settings, django_capture_on_commit_callbacks):
    documents = [document(content=picture(seed=seed)) for seed in (1, 2)]
    settings.FIELD_KEYS = f"{NEW_KEY},{settings.FIELD_KEYS}"
    assert Files().counts() == {"test1": 2}
    assert queries.content(documents[0]) == picture(seed=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert turn_all().complete
    assert Files().counts() == {"k2": 2}
    settings.FIELD_KEYS = NEW_KEY
    for kept, seed in zip(documents, (1, 2), strict=True):
        kept.refresh_from_db()
        assert queries.content(kept) == picture(seed=seed)
    names = {kept.storage_name for kept in documents}
    assert set(vault.stored_names()) == names


def test_each_file_is_turned_once(settings):
    document()
    settings.FIELD_KEYS = f"{NEW_KEY},{settings.FIELD_KEYS}"
    assert [len(batch) for batch in Files().stale(10)] == [1]
    [[reference]] = list(Files().stale(10))
    assert Files().turn(reference)
    assert list(Files().stale(10)) == []
