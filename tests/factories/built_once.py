"""Build a register by its acts once in a worker, and put the very same rows back after that.

Most tests begin with the same small register. A builder marked `built_once` runs its acts the first
time; as long as the register before it is the very same afterwards (the seal of the last act says
so), on the same day and with the same keys, its rows are put back as they were, through every guard
of the database. In every other case it runs its acts again.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cache, wraps
from typing import Any, Final, NamedTuple, ParamSpec, Protocol, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

P = ParamSpec("P")
R = TypeVar("R")
# The values of a row, or its text where the database writes rows as text.
Row = Any

LAST_SEAL: Final = "SELECT hash FROM audit_act ORDER BY seq DESC LIMIT 1"
# Tables in which the guards note what is still to be judged; taking the notes away judges it.
UNJUDGED: Final = "_unchecked"


class Built(NamedTuple):
    """What a builder made: its answer, rows by table, how many there were before, the ids used."""

    answer: Any
    added: dict[str, list[Row]]
    before: list[int]
    used: dict[str, int]


class Rows(Protocol):
    """How one kind of database gives rows and takes them back."""

    def read(self, table: str) -> list[Row]: ...

    def put(self, table: str, rows: list[Row]) -> None: ...

    def used(self, tables: Iterable[str]) -> dict[str, int]: ...

    def close(self, used: dict[str, int]) -> None: ...


class OnSQLite:
    """Rows of SQLite, past the conversions of its driver."""

    def read(self, table: str) -> list[Row]:
        names = ", ".join(f'+"{name}"' for name in columns(table))
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {names} FROM "{table}" ORDER BY 1')
            return cursor.fetchall()

    def put(self, table: str, rows: list[Row]) -> None:
        into = columns(table)
        names, marks = ", ".join(f'"{name}"' for name in into), ", ".join("?" * len(into))
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        connection.connection.executemany(statement, rows)

    def used(self, tables: Iterable[str]) -> dict[str, int]:
        return {}  # its sequences follow the rows, and are taken back with them

    def close(self, used: dict[str, int]) -> None:
        pass


class OnPostgreSQL:
    """Rows of PostgreSQL as its own text."""

    def read(self, table: str) -> list[Row]:
        names = ", ".join(f'"{name}"' for name in columns(table))
        query = f'COPY (SELECT {names} FROM "{table}" ORDER BY 1) TO STDOUT'
        with connection.connection.cursor().copy(query) as copy:
            return [bytes(row) for row in copy]

    def put(self, table: str, rows: list[Row]) -> None:
        names = ", ".join(f'"{name}"' for name in columns(table))
        query = f'COPY "{table}" ({names}) FROM STDIN'
        with connection.connection.cursor().copy(query) as copy:
            copy.write(b"".join(rows))

    def used(self, tables: Iterable[str]) -> dict[str, int]:
        found = {}
        with connection.cursor() as cursor:
            for table in tables:
                for each in connection.introspection.get_sequences(cursor, table):
                    cursor.execute(f"SELECT last_value FROM {each['name']}")
                    found[each["name"]] = cursor.fetchone()[0]
        return found

    def close(self, used: dict[str, int]) -> None:
        moved = ", ".join(f"setval('{name}', {last})" for name, last in used.items())
        if moved:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {moved}")


@cache
def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [each.name for each in connection.introspection.get_table_description(cursor, table)]


@cache
def tables() -> list[str]:
    """Return the table of every model, those on which others lean first; triggers fill the rest."""
    layers = reversed(list(apps.get_app_configs()))
    models = [each for app in layers for each in app.get_models(include_auto_created=True)]
    there = set(connection.introspection.table_names())
    found = dict.fromkeys(each._meta.db_table for each in models)
    return [table for table in found if table in there]


@cache
def unjudged() -> list[str]:
    return [table for table in connection.introspection.table_names() if table.endswith(UNJUDGED)]


def state() -> dict[str, list[Row]]:
    rows = of_this_database()
    return {table: rows.read(table) for table in tables()}


def of_this_database() -> Rows:
    return OnPostgreSQL() if connection.vendor == "postgresql" else OnSQLite()


def judge() -> None:
    """Have the database judge what it would judge at the end of an act."""
    with connection.cursor() as cursor:
        for table in unjudged():
            cursor.execute(f'DELETE FROM "{table}"')


def last_seal() -> str:
    with connection.cursor() as cursor:
        cursor.execute(LAST_SEAL)
        found = cursor.fetchone()
    return found[0] if found else ""


def counted(names: Iterable[str]) -> list[int]:
    """Return how many rows each table has, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT COUNT(*) FROM "{each}")' for each in names))
        return list(cursor.fetchone())


def difference(
    before: dict[str, list[Row]], after: dict[str, list[Row]]
) -> Iterator[tuple[str, list[Row], bool]]:
    """Yield what each table has more, and whether it still has what it had."""
    for table, rows in after.items():
        if rows != before[table]:
            had, has = set(before[table]), set(rows)
            yield table, [row for row in rows if row not in had], had <= has


def built_once(build: Callable[P, R]) -> Callable[P, R]:
    """Have a builder's rows put back wherever it would make the very same again."""
    kept: dict[tuple[str, ...], Built | None] = {}

    @wraps(build)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        if not connection.in_atomic_block:
            return build(*args, **kwargs)
        keys = (*settings.AUDIT_KEYS, *settings.SECRET_KEYS, str(timezone.now().date()))
        key = (str(connection.settings_dict["NAME"]), *keys, last_seal(), repr((args, kwargs)))
        if key not in kept:
            before = state()
            answer = build(*args, **kwargs)
            kept[key] = _made(deepcopy(answer), before)
            return answer
        found = kept[key]
        if found is None or counted(found.added) != found.before:
            return build(*args, **kwargs)
        rows = of_this_database()
        for table, added in found.added.items():
            rows.put(table, added)
        rows.close(found.used)
        judge()
        return deepcopy(found.answer)

    return act


def _made(answer: Any, before: dict[str, list[Row]]) -> Built | None:
    """Return what was made, or nothing where rows that were there have changed."""
    found = list(difference(before, state()))
    if not all(kept for _table, _added, kept in found):
        return None
    added = {table: rows for table, rows, _kept in found if rows}
    counts = [len(before[table]) for table in added]
    return Built(answer, added, counts, of_this_database().used(added))
