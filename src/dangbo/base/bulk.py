"""Write many rows at the speed of the database, past the making of model instances."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from django.db import connection
from django.db.models import Model

# SQLite keeps days as text; done here, only the days among the values are looked at.
sqlite3.register_adapter(date, date.isoformat)
BATCH: Final = 5_000
# SQLite works triggers off, and the words of names into their index, statement by statement: one
# with many rows costs half of what one for each row does. More values at once gain nothing.
VALUES_AT_ONCE: Final = 4_000
NOTICEABLE: Final = 200
NEXT_IDS: Final = (
    "SELECT nextval(pg_get_serial_sequence(%s, %s)::regclass) FROM generate_series(1, %s)"
)
ROWS: Final = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"


def insert_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `fields`; other columns stay empty."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each) for each in _columns(model, fields))
    table = quote(model._meta.db_table)
    if connection.vendor == "postgresql":
        _copy(table, columns, rows)
        return
    _insert(f"INSERT INTO {table} ({columns}) VALUES ", len(fields), rows)  # noqa: S608


def _insert(into: str, wide: int, rows: Iterable[Sequence[Any]]) -> None:
    """Hand SQLite many rows in one statement, in its own notation: Django's would be translated."""
    for batch in _batches(rows, VALUES_AT_ONCE // wide):
        connection.ensure_connection()
        connection.validate_no_broken_transaction()
        with connection.wrap_database_errors:
            base: sqlite3.Connection = connection.connection
            base.execute(into + _places(len(batch), wide), [*chain.from_iterable(batch)])
        if connection.queries_logged:
            connection.queries_log.append({"sql": f"{into}{len(batch)} rows", "time": ""})


@lru_cache(maxsize=64)
def _places(rows: int, wide: int) -> str:
    one = f"({', '.join('?' * wide)})"
    return ", ".join([one] * rows)


def _copy(table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Hand PostgreSQL rows as fast as it takes them; its guards then judge many at once."""
    for batch in _batches(rows):
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
        ):
            for row in batch:
                copy.write_row(row)
        if len(batch) >= NOTICEABLE:
            _count_anew(table, len(batch))


def reserved_ids(model: type[Model], count: int) -> list[int]:
    """Return ids that no row of a table has, and that none made in another transaction will get.

    SQLite has one writer at a time already (transactions begin IMMEDIATE).
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NEXT_IDS, [table, model._meta.pk.column, count])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return list(range(last + 1, last + 1 + count))


def update_rows(model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set `fields` of rows, each given as the new values followed by its primary key."""
    quote = connection.ops.quote_name
    values = ", ".join(f"{quote(each)} = %s" for each in _columns(model, fields))
    table = quote(model._meta.db_table)
    key = quote(_columns(model, ["pk"])[0])
    _many(f"UPDATE {table} SET {values} WHERE {key} = %s", rows)  # noqa: S608 - own names


def _columns(model: type[Model], fields: Sequence[str]) -> list[str]:
    own = model._meta
    columns = {field.name: field.column for field in own.concrete_fields if field.column}
    return [columns[own.pk.name if each == "pk" else each] for each in fields]


def _count_anew(table: str, added: int) -> None:
    """Have PostgreSQL look at a table again that has more than doubled.

    It plans by what it last counted, and for an index made on an empty table that is nothing: the
    guards, which ask row by row, would read all of it each time.
    """
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [table])
        if cursor.fetchone()[0] < added:
            cursor.execute(f"ANALYZE {table}")


def _many(statement: str, rows: Iterable[Sequence[Any]]) -> int:
    """Run a statement for each row, and return how many there were."""
    done = 0
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(statement, batch)
            done += len(batch)
    return done


def _batches(rows: Iterable[Sequence[Any]], most: int = BATCH) -> Iterator[list[Sequence[Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, most)):
        yield batch
