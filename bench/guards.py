"""Take the guards of the tables away while rows are made or swept out, and put them up again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction

AREAS = ("audit", "papers", "orgs", "members")
APART = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'orgs_version_apart'"
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master"
    " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE %s",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE %s"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}
MADE = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = 'bench_member'"


@contextmanager
def unguarded() -> Iterator[Any]:
    """Open a transaction in which rows may be written as they come; give its cursor."""
    with transaction.atomic(), connection.cursor() as cursor:
        back = _down_sqlite(cursor) if connection.vendor == "sqlite" else _down_postgresql(cursor)
        yield cursor
        for statement in back:
            cursor.execute(statement)


@contextmanager
def unindexed(cursor: Any, area: str) -> Iterator[None]:
    """Take the indexes of an area away while many rows come in, and make them at the end."""
    cursor.execute(INDEXES[connection.vendor], [f"{area}_%"])
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for _, statement in indexes:
        cursor.execute(statement)


def _down_sqlite(cursor: Any) -> list[str]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    for name, _ in triggers:
        cursor.execute(f'DROP TRIGGER "{name}"')
    return [statement for _, statement in triggers]


def _down_postgresql(cursor: Any) -> list[str]:
    cursor.execute(APART)
    apart = cursor.fetchone()[0]
    cursor.execute("ALTER TABLE orgs_orgversion DROP CONSTRAINT orgs_version_apart")
    for table in tables():
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return [
        # What is due at the end of the transaction has to be done before tables are altered.
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables()),
        f"ALTER TABLE orgs_orgversion ADD CONSTRAINT orgs_version_apart {apart}",
    ]


def tables() -> list[str]:
    """Return the tables of the journal, the papers, the organisations and the members."""
    models = [model for area in AREAS for model in apps.get_app_config(area).get_models()]
    return [model._meta.db_table for model in models]


def sweep() -> None:
    """Empty the register for the next measurement."""
    with unguarded() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table in (*tables(), "orgs_unchecked"):
                cursor.execute(f"DELETE FROM {table}")
        else:
            cursor.execute(f"TRUNCATE {', '.join(tables())} RESTART IDENTITY CASCADE")


def refresh_statistics() -> None:
    """Have PostgreSQL look at its tables, as it does by itself soon after they are filled.

    SQLite does not look by itself, and nobody asks it to.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
