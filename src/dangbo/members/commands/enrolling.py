"""Write persons whom nobody knew, prepared as rows beforehand: the ids and the act are added."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows
from dangbo.members.access import chunks, every
from dangbo.members.commands.believing import IDENTITY, SHEET
from dangbo.members.commands.keeping import Borne
from dangbo.members.files.newcomers import Newcomers
from dangbo.members.models import Event, Identity, Person, Sheet
from dangbo.members.replay import TABLES, VALUES, WRITTEN

EVENT: Final = (
    *("act", "position", "on", "precision", "person", "change", "org", "facts", "opened_by"),
)


class Arrived(NamedTuple):
    """Prepared persons, now with ids."""

    found: Newcomers
    ids: list[int]


def made_persons(newcomers: Sequence[Newcomers], *, invented: bool) -> list[Arrived]:
    """Make the persons."""
    insert_rows(
        Person,
        ("uid", "invented", "key"),
        ((uid, invented, key) for each in newcomers for uid, key in each.persons),
    )
    ids: dict[str, int] = {}
    for uids in chunks(uid for each in newcomers for uid, _ in each.persons):
        ids |= dict(every(Person).filter(uid__among=uids).values_list("uid", "pk"))
    return [Arrived(each, [ids[uid] for uid, _ in each.persons]) for each in newcomers]


def enrolled_numbers(arrived: Iterable[Arrived]) -> Iterator[Borne]:
    """Yield the numbers that newcomers bear."""
    for found, ids in arrived:
        for at, kind, value in found.numbers:
            yield Borne(kind, value, ids[at], 0)


def enrolled_orgs(arrived: Iterable[Arrived]) -> set[int]:
    """Return the organisations that newcomers come into."""
    return {org for found, _ in arrived for _, _, org, *_ in found.events if org is not None}


def told_of(arrived: Iterable[Arrived]) -> Iterator[dict[str, Any]]:
    """Yield the events of newcomers as the journal keeps them."""
    for found, ids in arrived:
        for at, *_, kept in found.events:
            yield {**kept, "person": ids[at]}


def enrol(arrived: Sequence[Arrived], act: Act, *, precision: str, after: int) -> None:
    """Write all rows of newcomers, whose events follow `after` others in the act."""
    seq = act.seq
    insert_rows(Event, EVENT, _events(arrived, act, precision, after))
    for model, fields, rows in (
        (Identity, IDENTITY, (each.found.identities for each in arrived)),
        (Sheet, SHEET, (each.found.sheets for each in arrived)),
    ):
        own = zip(rows, (each.ids for each in arrived), strict=True)
        insert_rows(model, fields, ((ids[at], *row, seq) for some, ids in own for at, *row in some))
    for name, table in TABLES.items():
        insert_rows(table, (*WRITTEN, *VALUES[table]), _spans(arrived, name, seq))


def _events(
    arrived: Sequence[Arrived], act: Act, precision: str, after: int
) -> Iterator[tuple[Any, ...]]:
    seq, on, position = act.seq, act.on, after
    for found, ids in arrived:
        for at, change, org, facts, _ in found.events:
            yield seq, position, on, precision, ids[at], change, org, facts, seq
            position += 1


def _spans(arrived: Sequence[Arrived], table: str, seq: int) -> Iterator[tuple[Any, ...]]:
    for found, ids in arrived:
        for at, start, end, basis, end_basis, *values in found.spans.get(table, ()):
            if end is None:
                yield ids[at], start, None, basis or seq, None, seq, None, *values
            else:
                yield ids[at], start, end, basis or seq, end_basis or seq, seq, seq, *values
