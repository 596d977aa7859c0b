"""Write persons whom nobody knew, prepared as rows beforehand: the act is added."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows, reserved_ids
from dangbo.members.commands.believing import IDENTITY, SHEET
from dangbo.members.commands.keeping import Borne
from dangbo.members.files.newcomers import Newcomers
from dangbo.members.models import Event, Identity, Person, Sheet
from dangbo.members.replay import TABLES, VALUES, WRITTEN

EVENT: Final = (
    *("act", "position", "on", "precision", "person", "change", "org", "facts", "opened_by"),
)


def reserve_persons(count: int) -> list[int]:
    """Return ids that nobody has, for persons whom this transaction will make."""
    return reserved_ids(Person, count)


def make_newcomers(newcomers: Iterable[Newcomers], *, invented: bool) -> None:
    """Make the persons."""
    rows = ((pk, uid, invented, key) for each in newcomers for pk, uid, key in each.persons)
    insert_rows(Person, ("pk", "uid", "invented", "key"), rows)


def enrolled_numbers(newcomers: Iterable[Newcomers]) -> Iterator[Borne]:
    """Yield the numbers that newcomers bear."""
    for each in newcomers:
        for person, kind, value in each.numbers:
            yield Borne(kind, value, person, 0)


def enrolled_orgs(newcomers: Iterable[Newcomers]) -> set[int]:
    """Return the organisations that newcomers come into."""
    return {org for each in newcomers for _, _, org, _ in each.events if org is not None}


def enrol(newcomers: Sequence[Newcomers], act: Act, *, precision: str, after: int) -> None:
    """Write all rows of newcomers, whose events follow `after` others in the act."""
    seq = act.seq
    insert_rows(Event, EVENT, _events(newcomers, act, precision, after))
    for model, fields, rows in (
        (Identity, IDENTITY, (each.identities for each in newcomers)),
        (Sheet, SHEET, (each.sheets for each in newcomers)),
    ):
        insert_rows(model, fields, ((*row, seq) for some in rows for row in some))
    for name, table in TABLES.items():
        insert_rows(table, (*WRITTEN, *VALUES[table]), _spans(newcomers, name, seq))


def _events(
    newcomers: Sequence[Newcomers], act: Act, precision: str, after: int
) -> Iterator[tuple[Any, ...]]:
    seq, on, position = act.seq, act.on, after
    day = on.isoformat() if on else None
    for each in newcomers:
        for person, change, org, facts in each.events:
            yield seq, position, day, precision, person, change, org, facts, seq
            position += 1


def _spans(newcomers: Sequence[Newcomers], table: str, seq: int) -> Iterator[tuple[Any, ...]]:
    for found in newcomers:
        for person, start, end, basis, end_basis, *values in found.spans.get(table, ()):
            if end is None:
                yield person, start, None, basis or seq, None, seq, None, *values
            else:
                yield person, start, end, basis or seq, end_basis or seq, seq, seq, *values
