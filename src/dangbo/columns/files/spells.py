"""Count spells over time: how many hold in each organisation on a day, from what began and ended.

A day is read from the nearest day that is counted in full, and from what began and ended between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

OPEN: Final = 2**31 - 1
"""The end of a spell that has none."""
MOST_FULL: Final = 64
LEAST_BETWEEN: Final = 20_000
SHORT: Final = 2**16

Ints = NDArray[np.int32]
Counts = NDArray[np.int64]


class Spells(NamedTuple):
    """Spans in organisations as columns: each from `start` up to but not on `end`, in days."""

    org: Ints
    start: Ints
    end: Ints

    @classmethod
    def of(cls, rows: Sequence[tuple[Any, ...]]) -> Self:
        """Return rows as columns."""
        table = np.fromiter(chain.from_iterable(rows), np.int32, 3 * len(rows)).reshape(-1, 3)
        return cls(*(np.ascontiguousarray(each) for each in table.T))


@dataclass(frozen=True)
class Turns:
    """Where something began (or ended), in the order of days; `upto` says how many before each."""

    first: int
    org: Ints
    upto: Ints

    @classmethod
    def of(cls, org: Ints, day: Ints, first: int, days: int) -> Self:
        """Sort what happened by days."""
        since = day - first
        # Short numbers are sorted by counting, several times as fast.
        order = np.argsort(since.astype(np.uint16) if days < SHORT else since, kind="stable")
        upto = np.zeros(days + 1, np.int32)
        np.cumsum(np.bincount(since, minlength=days), out=upto[1:])
        return cls(first, org[order], upto)

    def place(self, day: int) -> int:
        """Return how many there were up to a day, that day included."""
        at = min(max(day - self.first + 1, 0), self.upto.size - 1)
        return int(self.upto[at])

    def between(self, after: int, until: int) -> Ints:
        """Return where it was on the days after one up to another."""
        return self.org[self.place(after) : self.place(until)]

    def among(self, place: Ints, after: int, until: int) -> Self:
        """Keep what was between two days at the organisations that have a place, by their place."""
        low, high = self.place(after), self.place(until)
        places = place[self.org[low:high]]
        kept = np.flatnonzero(places >= 0)
        cut = np.clip(self.upto, low, high).astype(np.int64) - low
        upto = np.searchsorted(kept, cut).astype(np.int32)
        return replace(self, org=places[kept], upto=upto)


class Moved(NamedTuple):
    """What was found to have begun or ended otherwise than the columns have it."""

    org: Ints
    day: Ints
    by: Ints


@dataclass(frozen=True, eq=False)
class SpellCounts:
    """How many spells hold in each organisation, on every day.

    `full` has a row for each of the days `at`: how many held in each organisation. `moved` is what
    was patched since the columns were made.
    """

    starts: Turns
    ends: Turns
    at: Ints
    full: NDArray[Any]
    moved: Moved

    @property
    def size(self) -> int:
        """Return how many organisations the columns know, by the highest number."""
        return int(self.full.shape[1])

    def own(self, day: int, size: int = 0) -> Counts:
        """Return how many spells hold on a day in each organisation, by its number."""
        near = self._nearest(day)
        counts = np.zeros(max(size, self.size, int(self.moved.org.max(initial=0)) + 1), np.int64)
        since = -OPEN
        if near is not None:
            since = int(self.at[near])
            counts[: self.size] = self.full[near]
        self._go(counts, since, day)
        then = self.moved.day <= day
        np.add.at(counts, self.moved.org[then], self.moved.by[then])
        return counts

    def _nearest(self, day: int) -> int | None:
        """Return the full day with the least between it and a day; None: begin from nothing."""
        here = self._seen(day)
        away = [abs(self._seen(int(each)) - here) for each in self.at]
        nearest = min(range(len(away)), key=away.__getitem__, default=None)
        return nearest if nearest is not None and away[nearest] < here else None

    def _seen(self, day: int) -> int:
        return self.starts.place(day) + self.ends.place(day)

    def _go(self, counts: Counts, since: int, day: int) -> None:
        """Go from the counts of one day to those of another, forwards or backwards."""
        sign, low, high = (1, since, day) if since <= day else (-1, day, since)
        for turns, by in ((self.starts, sign), (self.ends, -sign)):
            where = turns.between(low, high)
            if where.size:
                found = np.bincount(where, minlength=self.size)
                counts[: self.size] += by * found

    def running(self, orgs: Ints, days: Sequence[int]) -> Iterator[Counts]:
        """Yield the counts of some organisations on days in order; each change is read once."""
        now = self.own(days[0], int(orgs.max(initial=0)) + 1)
        part, seats = self, orgs
        if 2 * orgs.size < self.size:
            part, now = self._narrowed(orgs, days, now.size), now[orgs]
            seats = np.arange(orgs.size, dtype=np.int32)
        for before, day in zip([days[0], *days], days, strict=False):
            part._go(now, before, day)
            then = (part.moved.day > before) & (part.moved.day <= day)
            np.add.at(now, part.moved.org[then], part.moved.by[then])
            yield now[seats]

    def _narrowed(self, orgs: Ints, days: Sequence[int], size: int) -> Self:
        """Keep what is of some organisations, by their places among these, from day to day."""
        place = np.full(size, -1, np.int32)
        place[orgs] = np.arange(orgs.size, dtype=np.int32)
        starts, ends = (turns.among(place, days[0], days[-1]) for turns in (self.starts, self.ends))
        places = place[self.moved.org]
        kept = places >= 0
        moved = Moved(places[kept], self.moved.day[kept], self.moved.by[kept])
        full = np.zeros((0, orgs.size), np.int32)
        return replace(self, starts=starts, ends=ends, full=full, moved=moved)

    def patched(self, gone: Spells, come: Spells) -> Self:
        """Return the counts with some spells taken away and others put in their place."""
        parts = [self.moved]
        for spells, sign in ((gone, -1), (come, 1)):
            ended = spells.end < OPEN
            parts.append(_turned(spells.org, spells.start, sign))
            parts.append(_turned(spells.org[ended], spells.end[ended], -sign))
        columns = zip(*parts, strict=True)
        return replace(self, moved=Moved(*(np.concatenate(each) for each in columns)))


def _turned(org: Ints, day: Ints, by: int) -> Moved:
    return Moved(org, day, np.full(org.size, by, np.int32))


def unmoved() -> Moved:
    """Return that nothing was patched."""
    return Moved(*(np.zeros(0, np.int32) for _ in Moved._fields))


def counted(spells: Spells, *, between: int = LEAST_BETWEEN) -> SpellCounts:
    """Make the counts of spells, with a full day after so many changes or more."""
    ended = spells.end < OPEN
    ends = spells.end[ended]
    first = int(min(spells.start.min(initial=0), ends.min(initial=0)))
    days = int(max(spells.start.max(initial=0), ends.max(initial=0))) - first + 1
    made = SpellCounts(
        Turns.of(spells.org, spells.start, first, days),
        Turns.of(spells.org[ended], ends, first, days),
        np.zeros(0, np.int32),
        np.zeros((0, int(spells.org.max(initial=0)) + 1), np.int32),
        unmoved(),
    )
    return _with_full_days(made, between)


def _with_full_days(made: SpellCounts, between: int) -> SpellCounts:
    seen = made.starts.upto[1:] + made.ends.upto[1:]
    step = max(between, int(seen[-1]) // MOST_FULL)
    cuts = np.arange(step, int(seen[-1]) + 1, step, dtype=seen.dtype)
    at = np.unique(np.searchsorted(seen, cuts)).astype(np.int32) + np.int32(made.starts.first)
    full = np.zeros((at.size, made.size), np.int32)
    now, before = np.zeros(made.size, np.int64), -OPEN
    for row, day in enumerate(at.tolist()):
        made._go(now, before, day)
        full[row], before = now, day
    if full.max(initial=0) < SHORT:
        full = full.astype(np.uint16)
    return replace(made, at=at, full=full)
