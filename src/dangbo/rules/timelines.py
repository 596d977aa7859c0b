"""Hold what an organisation was over time, and find what a new belief about it changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class State:
    """What an organisation is on a day."""

    name: str
    kind: str
    superior: int | None = None
    short_name: str = ""
    code: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A state over a span, with the acts whose changes began and ended it."""

    start: date
    end: date | None
    state: State
    basis: int
    end_basis: int | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A version as it is believed now, with the row that holds it."""

    row: int
    version: Version


@dataclass(frozen=True)
class Rewriting:
    """What turns one believed timeline into another: rows to close, to void, and new ones."""

    close: tuple[tuple[int, Version], ...] = ()
    void: tuple[int, ...] = ()
    open: tuple[Version, ...] = ()


Timeline = Sequence[Version]


def holds(version: Version, on: date) -> bool:
    """Say whether a version holds on a day."""
    return version.start <= on and (version.end is None or version.end > on)


def at(timeline: Timeline, on: date) -> Version | None:
    """Return the version of a timeline that holds on a day."""
    return next((each for each in timeline if holds(each, on)), None)


def rewriting(before: Sequence[Stored], after: Timeline) -> Rewriting:
    """Find the least rewriting of rows: an open row that only ends is closed, never replaced."""
    wanted = dict.fromkeys(after)
    by_start = {each.start: each for each in after}
    close, void = [], []
    for stored in before:
        old = stored.version
        if old in wanted:
            del wanted[old]
            continue
        new = by_start.get(old.start)
        if old.end is None and new is not None and _only_ends(old, new):
            close.append((stored.row, new))
            del wanted[new]
        else:
            void.append(stored.row)
    return Rewriting(tuple(close), tuple(void), tuple(wanted))


def _only_ends(old: Version, new: Version) -> bool:
    return new.end is not None and new.state == old.state and new.basis == old.basis


def overlap(version: Version, start: date, end: date | None) -> tuple[date, date | None] | None:
    """Return the part of [start, end) over which a version holds, or None."""
    low = max(version.start, start)
    ends = [each for each in (version.end, end) if each is not None]
    high = min(ends) if ends else None
    return (low, high) if high is None or low < high else None


def gaps(timeline: Timeline, start: date, end: date | None) -> Iterator[tuple[date, date | None]]:
    """Yield the parts of [start, end) that no version of a timeline covers."""
    at_day: date | None = start
    for version in sorted(timeline, key=lambda each: each.start):
        part = overlap(version, start, end)
        if part is None or at_day is None:
            continue
        if part[0] > at_day:
            yield at_day, part[0]
        at_day = part[1]
    if at_day is not None and (end is None or at_day < end):
        yield at_day, end
