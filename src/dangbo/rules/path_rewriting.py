"""Find which dated paths change when organisations move, and change only those.

Only the days from the eve of the first one concerned on are looked at. Whoever stands below an
organisation that moved, and is not replayed itself, goes on standing where its paths say it does:
what it was is not read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from dangbo.rules.paths import WIDTH, Path, orgs_of, segment
from dangbo.rules.timelines import Timeline

PathRow = tuple[int, date, date | None, str]
# From a day up to but not on another (`date.max`: for ever), with a path or the last sign of one.
Stretch = tuple[date, date, str]


class PathReader(Protocol):
    """What the rewriting of paths reads of the present belief."""

    def paths(self, orgs: Iterable[int]) -> Mapping[int, list[PathRow]]:
        """Return every believed path of the organisations."""

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        """Return all that stood below the organisations on any day from the eve of `since`."""


@dataclass(frozen=True)
class PathRewriting:
    """Rows of paths to close (with their end), to void, and new ones."""

    close: tuple[tuple[int, date], ...] = ()
    void: tuple[int, ...] = ()
    open: tuple[Path, ...] = ()


NOTHING = PathRewriting()


def rewrite_paths(
    moved: set[int], *, timelines: Mapping[int, Timeline], reader: PathReader, since: date
) -> dict[int, PathRewriting]:
    """Return the rewriting of the paths of the organisations that moved and of all below them."""
    if not moved:
        return {}
    eve = since - timedelta(days=1) if since > date.min else since
    rows = _rows(moved | reader.descendants(moved, since), reader, eve)
    ascent = _Ascent(
        {
            signs: _of_timeline(timelines[org], eve) if org in timelines else _of_rows(each, eve)
            for org, (signs, each) in rows.items()
        }
    )
    strangers = [orgs_of(signs)[0] for signs in ascent.strangers()]
    for signs, each in _rows(strangers, reader, eve).values():
        ascent.settled[signs] = [
            (max(start, eve), end or date.max, path) for _, start, end, path in each
        ]
    found = {
        org: _difference(each, ascent.paths(signs), eve) for org, (signs, each) in rows.items()
    }
    return {org: each for org, each in found.items() if each != NOTHING}


def _rows(
    orgs: Iterable[int], reader: PathReader, eve: date
) -> dict[int, tuple[str, list[PathRow]]]:
    """Return the signs of each organisation and its paths of the eve and later, in order."""
    wanted = set(orgs)
    believed = reader.paths(wanted)
    return {org: (segment(org), _from(eve, believed.get(org, ()))) for org in wanted}


def _from(eve: date, rows: Iterable[PathRow]) -> list[PathRow]:
    """Return the paths that hold on the eve or later, in order."""
    lasting = [each for each in rows if each[2] is None or each[2] > eve]
    return sorted(lasting, key=lambda each: each[1]) if len(lasting) > 1 else lasting


def _of_timeline(timeline: Timeline, eve: date) -> list[Stretch]:
    """Return where an organisation stands from the eve on: the signs of its superior, or none."""
    return [
        (
            max(each.start, eve),
            each.end or date.max,
            "" if each.state.superior is None else segment(each.state.superior),
        )
        for each in sorted(timeline, key=lambda each: each.start)
        if each.end is None or each.end > eve
    ]


def _of_rows(rows: Iterable[PathRow], eve: date) -> list[Stretch]:
    return [
        (max(start, eve), end or date.max, path[-2 * WIDTH : -WIDTH])
        for _, start, end, path in rows
    ]


class _Ascent:
    """The way up from each organisation, which is known by its signs, to the top of the tree."""

    def __init__(self, places: Mapping[str, list[Stretch]]) -> None:
        self.places = places
        self.settled: dict[str, list[Stretch]] = {}
        self._under_way: set[str] = set()

    def strangers(self) -> set[str]:
        """Return the superiors of which no places are given: their paths stay as they are."""
        above = {superior for each in self.places.values() for _, _, superior in each}
        return above - self.places.keys() - {""}

    def paths(self, org: str) -> list[Stretch]:
        """Return the paths of an organisation from the eve on; equal neighbours are joined."""
        found = self.settled.get(org)
        if found is None:
            self._under_way.add(org)
            found = []
            for start, end, superior in self.places.get(org, ()):
                for low, high, path in self._above(superior, start, end):
                    if found and found[-1][2] == path + org and found[-1][1] == low:
                        found[-1] = (found[-1][0], high, path + org)
                    else:
                        found.append((low, high, path + org))
            self._under_way.discard(org)
            self.settled[org] = found
        return found

    def _above(self, superior: str, start: date, end: date) -> Iterable[Stretch]:
        """Return the paths of a superior over some days; that above the top is empty."""
        if not superior:
            return ((start, end, ""),)
        if superior in self._under_way:
            return self._climb(superior, start, end)
        return [
            (max(low, start), min(high, end), path)
            for low, high, path in self.paths(superior)
            if low < end and high > start
        ]

    def _climb(self, org: str, start: date, end: date) -> Iterator[Stretch]:
        """Go up on some days only: two may stand the other way round on other days."""
        for low, high, superior in self.places[org]:
            if low < end and high > start:
                for since, until, path in self._above(superior, max(low, start), min(high, end)):
                    yield since, until, path + org


def _difference(before: Iterable[PathRow], after: Iterable[Stretch], eve: date) -> PathRewriting:
    wanted = {(start, path): end for start, end, path in after}
    close: list[tuple[int, date]] = []
    void: list[int] = []
    found: list[Path] = []
    for row, start, end, path in before:
        # What holds on the eve began when its row says.
        until = wanted.pop((max(start, eve), path), None)
        if until == (end or date.max):
            continue
        if end is None and until is not None:
            close.append((row, until))
            continue
        void.append(row)
        if until is not None:
            found.append(_path(start, until, path))
    found += (_path(start, end, path) for (start, path), end in wanted.items())
    return PathRewriting(tuple(close), tuple(void), tuple(found))


def _path(start: date, end: date, path: str) -> Path:
    return Path(start, None if end == date.max else end, path)
