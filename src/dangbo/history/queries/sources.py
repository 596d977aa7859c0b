"""Name the sources of statements."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.history.access import readable_sources
from dangbo.history.models import Timed
from dangbo.history.queries.times import When
from dangbo.rules.days import PartialDay, Precision


class SourceRow(NamedTuple):
    """Where a statement was read."""

    key: str
    title: str
    publisher: str
    author: str
    published: PartialDay | None
    url: str
    file: str
    note: str


Sources = dict[tuple[int, str], SourceRow]


def sources_of(rows: Iterable[Timed], *, actor: Actor, known: int | None) -> Sources:
    """Return the sources that statements name, by the committee of the file and the key."""
    return sources_in({row.committee_id for row in rows}, actor=actor, known=known)


def sources_in(committees: set[int], *, actor: Actor, known: int | None) -> Sources:
    """Return all sources of the files of some committees."""
    found = readable_sources(actor, committees=committees, known=known)
    return {
        (each.committee_id, each.key): SourceRow(
            each.key,
            each.title,
            each.publisher,
            each.author,
            _published(each.published, each.precision, each.day_text),
            each.url,
            each.file,
            each.note,
        )
        for each in found
    }


def named(row: Timed, sources: Sources) -> Sequence[SourceRow]:
    """Return the sources of one statement, in the order given."""
    keys = [(row.committee_id, key) for key in row.sources]
    return tuple(sources[key] for key in keys if key in sources)


def when_of(row: Timed) -> When | None:
    """Return the time that a statement speaks of, if it says so."""
    if row.start is None or row.end is None:
        return None
    return When(row.start, row.end, Precision(row.precision), row.day_text, row.over)


def _published(first: date | None, precision: str, text: str) -> PartialDay | None:
    return None if first is None else PartialDay(first, Precision(precision), text)
