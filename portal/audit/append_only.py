"""Tables whose rows are written once: the database itself refuses to change or delete them.

A superuser and TRUNCATE are not stopped. On SQLite a later migration that rebuilds the table must
protect it again.
"""

from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation

_EVENTS = ("UPDATE", "DELETE")


def protect(table: str) -> Operation:
    """A migration's operation that makes `table` append-only (PostgreSQL and SQLite)."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        _execute(schema_editor, postgresql=_on_postgresql(table), sqlite=_on_sqlite(table))

    def backwards(apps: Any, schema_editor: Any) -> None:
        _execute(schema_editor, postgresql=_off_postgresql(table), sqlite=_off_sqlite(table))

    return migrations.RunPython(forwards, backwards)


def _execute(schema_editor: Any, **statements: list[str]) -> None:
    for statement in statements.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement, params=None)


def _on_postgresql(table: str) -> list[str]:
    return [
        f"""
        CREATE FUNCTION {table}_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{table} is append-only';
        END;
        $$
        """,
        f"""
        CREATE TRIGGER {table}_is_final BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_is_final()
        """,
    ]


def _off_postgresql(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_is_final ON {table}", f"DROP FUNCTION {table}_is_final()"]


def _on_sqlite(table: str) -> list[str]:
    return [
        f"""
        CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
        """
        for event in _EVENTS
    ]


def _off_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_no_{event.lower()}" for event in _EVENTS]
