"""Printed files under a new key."""

import base64
import threading

import pytest

from portal.crypto.rotation import all_stores, rotate
from portal.documents import vault
from portal.printing import queries
from portal.printing.models import Print, PrintRun
from portal.printing.rotation import Files
from portal.printing.services import order, render
from portal.printing.services.rendering import FOLDER
from tests.factories.accounts import UserFactory
from tests.portal.printing.probes import subject_of

pytestmark = pytest.mark.django_db
NEW_KEY = f"k2:{base64.b64encode(bytes(32)).decode()}"


def test_prints_and_runs_move_to_a_new_key(settings, run_jobs, django_capture_on_commit_callbacks):
    user = UserFactory()
    order("probe", [subject_of(user)], owner=user)
    run_jobs()
    run, made = PrintRun.objects.get(), Print.objects.get()
    before = queries.content(made), queries.run_content(run)
    settings.FIELD_KEYS = f"{NEW_KEY},{settings.FIELD_KEYS}"
    assert Files(Print).counts() == Files(PrintRun).counts() == {"test1": 1}
    with django_capture_on_commit_callbacks(execute=True):
        assert rotate(1, threading.Event(), lambda line: None).complete
    assert Files(Print).counts() == Files(PrintRun).counts() == {"k2": 1}
    settings.FIELD_KEYS = NEW_KEY
    run.refresh_from_db()
    made.refresh_from_db()
    assert (queries.content(made), queries.run_content(run)) == before
    assert set(vault.stored_names(FOLDER)) == {made.storage_name, run.storage_name}


def test_each_is_turned_once(settings):
    user = UserFactory()
    render("probe", subject_of(user), actor=user)
    settings.FIELD_KEYS = f"{NEW_KEY},{settings.FIELD_KEYS}"
    [[reference]] = list(Files(Print).stale(10))
    assert Files(Print).turn(reference)
    assert list(Files(Print).stale(10)) == []


def test_the_portal_knows_both_stores():
    assert {"printing.Print.files", "printing.PrintRun.files"} <= {
        store.name for store in all_stores()
    }
