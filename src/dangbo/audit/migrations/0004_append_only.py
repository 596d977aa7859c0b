"""Chain what was recorded before there was a chain; guard the new tables as the journal is."""

from itertools import islice

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from dangbo.base.chains import chain_keys, link
from dangbo.base.guards import run_sql

SEALED = (
    "seq", "at", "recorded", "actor", "actor_user_id", "role", "behalf", "origin", "code", "on",
    "paper", "reason", "params", "payload", "corrects_id", "invented",
)  # fmt: skip
BATCH = 2_000
TABLES = ("audit_access", "audit_closing")

UP_SQLITE = """
CREATE TRIGGER audit_act_no_update BEFORE UPDATE ON audit_act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
DOWN = {
    "sqlite": "DROP TRIGGER audit_act_no_update",
    "postgresql": "ALTER TABLE audit_act DISABLE TRIGGER audit_act_append_only",
}
UP = {
    "sqlite": UP_SQLITE,
    "postgresql": "ALTER TABLE audit_act ENABLE TRIGGER audit_act_append_only",
}

SQLITE_EACH = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--;;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--;;
CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table}
BEGIN
  SELECT RAISE(ABORT, 'the log has no gaps')
  WHERE NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM {table});
END;
"""
DROP_SQLITE_EACH = """
DROP TRIGGER {table}_no_update;
--;;
DROP TRIGGER {table}_no_delete;
--;;
DROP TRIGGER {table}_in_order;
"""
POSTGRESQL_FUNCTIONS = """
CREATE FUNCTION audit_refuse_change_of_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only' USING ERRCODE = 'restrict_violation';
END $$;
--;;
CREATE FUNCTION audit_check_next() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last bigint;
BEGIN
  EXECUTE format('SELECT max(seq) FROM %I', TG_TABLE_NAME) INTO last;
  IF NEW.seq IS DISTINCT FROM COALESCE(last, 0) + 1 THEN
    RAISE EXCEPTION 'the log has no gaps' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
"""
POSTGRESQL_EACH = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change_of_log();
--;;
CREATE TRIGGER {table}_in_order BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION audit_check_next();
"""
DROP_POSTGRESQL_EACH = """
DROP TRIGGER {table}_append_only ON {table};
--;;
DROP TRIGGER {table}_in_order ON {table};
"""
DROP_POSTGRESQL_FUNCTIONS = """
DROP FUNCTION audit_refuse_change_of_log();
--;;
DROP FUNCTION audit_check_next();
"""


def each(text: str) -> str:
    """Return statements for both tables."""
    return "--;;".join(text.format(table=table) for table in TABLES)


def chain_acts(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Seal every act there is, in order."""
    act = apps.get_model("audit", "Act")
    if not act.objects.exists():
        return
    vendor, key = editor.connection.vendor, chain_keys("audit_act")[0]
    rows = act.objects.order_by("seq").values_list(*SEALED).iterator(chunk_size=BATCH)
    before = ""
    with editor.connection.cursor() as cursor:
        cursor.execute(DOWN[vendor])
        while batch := list(islice(rows, BATCH)):
            seals = []
            for values in batch:
                before = link(key, before, values)
                seals.append((before, values[0]))
            cursor.executemany("UPDATE audit_act SET hash = %s WHERE seq = %s", seals)
        cursor.execute(UP[vendor])


class Migration(migrations.Migration):
    """Chain the journal, and guard the log."""

    dependencies = [("audit", "0003_chain")]

    operations = [
        migrations.RunPython(chain_acts, migrations.RunPython.noop),
        run_sql(
            {
                "sqlite": each(SQLITE_EACH),
                "postgresql": f"{POSTGRESQL_FUNCTIONS}--;;{each(POSTGRESQL_EACH)}",
            },
            {
                "sqlite": each(DROP_SQLITE_EACH),
                "postgresql": f"{each(DROP_POSTGRESQL_EACH)}--;;{DROP_POSTGRESQL_FUNCTIONS}",
            },
        ),
    ]
