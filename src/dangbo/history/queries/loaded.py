"""Read again what loaded entries said, from the acts that loaded them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dangbo.audit.queries import params_of
from dangbo.history.models import Entry

Body = Mapping[str, Any]


class Bodies:
    """What loaded entries said; each act is read once."""

    def __init__(self) -> None:
        self._by_act: dict[int, dict[tuple[str, str], Body]] = {}

    def of(self, row: Entry) -> Body:
        """Return what an entry said when it was loaded."""
        seq = row.opened_by_id
        if seq not in self._by_act:
            entries = params_of(row.opened_by)["entries"]
            self._by_act[seq] = {(each["section"], each["key"]): each["body"] for each in entries}
        return self._by_act[seq][row.section, row.key]


class LoadedEntry(NamedTuple):
    """A loaded entry with what it said."""

    row: Entry
    body: Body


def with_bodies(rows: Iterable[Entry]) -> Iterator[LoadedEntry]:
    """Yield entries with what they said."""
    bodies = Bodies()
    for row in rows:
        yield LoadedEntry(row, bodies.of(row))
