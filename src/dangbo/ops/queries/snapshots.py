"""Read the database as it stands at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from dangbo.base.kept import named_files
from dangbo.ops.queries.tables import Table

FETCHED: Final = 2_000
# In SQLite a reader of a journalled file keeps its moment from the first reading on.
BEGIN: Final = {
    "sqlite": "BEGIN",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """Give a connection of its own that sees one moment only."""
    connection = connections.create_connection("default")
    try:
        with connection.cursor() as cursor:
            cursor.execute(BEGIN[connection.vendor])
            cursor.execute("SELECT count(*) FROM django_migrations")
        yield connection
    finally:
        connection.close()


def rows_of(connection: BaseDatabaseWrapper, table: Table) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order of its key."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each) for each in table.columns)
    statement = f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(table.key)}"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(FETCHED):
            yield from rows


def count_of(connection: BaseDatabaseWrapper, table: str) -> int:
    """Return how many rows a table has."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])


def files_named(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """Yield where each file lies that a row names."""
    quote = connection.ops.quote_name
    for named in named_files:
        meta = named.model._meta
        column = quote(_column(named.model, named.column))
        statement = f"SELECT DISTINCT {column} FROM {quote(meta.db_table)}"  # noqa: S608 - own names
        if named.unless:
            statement += f" WHERE {quote(_column(named.model, named.unless))} IS NULL"
        with connection.chunked_cursor() as cursor:
            cursor.execute(statement)
            while rows := cursor.fetchmany(FETCHED):
                yield from (named.place(str(row[0])) for row in rows)


def _column(model: type[Model], name: str) -> str:
    return next(
        str(field.column) for field in model._meta.local_concrete_fields if field.name == name
    )


def migrations_applied(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the migrations that a database has had."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def migrations_here() -> list[str]:
    """Return the migrations of this version of the program."""
    found = MigrationLoader(None).graph.nodes
    return sorted(f"{app}.{name}" for app, name in found)
