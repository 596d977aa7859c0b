"""Find which dated paths change when organisations move, and change only those."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dangbo.rules.paths import Path, paths
from dangbo.rules.timelines import Stored, Timeline

PathRow = tuple[int, date, date | None, str]


class PathReader(Protocol):
    """What the rewriting of paths reads of the present belief."""

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every believed version of the organisations."""

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


def rewrite_paths(
    moved: set[int], *, timelines: Mapping[int, Timeline], reader: PathReader, since: date
) -> dict[int, PathRewriting]:
    """Return the rewriting of the paths of the organisations that moved and of all below them."""
    if not moved:
        return {}
    concerned = moved | reader.descendants(moved, since)
    known = _loaded(concerned, timelines, reader)
    rows = reader.paths(concerned)
    found = {}
    for org in concerned:
        after = paths(org, known[org], known.get)
        change = _difference(rows.get(org, []), after)
        if change != PathRewriting():
            found[org] = change
    return found


def _loaded(
    concerned: set[int], timelines: Mapping[int, Timeline], reader: PathReader
) -> dict[int, Timeline]:
    """Return the timelines of the organisations and, level by level, of all above them."""
    known: dict[int, Timeline] = dict(timelines)
    missing = concerned - known.keys()
    while True:
        stored = reader.versions(missing) if missing else {}
        for org in missing:
            known[org] = [each.version for each in stored.get(org, ())]
        above = {
            version.state.superior
            for timeline in known.values()
            for version in timeline
            if version.state.superior is not None
        }
        missing = above - known.keys()
        if not missing:
            return known


def _difference(before: Iterable[PathRow], after: Iterable[Path]) -> PathRewriting:
    wanted = {(each.start, each.path): each for each in after}
    close, void = [], []
    for row, start, end, path in before:
        new = wanted.get((start, path))
        if new is None:
            void.append(row)
        elif new.end == end:
            del wanted[start, path]
        elif end is None and new.end is not None:
            close.append((row, new.end))
            del wanted[start, path]
        else:
            void.append(row)
    return PathRewriting(tuple(close), tuple(void), tuple(wanted.values()))
