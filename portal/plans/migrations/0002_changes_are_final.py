"""The database itself keeps the history of a plan (PostgreSQL and SQLite)."""

from django.db import migrations

_POSTGRES = """
CREATE FUNCTION plans_change_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'plans_planchange is append-only';
END;
$$;
CREATE TRIGGER plans_change_is_final BEFORE UPDATE OR DELETE ON plans_planchange
FOR EACH ROW EXECUTE FUNCTION plans_change_is_final();
"""
_POSTGRES_BACK = """
DROP TRIGGER plans_change_is_final ON plans_planchange;
DROP FUNCTION plans_change_is_final();
"""
_SQLITE = [
    f"""
    CREATE TRIGGER plans_planchange_no_{event.lower()} BEFORE {event} ON plans_planchange
    BEGIN SELECT RAISE(ABORT, 'plans_planchange is append-only'); END
    """
    for event in ("UPDATE", "DELETE")
]
_SQLITE_BACK = [
    "DROP TRIGGER plans_planchange_no_update",
    "DROP TRIGGER plans_planchange_no_delete",
]


def _run(on_postgres, on_sqlite):
    def apply(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for statement in {"postgresql": [on_postgres], "sqlite": on_sqlite}.get(vendor, []):
            schema_editor.execute(statement, params=None)

    return apply


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.RunPython(_run(_POSTGRES, _SQLITE), _run(_POSTGRES_BACK, _SQLITE_BACK))
    ]
