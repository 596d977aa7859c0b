"""Hold the spans of a member's course, and find what a new belief about them changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

POSTED: Final = "posted"
TEMPORARY: Final = "temporary"
STANDING: Final = "standing"


class Stand(NamedTuple):
    """What a member is: standing, activity, and from when the Party age counts."""

    standing: str
    activity: str = "active"
    counted_from: date | None = None
    admitted: date | None = None


class Held(NamedTuple):
    """A value over a span on one track of a course, with the acts that began and ended it.

    Tracks: `posted` and `temporary` (the value is an organisation), `standing` (a `Stand`),
    `attribute:KIND` and `number:KIND` (text).
    """

    track: str
    start: date
    end: date | None
    value: object
    basis: int
    end_basis: int | None = None


@dataclass(frozen=True, slots=True)
class StoredSpan:
    """A span as it is believed now, with the row that holds it."""

    row: int
    span: Held


@dataclass(frozen=True)
class CourseRewriting:
    """What turns one believed course into another: rows to close, to void, and new ones."""

    close: tuple[tuple[int, Held], ...] = ()
    void: tuple[StoredSpan, ...] = ()
    open: tuple[Held, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing has to be written."""
        return not (self.close or self.void or self.open)


def course_rewriting(before: Sequence[StoredSpan], after: Sequence[Held]) -> CourseRewriting:
    """Find the least rewriting of rows: an open row that only ends is closed, never replaced."""
    if not before:
        return CourseRewriting(open=tuple(dict.fromkeys(after)))
    wanted = dict.fromkeys(after)
    by_start = {(each.track, each.start): each for each in after}
    close: list[tuple[int, Held]] = []
    void: list[StoredSpan] = []
    for stored in before:
        old = stored.span
        if old in wanted:
            del wanted[old]
            continue
        new = by_start.get((old.track, old.start))
        if old.end is None and new is not None and _only_ends(old, new):
            close.append((stored.row, new))
            del wanted[new]
        else:
            void.append(stored)
    return CourseRewriting(tuple(close), tuple(void), tuple(wanted))


def _only_ends(old: Held, new: Held) -> bool:
    return new.end is not None and (new.value, new.basis) == (old.value, old.basis)


def table_of(track: str) -> str:
    """Return which of the four tables of spans keeps a track."""
    kind = track.partition(":")[0]
    return "posting" if kind in {POSTED, TEMPORARY} else kind


def columns_of(span: Held, secret: str = "") -> tuple[str | int | date | None, ...]:
    """Return what the table of a span keeps of its value; a secret number is kept sealed."""
    value = span.value
    if isinstance(value, Stand):
        return value.standing, value.activity, value.counted_from, value.admitted
    if isinstance(value, int):
        return value, "official" if span.track == POSTED else TEMPORARY
    text, kind = str(value), span.track.partition(":")[2]
    if not span.track.startswith("number:"):
        return kind, text
    return kind, "" if secret else text, text, secret
