"""Read from the tables what columns are made of, as known after one act and no later.

Each question is one statement, so that it sees the tables at one moment; what acts after its own
have written by then is left out by their numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final

import numpy as np
from django.db import connection

from dangbo.columns.files.kept import Stamp
from dangbo.columns.files.spells import OPEN, Spells
from dangbo.columns.files.trees import Places
from dangbo.columns.queries.measures import Measure

AT_ONCE: Final = 50_000
# One side of each table for what is believed now, one for what was voided since: an index each.
SIDES: Final = (
    "{a}.voided_by_id IS NULL AND {a}.opened_by_id <= %(act)s",
    "{a}.voided_by_id IS NOT NULL AND {a}.voided_by_id > %(act)s AND {a}.opened_by_id <= %(act)s",
)
SPELL: Final = """
SELECT p.org_id, {since}, {until} FROM members_posting p{joined}
WHERE p.kind = 'official' AND {believed}{persons}
"""
CHANGED: Final = """
SELECT person_id FROM {table} WHERE id > {mark} AND opened_by_id > %(since)s
  AND opened_by_id <= %(act)s
UNION SELECT person_id FROM {table} WHERE voided_by_id IS NOT NULL
  AND voided_by_id > %(since)s AND voided_by_id <= %(act)s
"""
CLOSED: Final = """
UNION SELECT person_id FROM {table} WHERE closed_by_id IS NOT NULL
  AND closed_by_id > %(since)s AND closed_by_id <= %(act)s
"""
PLACES: Final = "SELECT o.id, o.path, o.org_id, {since}, {until} FROM orgs_orgpath o WHERE "
CHANGERS: Final = ("opened_by_id", "voided_by_id", "closed_by_id")
PERSONS_AT_ONCE: Final = 5_000


def day_number(column: str) -> str:
    """Write the number of a day, counted from the first of 1970."""
    if connection.vendor == "sqlite":
        return f"CAST(julianday({column}) - 2440587.5 AS INTEGER)"
    return f"({column} - DATE '1970-01-01')"


def _end(alias: str) -> str:
    known = f"CASE WHEN {alias}.closed_by_id <= %(act)s THEN {{}} END"
    return f"COALESCE({known.format(day_number(f'{alias}.' + chr(34) + 'end' + chr(34)))}, {OPEN})"


def _start(alias: str) -> str:
    return day_number(f"{alias}.start")


def spells_of(measure: Measure, act: int, persons: Sequence[int] | None = None) -> Spells:
    """Return the spells of a measure as known after an act, of everybody or of some persons."""
    if persons is None:
        return _joined(_spells(measure, act, ""))
    ids = [persons[at : at + PERSONS_AT_ONCE] for at in range(0, len(persons), PERSONS_AT_ONCE)]
    wanted = (f" AND p.person_id IN ({', '.join(map(str, each))})" for each in ids)
    return _joined(part for each in wanted for part in _spells(measure, act, each))


def _spells(measure: Measure, act: int, persons: str) -> Iterator[Spells]:
    values: dict[str, Any] = {"act": act}
    own = _parts(measure, values)
    parts = [
        SPELL.format(**own, believed=" AND ".join(believed), persons=persons)
        for believed in _believed(measure)
    ]
    for rows in _fetched(" UNION ALL ".join(parts), values):
        yield Spells.of(rows)


def _believed(measure: Measure) -> Iterator[list[str]]:
    aliases = ["p", "t"] if measure.table else ["p"]
    for sides in product(SIDES, repeat=len(aliases)):
        yield [side.format(a=alias) for side, alias in zip(sides, aliases, strict=True)]


def _parts(measure: Measure, values: dict[str, Any]) -> dict[str, str]:
    """Return the columns of a spell and what is joined to the posting for it."""
    since, until = _start("p"), _end("p")
    if not measure.table:
        return {"since": since, "until": until, "joined": ""}
    conditions = ["t.person_id = p.person_id"]
    for number, (condition, given) in enumerate(measure.conditions()):
        names = [f"v{number}_{at}" for at in range(len(given))]
        values |= dict(zip(names, given, strict=True))
        conditions.append(condition % tuple(f"%({name})s" for name in names))
    if measure.dated:
        conditions.append(f"{_start('t')} < {until} AND {since} < {_end('t')}")
        greatest, least = ("MAX", "MIN") if connection.vendor == "sqlite" else ("GREATEST", "LEAST")
        since = f"{greatest}({since}, {_start('t')})"
        until = f"{least}({until}, {_end('t')})"
    joined = f" JOIN {measure.table} t ON {' AND '.join(conditions)}"
    return {"since": since, "until": until, "joined": joined}


def _joined(parts: Iterable[Spells]) -> Spells:
    columns = zip(Spells.of([]), *parts, strict=True)
    return Spells(*(np.concatenate(each) for each in columns))


def _fetched(statement: str, values: Mapping[str, Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Yield the rows of a statement some at a time, never all of them at once."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows


def changed_persons(
    measure: Measure, since: Stamp, act: int, marks: Mapping[str, int]
) -> list[int]:
    """Return the persons of whom acts after one, up to another, changed what a measure rests on."""
    found: set[int] = set()
    for table in measure.tables:
        statement = CHANGED + (CLOSED if table != "members_identity" else "")
        told = statement.format(table=table, mark=marks[table])
        for rows in _fetched(told, {"since": since.seq, "act": act}):
            found.update(person for (person,) in rows)
    return sorted(found)


def last_rows(tables: Sequence[str]) -> dict[str, int]:
    """Return the number of the last row of each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - own names
            found[table] = cursor.fetchone()[0]
    return found


def all_places(act: int) -> Places:
    """Return where organisations stood, as known after an act."""
    return _places(_either(), {"act": act})


def moved_places(since: int, act: int) -> tuple[Places, Places]:
    """Return the places that acts after one, up to another, took away, and those they put there."""
    moved = " OR ".join(f"(o.{by} > %(since)s AND o.{by} <= %(until)s)" for by in CHANGERS)
    statement = f"{_either()} AND ({moved})"
    between = {"since": since, "until": act}
    gone = _places(statement, {**between, "act": since})
    return gone, _places(statement, {**between, "act": act})


def _either() -> str:
    return "(" + " OR ".join(f"({side.format(a='o')})" for side in SIDES) + ")"


def _places(condition: str, values: Mapping[str, Any]) -> Places:
    statement = PLACES.format(since=_start("o"), until=_end("o")) + condition
    parts = (Places.of(rows) for rows in _fetched(statement, values))
    columns = zip(Places.of([]), *parts, strict=True)
    return Places(*(np.concatenate(each) for each in columns))
