"""Name the triggers by which a database guards its rows."""

from django.db import connection

OF_POSTGRESQL = (
    "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' "
    "AND c.relnamespace = current_schema()::regnamespace"
)
OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def guards_up() -> list[str]:
    """Return the names of the triggers that are there and at work."""
    with connection.cursor() as cursor:
        cursor.execute(OF_POSTGRESQL if connection.vendor == "postgresql" else OF_SQLITE)
        return sorted(name for (name,) in cursor.fetchall())
