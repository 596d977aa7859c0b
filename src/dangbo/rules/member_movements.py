"""Say how persons came into and went out of an organisation, day by day, and what that adds up to.

Source: `rules.md` 13.2. Who is counted is whoever has an official posting in the organisation or
below it; temporary postings do not count. A day is compared with its eve: what is undone on the
same day is no movement.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeVar

from dangbo.rules.days import DAY

PROBATIONARY: Final = "probationary"
OFFICIAL: Final = "official"
RECOGNISED: Final = "recognised"
ENTERED: Final = "entered"
MOVED_IN: Final = "moved_in"
MOVED_IN_WITH_ORG: Final = "moved_in_with_org"
MOVED_OUT: Final = "moved_out"
MOVED_OUT_WITH_ORG: Final = "moved_out_with_org"
CAME: Final[Mapping[str, str]] = {
    "admit": "admitted",
    "readmit": "readmitted",
    "restore": "restored",
    "move_in": MOVED_IN,
    "enter": ENTERED,
}
LEFT: Final[Mapping[str, str]] = {
    "move_out": MOVED_OUT,
    "strike_off": "struck_off",
    "resign": "resigned",
    "expel": "expelled",
    "die": "died",
    "annul": "cancelled",
}
# The lines of the table in their order, and whether they add or take away.
SIGNS: Final[Mapping[str, int]] = {
    "admitted": 1,
    "readmitted": 1,
    "restored": 1,
    MOVED_IN: 1,
    MOVED_IN_WITH_ORG: 1,
    MOVED_OUT: -1,
    MOVED_OUT_WITH_ORG: -1,
    "struck_off": -1,
    "resigned": -1,
    "expelled": -1,
    "died": -1,
    "cancelled": -1,
}


class Days(NamedTuple):
    """Days from `start` up to but not on `end`; None: and on."""

    start: date
    end: date | None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Posted:
    """A span of official posting, with the act that began it."""

    days: Days
    org: int
    basis: int


@dataclass(frozen=True, slots=True)
class Stood:
    """A span of standing, with the acts that began and ended it."""

    days: Days
    standing: str
    basis: int
    end_basis: int | None


@dataclass(frozen=True)
class Walked:
    """What is known of one person: postings, standings, and the person's own events by act."""

    person: int
    postings: Sequence[Posted]
    standings: Sequence[Stood]
    changes: Mapping[int, Collection[str]]


class Movement(NamedTuple):
    """One person into, out of or within the organisation on a day, with the standing counted."""

    person: int
    on: date
    line: str
    standing: str
    act: int


@dataclass(frozen=True)
class Split:
    """A number of members, official and probationary."""

    official: int = 0
    probationary: int = 0

    @property
    def total(self) -> int:
        """Return both together."""
        return self.official + self.probationary


Places = Mapping[int, Sequence[Days]]
Span = TypeVar("Span", Posted, Stood)


def movements_of(walked: Walked, *, inside: Places, start: date, end: date) -> list[Movement]:
    """Return the movements of a person from `start` to `end`, both included.

    `inside` has the days on which each organisation stands in the one that is asked for.
    """
    found: list[Movement] = []
    for on in sorted(_days(walked, inside)):
        if start <= on <= end:
            found += _on_day(walked, inside, on)
    return found


def expected(opening: Split, movements: Sequence[Movement]) -> Split:
    """Return how many there have to be after these movements; those who only entered left out."""
    official, probationary = opening.official, opening.probationary
    for each in movements:
        if each.line == RECOGNISED:
            official, probationary = official + 1, probationary - 1
        elif each.line in SIGNS and each.standing == OFFICIAL:
            official += SIGNS[each.line]
        elif each.line in SIGNS:
            probationary += SIGNS[each.line]
    return Split(official, probationary)


def _days(walked: Walked, inside: Places) -> set[date]:
    spans = [each.days for each in walked.postings]
    spans += [each.days for each in walked.standings]
    spans += [days for each in walked.postings for days in inside.get(each.org, ())]
    return {day for days in spans for day in days if day is not None}


@dataclass(frozen=True, slots=True)
class _Moment:
    """Where a person is on a day, what he or she is, and whether that is counted."""

    posted: Posted | None
    stood: Stood | None
    counted: bool


def _moment(walked: Walked, inside: Places, day: date) -> _Moment:
    posted, stood = _at(walked.postings, day), _at(walked.standings, day)
    places = inside.get(posted.org, ()) if posted and stood else ()
    return _Moment(posted, stood, any(day in days for days in places))


def _on_day(walked: Walked, inside: Places, on: date) -> Iterator[Movement]:
    if on == date.min:
        return
    before, after = _moment(walked, inside, on - DAY), _moment(walked, inside, on)
    entry = _entry(walked, after, on)
    again = entry is not None and before.stood is not None
    if before.counted and (not after.counted or again):
        yield _way_out(walked, before, after, on)
    if after.counted and (not before.counted or again):
        yield _way_in(walked, after, entry, on)
    elif before.counted and after.counted:
        yield from _recognition(walked, before, after, on)


def _entry(walked: Walked, after: _Moment, on: date) -> str | None:
    """Return the line by which a person became a member again or anew on a day, or None."""
    if after.stood is None or after.stood.days.start != on:
        return None
    return _line(CAME, walked, after.stood.basis)


def _way_out(walked: Walked, before: _Moment, after: _Moment, on: date) -> Movement:
    stood = before.stood
    standing, by = (stood.standing, stood.end_basis) if stood else ("", None)
    line = _line(LEFT, walked, by) if stood and stood.days.end == on else None
    if line is None and after.posted is not None:
        by = after.posted.basis
        line = _moved(walked, after.posted, on, MOVED_OUT, MOVED_OUT_WITH_ORG)
    return Movement(walked.person, on, line or MOVED_OUT, standing, by or 0)


def _way_in(walked: Walked, after: _Moment, entry: str | None, on: date) -> Movement:
    posted, stood = after.posted, after.stood
    standing, by = (stood.standing, stood.basis) if stood else ("", 0)
    if entry is not None or posted is None:
        return Movement(walked.person, on, entry or MOVED_IN, standing, by)
    line = _moved(walked, posted, on, MOVED_IN, MOVED_IN_WITH_ORG)
    return Movement(walked.person, on, line, standing, posted.basis)


def _recognition(walked: Walked, before: _Moment, after: _Moment, on: date) -> Iterator[Movement]:
    if before.stood is None or after.stood is None:
        return
    if (before.stood.standing, after.stood.standing) == (PROBATIONARY, OFFICIAL):
        yield Movement(walked.person, on, RECOGNISED, OFFICIAL, after.stood.basis)


def _moved(walked: Walked, posted: Posted, on: date, alone: str, with_org: str) -> str:
    """Say whether a person moved by an event of his or her own, or with the organisation."""
    own = posted.days.start == on and posted.basis in walked.changes
    return alone if own else with_org


def _line(lines: Mapping[str, str], walked: Walked, act: int | None) -> str | None:
    changes = walked.changes.get(act, ()) if act is not None else ()
    return next((lines[change] for change in changes if change in lines), None)


def _at(spans: Sequence[Span], day: date) -> Span | None:
    return next((each for each in spans if day in each.days), None)
