"""Write a made register straight into the tables, as fast as the database takes it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from bench.deciding import Act, Journal, journal_of, successions_of, touches_of
from bench.guards import refresh_statistics, unguarded
from bench.register import KINDS, Made, day, make
from dangbo.base.vietnamese import fold, sort_key
from dangbo.rules.paths import WIDTH, segment

LARGE = 32_768
RECORDED = date(2026, 11, 1)
ACT = (
    'INSERT INTO audit_act (seq, at, recorded, actor, code, "on", paper, reason, params, payload,'
    " invented) VALUES (%s, %s, %s, 'bench', 'orgs.decided', %s, '', '', %s, %s, true)"
)
PAYLOAD = "INSERT INTO audit_payload (digest, body) VALUES (%s, %s)"
DECISION = (
    'INSERT INTO orgs_decision (act_id, "on", precision, on_text, title, title_folded, invented,'
    " opened_by_id) VALUES (%s, %s, 'day', '', '', '', true, %s)"
)
TOUCH = (
    'INSERT INTO orgs_touch (act_id, position, "on", change, org_id, role, opened_by_id)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
VERSION = (
    'INSERT INTO orgs_orgversion (org_id, start, "end", name, short_name, kind, superior_id, code,'
    " sector, own_folded, name_folded, name_sort, basis_id, end_basis_id, opened_by_id,"
    " closed_by_id, voided_by_id)"
    " VALUES (%s, %s, %s, %s, '', %s, %s, '', '', %s, %s, %s, %s, %s, %s, %s, NULL)"
)
PATH = (
    'INSERT INTO orgs_orgpath (org_id, start, "end", path, depth, opened_by_id, closed_by_id,'
    " voided_by_id) VALUES (%s, %s, %s, %s, %s, %s, %s, NULL)"
)
SUCCESSION = (
    'INSERT INTO orgs_succession (act_id, position, "on", source_id, result_id, whole,'
    " opened_by_id, voided_by_id) VALUES (%s, %s, %s, %s, %s, %s, %s, NULL)"
)
ORG = "INSERT INTO orgs_org (id, uid, invented) VALUES (%s, %s, true)"
NEXT_ORG = "SELECT setval(pg_get_serial_sequence('orgs_org', 'id'), MAX(id)) FROM orgs_org"


class Spell(NamedTuple):
    """A path over a span, with the acts that opened and closed it."""

    start: int
    end: int | None
    path: str
    opened: int
    closed: int | None


class Filled(NamedTuple):
    """What a database was filled with."""

    orgs: list[Made]
    acts: int


def fill(scale: str) -> Filled:
    """Fill the empty database at hand with a made register and the journal it comes from.

    What is believed is as the acts would have left it; rows believed for a part of a day only, by
    one act of it and not by the next, are left out.
    """
    orgs = list(make(scale))
    journal = journal_of(orgs)
    now = timezone.now()
    with unguarded() as cursor:
        _many(cursor, PAYLOAD, _payloads(journal.acts))
        _many(cursor, ACT, (_act(each, now) for each in journal.acts))
        _many(cursor, ORG, ((each.id, f"o{each.id}") for each in orgs))
        _many(cursor, DECISION, ((each.seq, day(each.day), each.seq) for each in journal.acts))
        _many(cursor, VERSION, _versions(orgs, journal))
        _many(cursor, PATH, _paths(orgs, journal))
        _many(cursor, TOUCH, _touches(journal.acts))
        _many(cursor, SUCCESSION, _successions(journal.acts))
        if connection.vendor == "postgresql":
            cursor.execute(NEXT_ORG)
    refresh_statistics()
    return Filled(orgs, len(journal.acts))


def _many(cursor: Any, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, 20_000)):
        cursor.executemany(statement, batch)


def _body(act: Act) -> str:
    body = {"changes": act.changes, "precision": "day", "on_text": "", "title": ""}
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest() if len(body) > LARGE else ""


def _payloads(acts: Iterable[Act]) -> Iterator[tuple[str, str]]:
    for act in acts:
        body = _body(act)
        if digest := _digest(body):
            yield digest, body


def _act(act: Act, now: datetime) -> tuple[Any, ...]:
    body = _body(act)
    digest = _digest(body)
    return act.seq, now, RECORDED, day(act.day), "{}" if digest else body, digest


def _touches(acts: Iterable[Act]) -> Iterator[tuple[Any, ...]]:
    for act in acts:
        for position, event in enumerate(act.events):
            change = event.change["change"]
            for org, role in touches_of(event):
                yield act.seq, position, day(act.day), change, org, role, act.seq


def _successions(acts: Iterable[Act]) -> Iterator[tuple[Any, ...]]:
    for act in acts:
        for position, event in enumerate(act.events):
            for source, result, whole in successions_of(event):
                yield act.seq, position, day(act.day), source, result, whole, act.seq


def _versions(orgs: Iterable[Made], journal: Journal) -> Iterator[tuple[Any, ...]]:
    for org in orgs:
        folded, key = fold(org.name), sort_key(org.name)
        for superior, start, end in org.places:
            opened = journal.by[org.id, start]
            closed = None if end is None else journal.by[org.id, end]
            until = None if end is None else day(end)
            yield (
                *(org.id, day(start), until, org.name, KINDS[org.level], superior),
                *(folded, folded, key, opened, closed, opened, closed),
            )


def _paths(orgs: Iterable[Made], journal: Journal) -> Iterator[tuple[Any, ...]]:
    known: dict[int, list[Spell]] = {}
    for org in orgs:
        rows = [
            spell
            for superior, start, end in org.places
            for above in (known[superior] if superior else [Spell(0, None, "", 0, None)])
            if (spell := _under(above, org.id, start, end, journal)) is not None
        ]
        known[org.id] = rows
        for start, end, path, opened, closed in rows:
            depth = len(path) // WIDTH - 1
            until = None if end is None else day(end)
            yield org.id, day(start), until, path, depth, opened, closed


def _under(above: Spell, org: int, start: int, end: int | None, journal: Journal) -> Spell | None:
    """Return the path of one organisation while it and the one above it stand where they do."""
    # Of two acts of one day the first closes a path, and the second opens the one that lasts.
    since, opened = max((start, journal.by[org, start]), (above.start, above.opened))
    ends = [(above.end, above.closed)] if above.end is not None else []
    if end is not None:
        ends.append((end, journal.by[org, end]))
    until, closed = min(ends) if ends else (None, None)
    if until is not None and since >= until:
        return None
    return Spell(since, until, above.path + segment(org), opened, closed)
