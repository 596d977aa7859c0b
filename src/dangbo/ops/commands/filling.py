"""Fill the tables of an empty database with the rows of a backup, its guards down meanwhile."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, transaction

from dangbo.base.kept import rebuilding
from dangbo.ops.files.parts import Part
from dangbo.ops.files.streams import BackupError
from dangbo.ops.files.values import read
from dangbo.ops.queries.tables import tables

BATCH: Final = 2_000
GUARDED: Final = (
    "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)


@dataclass
class Filling:
    """A database that is being filled: how its tables are made, and the guards to put back."""

    make: Callable[[], None]
    stack: ExitStack
    guards: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Make the tables, take the guards down, and take away what making them has put in."""
        self.make()
        if connection.vendor == "sqlite":
            # There tables are made outside of any transaction; the rows come in one.
            self.stack.enter_context(transaction.atomic())
        settle_constraints()
        self.guards = take_guards_down()
        with connection.cursor() as cursor:
            for table in reversed(tables()):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608

    def finish(self) -> None:
        """Put everything in order again once all rows are in."""
        models = [table.model for table in tables()]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
        for act in rebuilding.values():
            act()
        settle_constraints()
        with connection.cursor() as cursor:
            for statement in self.guards:
                cursor.execute(statement)
        connection.check_constraints()


@contextmanager
def filled(make: Callable[[], None]) -> Iterator[Filling]:
    """Give a database to fill; what was taken down for it stands again at the end."""
    with ExitStack() as stack:
        filling = Filling(make, stack)
        yield filling
        filling.finish()


def fill_rows(part: Part) -> None:
    """Put the rows of a part into their table."""
    known = {table.name: table for table in tables()}.get(str(part.head["table"]))
    columns, kinds = list(part.head["columns"]), list(part.head["kinds"])
    if known is None or set(columns) != set(known.columns):
        raise BackupError(str(part.head["table"]))
    rows = (read(kinds, json.loads(line), vendor=connection.vendor) for line in part.lines())
    quote = connection.ops.quote_name
    names = ", ".join(quote(each) for each in columns)
    into = f"{quote(known.name)} ({names})"
    if connection.vendor == "postgresql":
        _copy(f"COPY {into} FROM STDIN", rows)
    else:
        places = ", ".join(["%s"] * len(columns))
        _insert(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608 - own names


def _copy(statement: str, rows: Iterator[list[Any]]) -> None:
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(statement: str, rows: Iterator[list[Any]]) -> None:
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)


def take_guards_down() -> list[str]:
    """Take every trigger of ours away, and return the statements that put them up again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(GUARDED)
            names = [connection.ops.quote_name(name) for (name,) in cursor.fetchall()]
            for name in names:
                cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            return [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names]
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _statement in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        return [statement for _name, statement in triggers]


def settle_constraints() -> None:
    """Judge what waits for the end of the transaction now: tables cannot be altered before."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
