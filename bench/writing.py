"""Write many rows into a table as fast as the database takes them."""

from collections.abc import Iterable
from typing import Any

from django.db import connection


def write_rows(cursor: Any, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows of the columns named: by COPY on PostgreSQL, past Django on SQLite."""
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)
        return
    marks = ", ".join("?" * (columns.count(",") + 1))
    statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    connection.connection.executemany(statement, rows)
