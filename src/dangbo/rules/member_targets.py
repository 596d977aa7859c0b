"""Say how many members a committee has on each day, through the published numbers.

A number that is exact stands still to the end of its month; one that says "over" is passed by a
little. Where organisations come with their members, the number leaps; else it goes evenly.

Source: architecture 4 (invented data). How far "over" is, and the ways between, are our reading.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangbo.rules.cell_turns import CellTurn, cells_on
from dangbo.rules.days import last_of_month
from dangbo.rules.verdicts import Findings, finding

DAY: Final = timedelta(days=1)
LEAST_OVER: Final = 8
OVER_PART: Final = 120
# After the last number it grows by one in so many a year.
YEARLY_GROWTH: Final = 120
YEAR: Final = 365
# With fewer or more members in a cell on average, they cannot be dealt out on every day.
FEWEST_A_CELL: Final = 6
MOST_A_CELL: Final = 23


@dataclass(frozen=True)
class Headcount:
    """A published number of members from `start` to `end`, exact or "over" it."""

    start: date
    end: date
    value: int
    exact: bool = True

    @property
    def wanted(self) -> int:
        """Return the number to be reached."""
        over = max(LEAST_OVER, self.value // OVER_PART)
        return self.value if self.exact else self.value + over


@dataclass(frozen=True)
class Leap:
    """Organisations that come with their members on a day; `count` None: not stated how many."""

    on: date
    count: int | None = None


@dataclass(frozen=True)
class Headcounts:
    """The number on each day: points, and the times in which nothing may change it."""

    days: tuple[date, ...]
    values: tuple[int, ...]
    still: tuple[tuple[date, date], ...]

    def at(self, day: date) -> int:
        """Return the number on a day, between two points in proportion."""
        place = bisect_right(self.days, day)
        if place == 0:
            return self.values[0]
        first, low = self.days[place - 1], self.values[place - 1]
        if place == len(self.days):
            return low + low * (day - first).days // (YEAR * YEARLY_GROWTH)
        share = (day - first).days / (self.days[place] - first).days
        return low + round((self.values[place] - low) * share)

    def until(self, day: date, following: date) -> int:
        """Return the number to be reached on a day if nothing changes it before the following."""
        place = bisect_left(self.days, day)
        if place < len(self.days) and self.days[place] < following:
            return self.values[place]
        return self.at(day)

    def is_still(self, day: date) -> bool:
        """Say whether nothing may change the number on a day."""
        return any(start <= day <= end for start, end in self.still)


def headcounts(
    *,
    published: Iterable[Headcount],
    turns: Sequence[CellTurn],
    since: date,
    leaps: Iterable[Leap] = (),
) -> Headcounts:
    """Lay a way through published numbers; an exact one goes before another of the same day.

    Raise RuleError where the cells of a day cannot hold them.
    """
    points: dict[date, int] = {}
    for each in sorted(published, key=lambda one: one.exact):
        points[each.start] = each.wanted
    still = tuple((each.start, _still_until(each)) for each in published if each.exact)
    first = min(points)
    if since < first:
        points[since] = _in_proportion(points[first], turns, since, first)
    for leap in sorted(leaps, key=lambda one: one.on):
        _leap(points, leap, turns)
    _require_room(points, turns)
    days = tuple(sorted(points))
    return Headcounts(days, tuple(points[day] for day in days), still)


def _require_room(points: Mapping[date, int], turns: Sequence[CellTurn]) -> None:
    """Refuse numbers with which the cells would be too small or too large."""
    findings = Findings()
    for day, value in sorted(points.items()):
        cells = len(cells_on(turns, day))
        if not cells * FEWEST_A_CELL <= value <= cells * MOST_A_CELL:
            on = day.isoformat()
            findings.refuse(finding("MEMBERS_DO_NOT_FIT", on=on, value=value, cells=cells))
    findings.verdict().require()


def _still_until(each: Headcount) -> date:
    return max(each.end, last_of_month(each.end.year, each.end.month))


def _in_proportion(value: int, turns: Sequence[CellTurn], day: date, other: date) -> int:
    """Return the number on a day with as many in each cell as on another."""
    cells = len(cells_on(turns, other))
    return value * len(cells_on(turns, day)) // cells if cells else value


def _leap(points: dict[date, int], leap: Leap, turns: Sequence[CellTurn]) -> None:
    """Put a point on the eve of a leap and one on its day."""
    eve = leap.on - DAY
    earlier = [day for day in points if day <= eve]
    if not earlier:
        return
    later = min((day for day in points if day >= leap.on), default=None)
    last = max(earlier)
    if leap.count is None:
        after = points[later] if later else _in_proportion(points[last], turns, leap.on, eve)
        on = later or leap.on
        points[eve] = _in_proportion(after, turns, eve, on)
        points[leap.on] = _in_proportion(after, turns, leap.on, on)
        return
    before = points[last]
    if later is not None:
        share = (eve - last).days / max(1, (later - last).days)
        before += round((points[later] - leap.count - before) * share)
    points[eve] = before
    points.setdefault(leap.on, before + leap.count)
