"""Rebuild the register of members from the journal, and find where the tables differ.

First every row of events and carries is held against the journal. From those, then proven, the
courses are folded again person by person, after each act that changed what they rest on, so that
every row of spans is proven with the acts that opened, closed and voided it. What is believed of
who persons are is opened and merged again; of persons whose key was thrown away it is not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any, Final

from django.db.models import Model

from dangbo.members.access import every
from dangbo.members.models import (
    Attribute,
    Carry,
    Event,
    Merge,
    Number,
    Person,
    Posting,
    Standing,
)
from dangbo.members.queries.journal import CARRIED, Journal
from dangbo.members.queries.rebelieving import unlike_beliefs
from dangbo.members.queries.refolding import KeptSpan, Refolding, Said
from dangbo.rules.member_spans import POSTED, TEMPORARY, Stand

AT_ONCE: Final = 2_000
EVENT: Final = ("act", "position", "on", "precision", "person", "change", "facts")
KNOWN: Final = ("opened_by", "voided_by")
SPAN: Final = ("person", "start", "end", "basis", "end_basis")
WHEN: Final = ("opened_by", "closed_by", "voided_by")
VALUES: Final[dict[type[Model], tuple[str, ...]]] = {
    Posting: ("kind", "org"),
    Standing: ("standing", "activity", "counted_from", "admitted"),
    Attribute: ("kind", "value"),
    Number: ("kind", "lookup"),
}


def first_difference() -> str | None:
    """Return the first difference between the journal and the tables, or None."""
    return next(_differences(), None)


def _differences() -> Iterator[str]:
    journal = Journal.read()
    merges = Counter((each.kept, each.gone, by, each.undone) for by, each in journal.merges.items())
    fields = ("kept", "gone", *KNOWN)
    yield from _unlike(Merge, fields, Counter(every(Merge).values_list(*fields)), merges)
    yield from _events_unlike(journal)
    held = Counter(
        (*row[:5], None if row[5] is None else tuple(row[5]), *row[6:])
        for row in every(Carry).values_list(*CARRIED, *KNOWN).iterator(chunk_size=AT_ONCE)
    )
    yield from _unlike(Carry, (*CARRIED, *KNOWN), held, Counter(journal.carry_rows()))
    refolding = Refolding()
    for persons in _portions():
        said = refolding.events(persons)
        yield from _courses_unlike(refolding, persons, said)
        yield from _seals_unlike(journal, persons, said)
        yield from unlike_beliefs(journal, persons, said)


def _portions() -> Iterator[list[int]]:
    ids = every(Person).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=AT_ONCE)
    portion: list[int] = []
    for pk in ids:
        portion.append(pk)
        if len(portion) == AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _events_unlike(journal: Journal) -> Iterator[str]:
    """Hold the events of each act against its rows, act by act."""
    fields = (*EVENT, *KNOWN)
    rows = every(Event).order_by("opened_by", "pk").values_list(*fields)
    held = groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: row[-2])
    wanted = groupby(journal.event_rows(), key=lambda each: each[0])
    for mine, theirs in zip_longest(wanted, held):
        told = Counter(_plain(row) for _, row in mine[1]) if mine else Counter()
        kept = Counter(_plain(row) for row in theirs[1]) if theirs else Counter()
        yield from _unlike(Event, fields, kept, told)


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """Return the row of an event with facts that can be compared."""
    facts = ", ".join(f"{key}={value}" for key, value in sorted(row[6].items()))
    return (*row[:6], facts, *row[7:])


def _courses_unlike(
    refolding: Refolding, persons: Sequence[int], said: dict[int, list[Said]]
) -> Iterator[str]:
    wanted: dict[type[Model], Counter[tuple[Any, ...]]] = {model: Counter() for model in VALUES}
    for person, own in said.items():
        rows, against = refolding.kept(person, own)
        for row in rows:
            model, values = _kept(person, row)
            wanted[model][values] += 1
        for code in against:
            yield f"members_event: person={person} does not hold: {code}"
    for model, more in VALUES.items():
        fields = (*SPAN, *more, *WHEN)
        held = Counter(every(model).filter(person__in=persons).values_list(*fields))
        yield from _unlike(model, fields, held, wanted[model])


def _kept(person: int, row: KeptSpan) -> tuple[type[Model], tuple[Any, ...]]:
    span = row.span
    first = (person, span.start, span.end, span.basis, span.end_basis)
    when = (row.opened_by, row.closed_by, row.voided_by)
    if isinstance(span.value, Stand):
        stand = span.value
        values = (stand.standing, stand.activity, stand.counted_from, stand.admitted)
        return Standing, (*first, *values, *when)
    if span.track in {POSTED, TEMPORARY}:
        kind = "official" if span.track == POSTED else "temporary"
        return Posting, (*first, kind, span.value, *when)
    name, _colon, kind = span.track.partition(":")
    return Attribute if name == "attribute" else Number, (*first, kind, span.value, *when)


def _seals_unlike(
    journal: Journal, persons: Sequence[int], said: dict[int, list[Said]]
) -> Iterator[str]:
    """Hold each sealed number against those that the journal keeps of the person."""
    rows = every(Number).filter(person__in=persons, kind="citizen").order_by("pk")
    for pk, person, value, lookup, sealed in rows.values_list(
        "pk", "person", "value", "lookup", "sealed"
    ):
        told = {
            (journal.told(person, event.seq, event.position, by) or {}).get("number")
            for by, _, event in said.get(person, ())
            if event.change == "number" and event.facts["value"] == lookup
        }
        if value or sealed not in told:
            yield f"members_number: the sealed number of row {pk} is not from the journal"


def _unlike(
    model: type[Model],
    fields: Sequence[str],
    held: Counter[tuple[Any, ...]],
    wanted: Counter[tuple[Any, ...]],
) -> Iterator[str]:
    table = model._meta.db_table
    for row in _sorted(wanted - held):
        yield f"{table}: missing {_shown(fields, row)}"
    for row in _sorted(held - wanted):
        yield f"{table}: not from the journal {_shown(fields, row)}"


def _sorted(rows: Counter[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows.elements(), key=str)


def _shown(fields: Iterable[str], row: Iterable[Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(fields, row, strict=True))
