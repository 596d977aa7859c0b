"""Hold where organisations stood as columns in the order of their paths.

All below an organisation are then one run of rows: adding up a tree is one pass of running sums.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from dangbo.columns.files.spells import Counts, Ints, SpellCounts
from dangbo.rules.paths import AFTER_ALL

END: Final = AFTER_ALL.encode()
Column = NDArray[Any]


class Places(NamedTuple):
    """Where organisations stood, as columns: the row's number, path, organisation, start, end."""

    row: Column
    path: Column
    org: Column
    start: Column
    end: Column

    @classmethod
    def of(cls, rows: Sequence[tuple[Any, ...]]) -> Self:
        """Return rows as columns."""
        given: Iterable[Sequence[Any]] = (
            zip(*rows, strict=True) if rows else [()] * len(cls._fields)
        )
        row, path, *rest = given
        days = (np.array(each, np.int32) for each in rest)
        return cls(np.array(row, np.int64), np.array(path, "S"), *days)

    def without(self, rows: Counts) -> "Places":
        """Leave out the rows of these numbers."""
        kept = ~np.isin(self.row, rows)
        return Places(*(each[kept] for each in self))

    def joined(self, others: "Places") -> "Places":
        """Return these and others."""
        return Places(*(np.concatenate(each) for each in zip(self, others, strict=True)))


@dataclass(frozen=True, eq=False)
class TreeOfDay:
    """The organisations of a day in the order of their paths.

    `first` and `last` say from which place up to which those below each stand, itself included.
    """

    org: Ints
    first: Ints
    last: Ints

    def added_up(self, own: Counts) -> Counts:
        """Return for each organisation, by number, its own count and all below together."""
        sums = np.zeros(self.org.size + 1, np.int64)
        np.cumsum(own[self.org], out=sums[1:])
        found = np.zeros(own.size, np.int64)
        found[self.org] = sums[self.last] - sums[self.first]
        return found


@dataclass(frozen=True, eq=False)
class Trees:
    """The trees of all days: places in the order of paths, each with the run of those below."""

    places: Places
    first: Ints
    last: Ints

    @classmethod
    def of(cls, places: Places) -> Self:
        """Put places in order."""
        order = np.argsort(places.path, kind="stable")
        ordered = Places(*(each[order] for each in places))
        beyond = np.char.add(ordered.path, END) if ordered.path.size else ordered.path
        first = np.searchsorted(ordered.path, ordered.path)
        last = np.searchsorted(ordered.path, beyond)
        return cls(ordered, first.astype(np.int32), last.astype(np.int32))

    @property
    def size(self) -> int:
        """Return how many organisations there are, by the highest number."""
        return int(self.places.org.max(initial=-1)) + 1

    def patched(self, gone: Counts, come: Places) -> "Trees":
        """Return the trees with some rows taken away and others put in."""
        return Trees.of(self.places.without(gone).joined(come))

    def on(self, day: int) -> TreeOfDay:
        """Return the tree of a day."""
        stands = (self.places.start <= day) & (self.places.end > day)
        upto = np.zeros(stands.size + 1, np.int32)
        np.cumsum(stands, out=upto[1:])
        rows = np.flatnonzero(stands)
        return TreeOfDay(self.places.org[rows], upto[self.first[rows]], upto[self.last[rows]])

    def runs_of(self, org: int) -> Iterator[tuple[int, int, slice]]:
        """Yield the spans of an organisation, each with the rows of all below its path."""
        for row in np.flatnonzero(self.places.org == org).tolist():
            below = slice(int(self.first[row]), int(self.last[row]))
            yield int(self.places.start[row]), int(self.places.end[row]), below


def course(counts: SpellCounts, trees: Trees, org: int, days: Sequence[int]) -> list[int]:
    """Return how many spells hold in an organisation and all below on each of some days in order.

    What begins and ends is read once, in the order of days, and not anew for each of them.
    """
    runs = list(trees.runs_of(org))
    if not runs or not days:
        return [0 for _ in days]
    places = trees.places
    orgs = np.unique(np.concatenate([places.org[below] for _, _, below in runs]))
    there = [np.searchsorted(orgs, places.org[below]) for _, _, below in runs]
    found = []
    for day, now in zip(days, counts.running(orgs, days), strict=True):
        holds = (
            now[at[(places.start[below] <= day) & (places.end[below] > day)]].sum()
            for at, (start, end, below) in zip(there, runs, strict=True)
            if start <= day < end
        )
        found.append(int(sum(holds)))
    return found
