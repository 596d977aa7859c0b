"""Time the taking in of a long list, with all checks, against bare inserts of the rows it writes.

Three peers write the very rows, bytes and all: the database alone into tables without keys, indexes
or guards, the database into the tables as they are, and Django's `bulk_create`.
"""

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection, models, transaction

from bench.filling import Filled
from bench.guards import unguarded
from bench.lists import national_list
from bench.timing import row
from bench.unsealed import unsealed
from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act, Payload
from dangbo.intake.commands import check_rows, open_intake, take_intake
from dangbo.intake.commands.taking import PARTS_AT_ONCE
from dangbo.intake.models import Intake, Part, Provenance
from dangbo.members.models import (
    Attribute,
    Event,
    Identity,
    Number,
    Person,
    Posting,
    Standing,
)

ON = date(2026, 6, 30)
STEPS = ("open", "check", "take")
TABLES = (
    *("audit_payload", "audit_act", "members_person", "members_identity", "members_sheet"),
    *("members_event", "members_posting", "members_standing", "members_attribute"),
    *("members_number", "intake_intake", "intake_part", "intake_provenance"),
)
AT_ONCE = 20_000
WARMING = 300
OF_BARE = {"sqlite": 10.0, "postgresql": 12.5}
OF_ORM = 1 / 3
ORM_BATCH = 2_000
OPENED = (Identity, Event, Posting, Standing, Attribute, Number)


def lines(filled: Filled, scratch: Path, rows: int, *, runs: int = 1) -> Iterator[str]:
    """Take a list of so many rows in, then write its rows bare, run by run; compare medians."""
    cells = [each.name for each in filled.orgs if each.level == 4 and each.ended is None]
    content = national_list(rows, cells)
    before = last_act()
    # What is read once in a process shall not count for whoever comes first.
    _taken(national_list(WARMING, cells, seed=3))
    clear(before)
    steps: dict[str, list[float]] = {}
    for _ in range(runs):
        with unsealed():
            _note(steps, {f"plain {name}": each for name, each in _taken(content).items()})
        clear(before)
        _note(steps, _taken(content))
        kept = _Kept(scratch, before)
        clear(before)
        for name, write in {"bare": kept.bare, "guarded": kept.guarded, "orm": kept.orm}.items():
            before_it = _processors()
            _note(steps, {name: write()})
            spent = (_processors() - before_it) * (kept.times if name == "orm" else 1)
            _note(steps, {f"{name} cpu": spent})
            if name != "bare":
                clear(before)
        kept.forget()
    yield from _told(rows, {name: median(each) for name, each in steps.items()}, kept.count)


def _told(rows: int, seconds: dict[str, float], written: int) -> Iterator[str]:
    ours = sum(seconds[name] for name in STEPS)
    plain = sum(seconds[f"plain {name}"] for name in STEPS)
    what = f"import of {rows:,} members ({written:,} rows, all checks)"
    parts = ", ".join(f"{name} {seconds[name]:,.1f} s" for name in STEPS)
    cpu = f"{seconds['cpu']:,.1f} s of the processor, {seconds['plain cpu']:,.1f} s unsealed"
    peers = ", ".join(
        f"{name} {seconds[name]:,.2f} s ({seconds[f'{name} cpu']:,.2f} s)"
        for name in ("bare", "guarded", "orm")
    )
    yield f"<!-- {what}: {parts}; {cpu}; {peers} of the processor, reading what is written too -->"
    aim = OF_BARE[connection.vendor]
    yield row(f"{what} beside bare inserts, no keys", ours, seconds["bare"], aim)
    yield row("the same without encryption", plain, seconds["bare"], aim)
    yield row("the same beside inserts into the tables as they are", ours, seconds["guarded"], aim)
    yield row("the same beside bulk_create", ours, seconds["orm"], OF_ORM)


def _note(steps: dict[str, list[float]], found: dict[str, float]) -> None:
    for name, each in found.items():
        steps.setdefault(name, []).append(each)


def _taken(content: bytes) -> dict[str, float]:
    """Open, check and take a list; return the seconds of each step, and those of all processors."""
    gc.collect()
    before, began = _processors(), perf_counter()
    opened = open_intake(actor=OPERATOR, content=content, name="bench.csv", on=ON, invented=True)
    kept = perf_counter()
    check = check_rows(actor=OPERATOR, intake=opened.pk)
    checked = perf_counter()
    assert check.counts["new"] == opened.rows, check.counts  # noqa: S101
    take_intake(actor=OPERATOR, intake=opened.pk)
    taken = perf_counter()
    steps = (kept - began, checked - kept, taken - checked)
    return {**dict(zip(STEPS, steps, strict=True)), "cpu": _processors() - before}


def _processors() -> float:
    """Return the seconds of the processor that this process and those begun by it have taken.

    One of those lives on and begins others, whose time counts as its own once they ended. What
    serves us in PostgreSQL counts too, where that runs on this machine.
    """
    own = sum(os.times()[:4])
    serving = Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            serving += [str(cursor.fetchone()[0])]
    stats = [Path(f"/proc/{each}/stat") for each in serving]
    told = (each.read_text("ascii").rpartition(")")[2] for each in stats if each.exists())
    ticks = sum(sum(map(int, fields.split()[11:15])) for fields in told)
    return own + ticks / os.sysconf("SC_CLK_TCK")


def last_act() -> int:
    """Return the number of the newest act."""
    return Act.objects.count()


