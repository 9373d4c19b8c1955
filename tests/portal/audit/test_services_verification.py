"""Tampering in SQL, past models and triggers, each kind of it found at its place."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.audit import sealfile
from portal.audit.digests import START_OF_CHAIN, digest_of, link
from portal.audit.models import Entry, Seal
from portal.audit.sealing import seal
from portal.audit.verification import Problem, verify
from tests.portal.audit.conftest import sealed_runs, write

pytestmark = pytest.mark.django_db
Sql = Callable[..., None]

SQLITE_TRIGGERS = [
    f"audit_{table}_no_{event}" for table in ("entry", "seal") for event in ("update", "delete")
]


@pytest.fixture
def sql(db: None) -> Iterator[Sql]:
    """SQL of somebody who owns the database: triggers off. Rolled back with the test."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for name in SQLITE_TRIGGERS:
                cursor.execute(f"DROP TRIGGER {name}")
        yield lambda statement, *values: cursor.execute(statement, values)


@pytest.fixture
def entries(db: None) -> list[Entry]:
    """Nine entries under three seals."""
    return sealed_runs(3, 3, 3)


def places() -> list[str]:
    return [problem.place for problem in verify().problems]


def rebuild_chain(sql: Sql, first: int) -> None:
    """What a tamperer who knows the method would do: from `first` on, all hashes made new."""
    chain = Entry.objects.get(position=first - 1).chain if first > 1 else START_OF_CHAIN
    for entry in Entry.objects.filter(position__gte=first).order_by("position"):
        digest = digest_of(entry)
        chain = link(chain, entry.position or 0, digest)
        sql("UPDATE audit_entry SET digest = %s, chain = %s WHERE id = %s", digest, chain, entry.pk)


def rebuild_seals(sql: Sql) -> None:
    previous = START_OF_CHAIN
    for found in Seal.objects.order_by("number"):
        chain = Entry.objects.get(position=found.last_position).chain
        sql(
            "UPDATE audit_seal SET previous = %s, chain = %s WHERE number = %s",
            previous,
            chain,
            found.number,
        )
        previous = chain


def test_a_whole_trail_has_no_problem(entries: list[Entry]) -> None:
    write()
    report = verify()
    assert (report.entries, report.unsealed, report.seals, report.lines) == (9, 1, 3, 3)
    assert report.problems == []


def test_an_empty_trail_has_no_problem(db: None) -> None:
    assert verify().problems == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "other"),
        ("actor_name", "other"),
        ("actor_reference", "other"),
        ("subject", "other"),
        ("address", "other"),
        ("content", '{"a":1}'),
        ("person_id", 9),
        ("body_id", 9),
        ("actor_kind", "applicant"),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_changed_column(entries: list[Entry], sql: Sql, column: str, value: Any) -> None:
    pk = entries[4].pk
    sql(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, pk)
    assert verify().problems == [Problem(f"position 5 (entry {pk})", "content was changed")]


def test_a_changed_row_whose_digest_was_made_new(entries: list[Entry], sql: Sql) -> None:
    pk = entries[4].pk
    sql("UPDATE audit_entry SET action = 'other' WHERE id = %s", pk)
    sql("UPDATE audit_entry SET digest = %s WHERE id = %s", digest_of(Entry.objects.get(pk=pk)), pk)
    assert places() == [f"position 5 (entry {pk})"]


def test_a_changed_row_whose_chain_was_made_new(entries: list[Entry], sql: Sql) -> None:
    sql("UPDATE audit_entry SET action = 'other' WHERE id = %s", entries[4].pk)
    rebuild_chain(sql, 5)
    assert places() == ["positions 4 to 6", "positions 7 to 9"]


def test_a_changed_row_whose_seals_were_made_new_too(entries: list[Entry], sql: Sql) -> None:
    sql("UPDATE audit_entry SET action = 'other' WHERE id = %s", entries[4].pk)
    rebuild_chain(sql, 5)
    rebuild_seals(sql)
    assert verify().problems == [
        Problem("positions 4 to 6", "seal 2 is not what the file outside says"),
        Problem("positions 7 to 9", "seal 3 is not what the file outside says"),
    ]


def test_a_changed_row_that_is_not_sealed_yet(db: None, sql: Sql) -> None:
    pk = write().pk
    sql("UPDATE audit_entry SET action = 'other'")
    assert places() == [f"entry {pk}, not sealed yet"]


