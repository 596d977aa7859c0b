"""Have the database itself keep what was written in confidential records.

Entries are never edited. A record changes its wrapped key until it is forgotten, once; a reader and
a file are ended, once. Nothing is deleted.
"""

from django.db import migrations

from dangbo.base.guards import run_sql

EDITED = "what a confidential record holds is never edited"
DELETED = "what a confidential record holds is never deleted"
# Columns that stay as written, and the one that is set once.
KEPT = {
    "sealed_entry": (("id", "record_id", "act_id", "sealed"), ""),
    "sealed_attachment": (("id", "entry_id", "digest"), "gone_by_id"),
    "sealed_reader": (("id", "record_id", "user_id", "opened_by_id"), "closed_by_id"),
    "sealed_record": (("id", "uid"), "forgotten_by_id"),
}


def altered(table, other):
    """Return the condition of a change that is refused; `other` says how values differ."""
    columns, once = KEPT[table]
    found = [f"NEW.{name} {other} OLD.{name}" for name in columns]
    if once:
        found.append(f"(OLD.{once} IS NOT NULL AND NEW.{once} {other} OLD.{once})")
    if table == "sealed_record":
        found.append("(OLD.key = '' AND NEW.key <> '')")
    return " OR ".join(found)


def sqlite():
    """Return the guards of SQLite."""
    for table in KEPT:
        yield f"""
CREATE TRIGGER {table}_edited BEFORE UPDATE ON {table} WHEN {altered(table, "IS NOT")}
BEGIN SELECT RAISE(ABORT, '{EDITED}'); END;
--;;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{DELETED}'); END;
"""


def postgresql():
    """Return the guards of PostgreSQL."""
    yield f"""
CREATE FUNCTION sealed_refuse_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{DELETED}' USING ERRCODE = 'restrict_violation'; END $$;
"""
    for table in KEPT:
        yield f"""
CREATE FUNCTION {table}_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {altered(table, "IS DISTINCT FROM")} THEN
    RAISE EXCEPTION '{EDITED}' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--;;
CREATE TRIGGER {table}_edited BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuse_edit();
--;;
CREATE TRIGGER {table}_kept BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION sealed_refuse_delete();
"""


def drop(on, functions):
    """Return what takes the guards away again."""
    for table in KEPT:
        place = f" ON {table}" if on else ""
        yield f"DROP TRIGGER {table}_edited{place};"
        yield f"DROP TRIGGER {table}_kept{place};"
        if functions:
            yield f"DROP FUNCTION {table}_refuse_edit();"
    if functions:
        yield "DROP FUNCTION sealed_refuse_delete();"


class Migration(migrations.Migration):
    """Add the guards."""

    dependencies = [("sealed", "0001_initial")]
    operations = [
        run_sql(
            {"sqlite": "--;;".join(sqlite()), "postgresql": "--;;".join(postgresql())},
            {
                "sqlite": "--;;".join(drop(on=False, functions=False)),
                "postgresql": "--;;".join(drop(on=True, functions=True)),
            },
        )
    ]
