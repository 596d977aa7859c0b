"""Write a made register straight into the tables, as fast as the database takes it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from bench.register import KINDS, Made, day, make
from dangbo.base.vietnamese import fold, sort_key
from dangbo.rules.paths import WIDTH, segment

VERSION = (
    'INSERT INTO orgs_orgversion (org_id, start, "end", name, short_name, kind, superior_id, code,'
    " sector, own_folded, name_folded, name_sort, basis_id, end_basis_id, opened_by_id,"
    " closed_by_id, voided_by_id)"
    " VALUES (%s, %s, %s, %s, '', %s, %s, '', '', %s, %s, %s, 1, %s, 1, %s, NULL)"
)
PATH = (
    'INSERT INTO orgs_orgpath (org_id, start, "end", path, depth, opened_by_id, closed_by_id,'
    " voided_by_id) VALUES (%s, %s, %s, %s, %s, 1, %s, NULL)"
)
SUCCESSION = (
    'INSERT INTO orgs_succession (act_id, position, "on", source_id, result_id, whole,'
    " opened_by_id, voided_by_id) VALUES (1, %s, %s, %s, %s, %s, 1, NULL)"
)
ORG = "INSERT INTO orgs_org (id, uid, invented) VALUES (%s, %s, true)"


def fill(scale: str) -> int:
    """Fill the database at hand with a made register; return the number of organisations."""
    orgs = list(make(scale))
    with transaction.atomic(), connection.cursor() as cursor:
        drop_guards(cursor)
        cursor.execute(
            "INSERT INTO audit_act (seq, at, recorded, actor, code, paper, reason, params, payload,"
            " invented) VALUES (1, %s, %s, 'bench', 'bench.filled', '', '', '{}', '', true)",
            [timezone.now(), date(2026, 11, 1)],
        )
        _many(cursor, ORG, ((each.id, f"o{each.id}") for each in orgs))
        _many(cursor, VERSION, _versions(orgs))
        _many(cursor, PATH, _paths(orgs))
        _many(cursor, SUCCESSION, _successions(orgs))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(orgs)


def drop_guards(cursor: Any) -> None:
    """Take away the guards of versions: these rows are made, not decided, and read only."""
    if connection.vendor == "sqlite":
        for name in ("apart_insert", "unchecked_insert"):
            cursor.execute(f"DROP TRIGGER orgs_version_{name}")
    else:
        cursor.execute("DROP TRIGGER orgs_version_judged ON orgs_orgversion")
        cursor.execute("ALTER TABLE orgs_orgversion DROP CONSTRAINT orgs_version_apart")


def _many(cursor: Any, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, 20_000)):
        cursor.executemany(statement, batch)


def _versions(orgs: Iterable[Made]) -> Iterator[tuple[Any, ...]]:
    for org in orgs:
        folded, key = fold(org.name), sort_key(org.name)
        for superior, start, end in org.places:
            act = 1 if end else None
            until = day(end) if end else None
            kind = KINDS[org.level]
            yield (
                *(org.id, day(start), until, org.name, kind, superior),
                *(folded, folded, key, act, act),
            )


def _paths(orgs: Iterable[Made]) -> Iterator[tuple[Any, ...]]:
    known: dict[int, list[tuple[int, int | None, str]]] = {}
    for org in orgs:
        rows: list[tuple[int, int | None, str]] = []
        for superior, start, end in org.places:
            above = known[superior] if superior else [(0, None, "")]
            for low, high, path in above:
                since = max(start, low)
                ends = [each for each in (end, high) if each is not None]
                until = min(ends) if ends else None
                if until is None or since < until:
                    rows.append((since, until, path + segment(org.id)))
        known[org.id] = rows
        for since, until, path in rows:
            depth = len(path) // WIDTH - 1
            act = 1 if until else None
            yield org.id, day(since), day(until) if until else None, path, depth, act


def _successions(orgs: Iterable[Made]) -> Iterator[tuple[Any, ...]]:
    for org in orgs:
        for heir in org.heirs:
            yield org.id, day(org.ended or 0), org.id, heir, len(org.heirs) == 1
