"""The database itself refuses to change or delete a decision (PostgreSQL and SQLite)."""

from django.db import migrations

_POSTGRES = """
CREATE FUNCTION approvals_decision_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'approvals_decision is append-only';
END;
$$;
CREATE TRIGGER approvals_decision_is_final BEFORE UPDATE OR DELETE ON approvals_decision
FOR EACH ROW EXECUTE FUNCTION approvals_decision_is_final();
"""
_POSTGRES_BACK = """
DROP TRIGGER approvals_decision_is_final ON approvals_decision;
DROP FUNCTION approvals_decision_is_final();
"""
_SQLITE = [
    f"""
    CREATE TRIGGER approvals_decision_no_{event.lower()} BEFORE {event} ON approvals_decision
    BEGIN SELECT RAISE(ABORT, 'approvals_decision is append-only'); END
    """
    for event in ("UPDATE", "DELETE")
]
_SQLITE_BACK = [
    "DROP TRIGGER approvals_decision_no_update",
    "DROP TRIGGER approvals_decision_no_delete",
]


def _run(on_postgres, on_sqlite):
    def apply(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for statement in {"postgresql": [on_postgres], "sqlite": on_sqlite}.get(vendor, []):
            schema_editor.execute(statement, params=None)

    return apply


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]
    operations = [
        migrations.RunPython(_run(_POSTGRES, _SQLITE), _run(_POSTGRES_BACK, _SQLITE_BACK))
    ]
