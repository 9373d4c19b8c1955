"""Nobody changes what is written: neither through the models nor in SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal.audit.models import AppendOnly, Entry, Seal
from portal.audit.sealing import seal
from tests.portal.audit.conftest import sealed_runs, write

pytestmark = pytest.mark.django_db


def test_a_model_is_saved_once() -> None:
    entry = write()
    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        Entry.objects.get().save()
    with pytest.raises(AppendOnly):
        entry.delete()


def test_a_copy_cannot_take_a_rows_place() -> None:
    entry = write()
    copy = Entry(pk=entry.pk, at=entry.at, action="other", actor_kind="system", actor_name="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        copy.save()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET action = 'other'",
        "UPDATE audit_entry SET at = '2020-01-01 00:00:00+00:00'",
        "UPDATE audit_entry SET person_id = 9",
        "UPDATE audit_entry SET content = '{}', body_id = 9",
        "UPDATE audit_entry SET digest = 'other'",
        "UPDATE audit_entry SET actor_name = 'other', position = 1, chain = 'x'",
        "UPDATE audit_entry SET id = id + 1",
    ],
)
@pytest.mark.parametrize("is_sealed", [False, True])
def test_the_database_refuses_to_change_an_entry(change: str, is_sealed: bool) -> None:
    write()
    if is_sealed:
        seal()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET position = 9",
        "UPDATE audit_entry SET position = NULL, chain = ''",
        "UPDATE audit_entry SET chain = 'other'",
        "DELETE FROM audit_entry",
        "UPDATE audit_seal SET chain = 'other'",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_to_move_or_remove_what_is_sealed(change: str) -> None:
    sealed_runs(1)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_seal_is_saved_once() -> None:
    sealed_runs(1)
    with pytest.raises(AppendOnly):
        Seal.objects.get().save()


@pytest.mark.postgres
def test_on_postgresql_not_even_an_unsealed_entry_is_deleted() -> None:
    write()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