def clear(before: int) -> None:
    """Take a list and all that it wrote out again, past the guards."""
    with unguarded() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table in reversed(TABLES[2:]):
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("DELETE FROM members_unchecked")
            cursor.execute("INSERT INTO members_name (members_name) VALUES ('delete-all')")
        else:
            cursor.execute(f"TRUNCATE {', '.join(TABLES[2:])} RESTART IDENTITY CASCADE")
        digests = "SELECT payload FROM audit_act WHERE seq > %s"
        cursor.execute(f"DELETE FROM audit_payload WHERE digest IN ({digests})", [before])
        cursor.execute("DELETE FROM audit_act WHERE seq > %s", [before])


class _Kept:
    """The rows that a list left in the tables, put aside to be written again by others."""

    def __init__(self, scratch: Path, before: int) -> None:
        self.copies = {table: f"kept_{table}" for table in TABLES}
        self.file = scratch / "kept.sqlite3"
        self.before = before
        self.scratch = scratch
        self.count = 0
        self.rows = Person.objects.count()
        self.first = _first(before + 1)
        if connection.vendor == "sqlite":
            self._put_aside_sqlite()
        else:
            self._put_aside_postgresql()

    def _query(self, table: str) -> str:
        if table == "audit_act":
            # Its guard asks that each act follow the one before, and rows may lie otherwise.
            return f"SELECT * FROM {table} WHERE seq > {self.before} ORDER BY seq"
        if table == "audit_payload":
            acts = f"SELECT payload FROM audit_act WHERE seq > {self.before}"
            return f"SELECT * FROM {table} WHERE digest IN ({acts})"
        return f"SELECT * FROM {table}"

    def _put_aside_sqlite(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ATTACH %s AS aside", [str(self.file)])
            for table in TABLES:
                cursor.execute(f"CREATE TABLE aside.{table} AS {self._query(table)}")
                cursor.execute(f"SELECT COUNT(*) FROM aside.{table}")
                self.count += cursor.fetchone()[0]
            cursor.execute("DETACH aside")

    def _put_aside_postgresql(self) -> None:
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"SELECT COUNT(*) FROM ({self._query(table)}) t")
                self.count += cursor.fetchone()[0]
                with (
                    (self.scratch / table).open("wb") as file,
                    cursor.copy(f"COPY ({self._query(table)}) TO STDOUT") as copy,
                ):
                    for block in copy:
                        file.write(block)

    def forget(self) -> None:
        """Throw the rows away."""
        for each in (self.file, *(self.scratch / table for table in TABLES)):
            each.unlink(missing_ok=True)

    def bare(self) -> float:
        """Write the rows into tables without keys, indexes and guards; return the seconds."""
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 1 = 0")
        try:
            return self._written("bare_")
        finally:
            with connection.cursor() as cursor:
                for table in TABLES:
                    cursor.execute(f"DROP TABLE bare_{table}")

    def guarded(self) -> float:
        """Write the rows into the tables as they are; return the seconds."""
        return self._written("")

    def _written(self, prefix: str) -> float:
        write = self._insert if connection.vendor == "sqlite" else self._copy
        with transaction.atomic(), connection.cursor() as cursor:
            seconds = sum(write(cursor, table, f"{prefix}{table}") for table in TABLES)
            began = perf_counter()
            if not prefix:
                cursor.execute("DELETE FROM members_unchecked")
        return seconds + perf_counter() - began

    def _insert(self, _cursor: Any, table: str, into: str) -> float:
        assert connection.connection is not None  # noqa: S101
        base, seconds, statement = connection.connection, 0.0, ""
        for batch in self._batches(table):
            statement = statement or f"INSERT INTO {into} VALUES ({_places(batch)})"
            began = perf_counter()
            base.executemany(statement, batch)
            seconds += perf_counter() - began
        return seconds

    def _batches(self, table: str) -> Iterator[list[tuple[Any, ...]]]:
        with closing(sqlite3.connect(self.file)) as source:
            rows = source.execute(f"SELECT * FROM {table}")
            while batch := list(islice(rows, AT_ONCE)):
                yield batch

    def _copy(self, cursor: Any, table: str, into: str) -> float:
        began = perf_counter()
        with (
            (self.scratch / table).open("rb") as file,
            cursor.copy(f"COPY {into} FROM STDIN") as copy,
        ):
            while block := file.read(1 << 20):
                copy.write(block)
        return perf_counter() - began

    def orm(self) -> float:
        """Write the rows of the first act by `bulk_create`; return the seconds for all of them."""
        began = perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            for model, rows in self.first.items():
                made = [model(**each) for each in rows]
                model._default_manager.bulk_create(made, batch_size=ORM_BATCH)
            cursor.execute("DELETE FROM members_unchecked")
        return (perf_counter() - began) * self.times

    @property
    def times(self) -> float:
        """Return how many times the rows of the first act make all of them."""
        return self.rows / len(self.first[Person])


def _places(batch: list[tuple[Any, ...]]) -> str:
    return ", ".join("?" * len(batch[0]))


def _first(act: int) -> dict[type[models.Model], list[dict[str, Any]]]:
    """Return the rows that the first act of a list wrote, as the fields of their models."""
    acts = Act.objects.filter(seq=act)
    digests = [each.payload for each in acts]
    found: dict[type[models.Model], models.QuerySet[Any]] = {
        Payload: Payload.objects.filter(digest__in=digests),
        Act: acts,
        Person: Person.objects.filter(events__act=act).distinct(),
        Intake: Intake.objects.all(),
        Part: Part.objects.filter(number__lt=PARTS_AT_ONCE),
        Provenance: Provenance.objects.filter(person__events__act=act).distinct(),
        **{model: model._default_manager.filter(opened_by=act) for model in OPENED},
    }
    return {
        model: [
            {field.attname: getattr(each, field.attname) for field in model._meta.concrete_fields}
            for each in rows
        ]
        for model, rows in found.items()
    }
