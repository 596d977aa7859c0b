"""Work out how large a committee was while its published figures hold, or say which contradict.

A published count of grassroots organisations or cells is an anchor: it holds on each day of its
period, and is kept still to the end of that month where nothing later says otherwise. Between two
anchors the size is free; `life_course` fills that with what happened.

Source: architecture 4 (invented data) and 10 (the counts stand still). That a grassroots
organisation with cells has two at least, and how an unstated size is chosen, are our reading.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from dangbo.rules.days import last_of_month
from dangbo.rules.sizes import Measure, Size, Stated, chosen_size, impossible, with_neighbours
from dangbo.rules.verdicts import Fact, Finding, Findings, Verdict, finding

__all__ = ["Anchor", "Arrival", "Conflict", "Measure", "Plateau", "Size", "plateaus"]

DAY: Final = timedelta(days=1)
NEAR: Final = timedelta(days=31)


class Conflict(StrEnum):
    """Why no register can agree with all anchors."""

    NEGATIVE = "ANCHOR_NEGATIVE"
    TWO_VALUES = "ANCHORS_DIFFER"
    SUM = "ANCHORS_DO_NOT_ADD_UP"
    PART = "ANCHOR_PART_OVER_WHOLE"
    CELLS = "ANCHOR_TOO_FEW_CELLS"
    BEFORE = "ANCHOR_BEFORE_FOUNDING"
    AFTER = "ANCHOR_AFTER_END"
    MOVE_WITHIN = "MOVE_WITHIN_ANCHOR"
    MOVE_TOO_LARGE = "MOVE_OVER_ANCHOR"


@dataclass(frozen=True)
class Anchor:
    """A published count that holds from `start` to `end`, both included.

    `already` of those counted are known otherwise, so that only the rest has to be made up.
    """

    key: str
    measure: Measure
    value: int
    start: date
    end: date
    already: int = 0

    @property
    def needed(self) -> int:
        """Return how many have to be made up."""
        return self.value - self.already


@dataclass(frozen=True)
class Arrival:
    """A stated coming in of organisations that nobody listed; `count` is None if not stated."""

    on: date
    count: int | None = None


@dataclass(frozen=True)
class Plateau:
    """A time, both days included, throughout which the size stands still."""

    start: date
    end: date
    size: Size


@dataclass(frozen=True)
class _Segment:
    start: date
    end: date
    anchors: tuple[Anchor, ...]

    @property
    def stated(self) -> Stated:
        return Stated({each.measure: each.needed for each in self.anchors})

    @property
    def keys(self) -> str:
        return ", ".join(sorted({each.key for each in self.anchors}))


def plateaus(
    *,
    anchors: Iterable[Anchor],
    since: date,
    until: date | None = None,
    arrivals: Sequence[Arrival] = (),
) -> tuple[Plateau, ...]:
    """Return the times at which the size is fixed, in order; raise RuleError for each conflict.

    `since` is the first day on which the committee stands, `until` the first on which it no longer
    does.
    """
    given = tuple(anchors)
    _judge_days(given, since, until, arrivals).require()
    stops = [each.on for each in arrivals] + ([until] if until else [])
    segments = _segments(_held_still(given, stops))
    Verdict(tuple(each for one in segments for each in _conflicts(one))).require()
    near = with_neighbours({each.start: each.stated for each in segments})
    found = [
        Plateau(each.start, each.end, chosen_size(each.start, each.stated, near))
        for each in segments
    ]
    joined = tuple(_joined(found, arrivals))
    _judge_arrivals(joined, arrivals).require()
    return joined


def _judge_days(
    anchors: Iterable[Anchor], since: date, until: date | None, arrivals: Iterable[Arrival]
) -> Verdict:
    findings = Findings()
    for each in anchors:
        if each.needed < 0:
            facts = (("already", each.already), ("value", each.value))
            findings.refuse(Finding(Conflict.NEGATIVE, each.key, facts))
        if each.start < since:
            day = each.start.isoformat()
            findings.refuse(finding(Conflict.BEFORE, each.key, on=day, since=since.isoformat()))
        if until is not None and each.end >= until:
            day = each.end.isoformat()
            findings.refuse(finding(Conflict.AFTER, each.key, on=day, until=until.isoformat()))
        for arrival in arrivals:
            if each.start < arrival.on <= each.end:
                day = arrival.on.isoformat()
                findings.refuse(finding(Conflict.MOVE_WITHIN, each.key, on=day))
    return findings.verdict()


def _held_still(anchors: Sequence[Anchor], days: Iterable[date]) -> list[Anchor]:
    """Keep each anchor to the end of its month, but never into what is stated later."""
    stops = sorted({each.start for each in anchors} | set(days))
    found = []
    for each in anchors:
        month = last_of_month(each.end.year, each.end.month)
        later = next((day - DAY for day in stops if day > each.end), month)
        found.append(replace(each, end=min(month, later)))
    return found


def _segments(anchors: Sequence[Anchor]) -> list[_Segment]:
    """Cut time where any anchor begins or ends; leave out the times that none speaks of."""
    cuts = sorted({each.start for each in anchors} | {each.end + DAY for each in anchors})
    found = []
    for start, after in pairwise(cuts):
        active = tuple(each for each in anchors if each.start <= start <= each.end)
        if active:
            found.append(_Segment(start, after - DAY, active))
    return found


def _conflicts(segment: _Segment) -> list[Finding]:
    first: dict[Measure, Anchor] = {}
    found = []
    for each in segment.anchors:
        other = first.setdefault(each.measure, each)
        if other.needed != each.needed:
            found.append(
                finding(
                    Conflict.TWO_VALUES,
                    f"{other.key}, {each.key}",
                    on=segment.start.isoformat(),
                    measure=each.measure.value,
                    one=other.value,
                    other=each.value,
                )
            )
    if found:
        return found
    why = impossible(segment.stated)
    if why is None:
        return []
    facts: dict[str, Fact] = {each.measure.value: each.value for each in segment.anchors}
    facts["on"] = segment.start.isoformat()
    return [Finding(Conflict[why.name], segment.keys, tuple(sorted(facts.items())))]


def _joined(found: Sequence[Plateau], arrivals: Iterable[Arrival]) -> list[Plateau]:
    """Join neighbours of one size a few days apart: nothing happens between them."""
    days = [each.on for each in arrivals]
    joined: list[Plateau] = []
    for each in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.size == each.size
            and each.start - last.end <= NEAR
            and not any(last.end < day <= each.start for day in days)
        ):
            joined[-1] = replace(last, end=each.end)
        else:
            joined.append(each)
    return joined


def _judge_arrivals(found: Iterable[Plateau], arrivals: Iterable[Arrival]) -> Verdict:
    """Refuse a coming in, on the very day of a count, of more than are counted then."""
    counts: dict[date, int] = {}
    for each in arrivals:
        counts[each.on] = counts.get(each.on, 0) + (each.count or 0)
    against = tuple(
        finding(
            Conflict.MOVE_TOO_LARGE,
            on=each.start.isoformat(),
            count=counts[each.start],
            counted=each.size.grassroots,
        )
        for each in found
        if counts.get(each.start, 0) > each.size.grassroots
    )
    return Verdict(against)
