"""The database itself refuses to change or delete an entry, and a counter-entry that is none."""

from django.db import migrations

_POSTGRES = """
CREATE FUNCTION ceducation_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ceducation_hoursentry is append-only';
END;
$$;
CREATE TRIGGER ceducation_entry_is_final BEFORE UPDATE OR DELETE ON ceducation_hoursentry
FOR EACH ROW EXECUTE FUNCTION ceducation_entry_is_final();
CREATE FUNCTION ceducation_counter_mirrors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM ceducation_hoursentry o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
      AND o.person_id = NEW.person_id AND o.unit_id = NEW.unit_id AND o.year = NEW.year
      AND o.kind = NEW.kind AND o.hours = -NEW.hours
  ) THEN
    RAISE EXCEPTION 'a counter-entry takes back exactly one entry';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER ceducation_counter_mirrors BEFORE INSERT ON ceducation_hoursentry
FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION ceducation_counter_mirrors();
"""
_POSTGRES_BACK = """
DROP TRIGGER ceducation_counter_mirrors ON ceducation_hoursentry;
DROP FUNCTION ceducation_counter_mirrors();
DROP TRIGGER ceducation_entry_is_final ON ceducation_hoursentry;
DROP FUNCTION ceducation_entry_is_final();
"""
_SQLITE = [
    *(
        f"""
        CREATE TRIGGER ceducation_entry_no_{event.lower()} BEFORE {event} ON ceducation_hoursentry
        BEGIN SELECT RAISE(ABORT, 'ceducation_hoursentry is append-only'); END
        """
        for event in ("UPDATE", "DELETE")
    ),
    """
    CREATE TRIGGER ceducation_counter_mirrors BEFORE INSERT ON ceducation_hoursentry
    WHEN NEW.reverses_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM ceducation_hoursentry o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
        AND o.person_id = NEW.person_id AND o.unit_id = NEW.unit_id AND o.year = NEW.year
        AND o.kind = NEW.kind AND o.hours = -NEW.hours
    )
    BEGIN SELECT RAISE(ABORT, 'a counter-entry takes back exactly one entry'); END
    """,
]
_SQLITE_BACK = [
    "DROP TRIGGER ceducation_counter_mirrors",
    "DROP TRIGGER ceducation_entry_no_update",
    "DROP TRIGGER ceducation_entry_no_delete",
]


def _run(on_postgres, on_sqlite):
    def apply(apps, schema_editor):
        vendor = schema_editor.connection.vendor
        for statement in {"postgresql": [on_postgres], "sqlite": on_sqlite}.get(vendor, []):
            schema_editor.execute(statement, params=None)

    return apply


class Migration(migrations.Migration):
    dependencies = [("ceducation", "0001_initial")]
    operations = [
        migrations.RunPython(_run(_POSTGRES, _SQLITE), _run(_POSTGRES_BACK, _SQLITE_BACK))
    ]
