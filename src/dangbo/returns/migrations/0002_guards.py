"""Have the databases themselves refuse to change or take away what was sent, and its course."""

from django.db import migrations

from dangbo.base.guards import run_sql

TABLES = ("returns_return", "returns_step", "returns_sending", "returns_frozencell")
REFUSED = "what was sent is never changed"
UP_SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{refused}'); END;
--;;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, '{refused}'); END;
"""
DOWN_SQLITE = """
DROP TRIGGER {table}_no_update;
--;;
DROP TRIGGER {table}_no_delete;
"""
FUNCTION_UP = """
CREATE FUNCTION returns_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was sent is never changed' USING ERRCODE = 'restrict_violation';
END $$;
"""
FUNCTION_DOWN = "DROP FUNCTION returns_refuse_change();"
UP_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION returns_refuse_change();
"""
DOWN_POSTGRESQL = "DROP TRIGGER {table}_append_only ON {table};"


def each(text: str) -> str:
    """Return statements for every table."""
    return "\n--;;\n".join(text.format(table=table, refused=REFUSED) for table in TABLES)


class Migration(migrations.Migration):
    """Add the guards of reports."""

    dependencies = [("returns", "0001_initial")]

    operations = [
        run_sql(
            {"sqlite": each(UP_SQLITE), "postgresql": f"{FUNCTION_UP}--;;{each(UP_POSTGRESQL)}"},
            {
                "sqlite": each(DOWN_SQLITE),
                "postgresql": f"{each(DOWN_POSTGRESQL)}\n--;;\n{FUNCTION_DOWN}",
            },
        )
    ]