def test_a_missing_row(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position = 5")
    assert verify().problems == [Problem("position 5", "missing")]


def test_missing_rows_at_the_start(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position <= 2")
    assert verify().problems == [Problem("positions 1 to 2", "missing")]


def test_a_missing_row_with_the_rest_moved_up(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position = 5")
    for position in range(6, 10):
        sql("UPDATE audit_entry SET position = %s WHERE position = %s", position - 1, position)
    rebuild_chain(sql, 5)
    assert "position 9" in places()


def test_two_rows_in_each_others_place(entries: list[Entry], sql: Sql) -> None:
    fifth, sixth = entries[4], entries[5]
    for position, entry in ((99, fifth), (5, sixth), (6, fifth)):
        sql("UPDATE audit_entry SET position = %s WHERE id = %s", position, entry.pk)
    assert places()[:2] == [f"position 5 (entry {sixth.pk})", f"position 6 (entry {fifth.pk})"]


def test_rows_cut_off_at_the_end(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position > 7")
    assert verify().problems == [Problem("positions 8 to 9", "cut off at the end")]


def test_rows_cut_off_together_with_their_seals(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position > 3")
    sql("DELETE FROM audit_seal WHERE number > 1")
    assert verify().problems == [
        Problem("positions 4 to 6", "cut off: seal 2 is only in the file outside"),
        Problem("positions 7 to 9", "cut off: seal 3 is only in the file outside"),
    ]


def test_a_trail_that_grew_on_after_the_cut(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry WHERE position > 6")
    sql("DELETE FROM audit_seal WHERE number > 2")
    write()
    seal()
    assert verify().problems == [
        Problem("positions 7 to 9", "seal 3 is not what the file outside says")
    ]


def test_everything_gone(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_entry")
    sql("DELETE FROM audit_seal")
    assert places() == ["positions 1 to 3", "positions 4 to 6", "positions 7 to 9"]


def test_rows_made_unsealed_to_be_changed(entries: list[Entry], sql: Sql) -> None:
    sql("UPDATE audit_entry SET position = NULL, chain = '' WHERE position > 7")
    assert places() == ["positions 8 to 9"]


def test_a_missing_seal_in_the_middle(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_seal WHERE number = 2")
    assert places() == ["seal 3", "positions 4 to 6"]


def test_a_missing_last_seal(entries: list[Entry], sql: Sql) -> None:
    sql("DELETE FROM audit_seal WHERE number = 3")
    assert verify().problems[0] == Problem("positions 7 to 9", "the seal over it is missing")


def test_a_changed_line_outside(entries: list[Entry]) -> None:
    file = sealfile.seal_file()
    file.write_text(file.read_text().replace('"first": 4', '"first": 5'))
    assert places() == ["positions 5 to 6"]


def test_a_missing_line_in_the_middle(entries: list[Entry]) -> None:
    lines = sealfile.seal_file().read_text().splitlines(keepends=True)
    sealfile.seal_file().write_text(lines[0] + lines[2])
    assert verify().problems == [Problem("seal file, after seal 1", "has seal 3")]


def test_lines_in_each_others_place(entries: list[Entry]) -> None:
    lines = sealfile.seal_file().read_text().splitlines(keepends=True)
    sealfile.seal_file().write_text(lines[0] + lines[2] + lines[1])
    assert "seal file, after seal 1" in places()


def test_a_torn_line_that_was_written_again_is_no_problem(entries: list[Entry]) -> None:
    file = sealfile.seal_file()
    file.write_text(file.read_text()[:-30])
    sealfile.append_missing()
    assert verify().problems == []


def test_a_line_may_be_late_but_not_for_long(entries: list[Entry], clock: Any) -> None:
    write()
    seal()
    lines = sealfile.seal_file().read_text().splitlines(keepends=True)
    sealfile.seal_file().write_text("".join(lines[:3]))
    clock.advance(minutes=10)
    assert verify().problems == []
    clock.advance(seconds=1)
    assert verify().problems == [Problem("seal 4", "is not in the file outside the database")]


def command() -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_says_that_all_is_well(entries: list[Entry]) -> None:
    write()
    assert command() == (
        "9 sealed entries, 1 not sealed yet, 3 seals, 3 outside the database\nthe trail is whole\n"
    )


def test_the_command_names_the_place_and_ends_with_1(
    entries: list[Entry], sql: Sql, capsys: pytest.CaptureFixture[str]
) -> None:
    sql("DELETE FROM audit_entry WHERE position = 5")
    with pytest.raises(CommandError, match="1 problem") as failure:
        call_command("verify_audit")
    assert failure.value.returncode == 1
    assert "position 5: missing" in capsys.readouterr().err
