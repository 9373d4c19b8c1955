"""The database itself refuses to change what is written once (PostgreSQL and SQLite).

An entry's position and chain are set once, by the sealer. On SQLite a later migration that
rebuilds a table must make its triggers again. TRUNCATE and a superuser are not stopped here:
the seals outside the database show their work.
"""

from django.db import migrations

_COLUMNS = (
    "id at action actor_kind actor_user_id actor_reference actor_name subject person_id body_id"
    " address content digest"
).split()

_POSTGRES = """
CREATE FUNCTION audit_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_entry' THEN
    IF OLD.position IS NULL THEN
      OLD.position := NEW.position;
      OLD.chain := NEW.chain;
      IF OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
      END IF;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;
CREATE TRIGGER audit_entry_written_once BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_written_once();
CREATE TRIGGER audit_seal_written_once BEFORE UPDATE OR DELETE ON audit_seal
FOR EACH ROW EXECUTE FUNCTION audit_written_once();
"""
_POSTGRES_BACK = """
DROP TRIGGER audit_seal_written_once ON audit_seal;
DROP TRIGGER audit_entry_written_once ON audit_entry;
DROP FUNCTION audit_written_once();
"""


def _sqlite(table, event, condition):
    return f"""
    CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} WHEN {condition}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
    """


_CHANGED = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _COLUMNS)
_SQLITE = [
    _sqlite("audit_entry", "UPDATE", f"OLD.position IS NOT NULL OR {_CHANGED}"),
    _sqlite("audit_entry", "DELETE", "OLD.position IS NOT NULL"),
    _sqlite("audit_seal", "UPDATE", "1"),
    _sqlite("audit_seal", "DELETE", "1"),
]
_SQLITE_BACK = [
    f"DROP TRIGGER {table}_no_{event}"
    for table in ("audit_entry", "audit_seal")
    for event in ("update", "delete")
]


def _run(on_postgres, on_sqlite):
    def apply(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for statement in {"postgresql": [on_postgres], "sqlite": on_sqlite}.get(vendor, []):
            schema_editor.execute(statement, params=None)

    return apply


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(_run(_POSTGRES, _SQLITE), _run(_POSTGRES_BACK, _SQLITE_BACK))
    ]
