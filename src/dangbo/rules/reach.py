"""Find who else a replay has to take in: whoever it would judge wrongly by standing still.

What is believed of an organisation is taken as it is until a replay shows that a decision on it
would now meet others than before, or would meet it at another point of a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Protocol

from dangbo.rules.replay import Outcome
from dangbo.rules.timelines import Stored, Timeline, Version, gaps, overlap

CHANGED: Final = {"subject", "source"}
Span = tuple[date, date | None]


class ReachReader(Protocol):
    """What the reach of a replay reads of the present belief."""

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every believed version of the organisations."""

    def below(self, orgs: Iterable[int], since: date) -> Mapping[int, set[int]]:
        """Return who stood directly under each organisation on any day from the eve of `since`."""

    def roles(self, orgs: Iterable[int], since: date) -> Mapping[int, set[tuple[date, str]]]:
        """Return on which days from `since` decisions in force touch each organisation, and how."""


def reached(
    outcome: Outcome, stored: Mapping[int, list[Stored]], reader: ReachReader, since: date
) -> set[int]:
    """Return whom the next replay has to take in beside those of `outcome`."""
    return (
        _orphaned(outcome, stored, reader, since)
        | _busy_then(outcome, reader, since)
        | _over_newcomers(outcome, stored, reader, since)
    )


def _orphaned(
    outcome: Outcome, stored: Mapping[int, list[Stored]], reader: ReachReader, since: date
) -> set[int]:
    """Find who stands under an organisation on days on which it no longer does, or as another."""
    shrunk: dict[int, list[Span]] = {}
    for org, timeline in outcome.timelines.items():
        lost = [
            gap
            for version in _versions(stored, org)
            if (part := overlap(version, since, None)) is not None
            for gap in gaps(_of_kind(version.state.kind, timeline), *part)
        ]
        if lost:
            shrunk[org] = lost
    below = reader.below(shrunk, since) if shrunk else {}
    children = {child for each in below.values() for child in each} - set(outcome.timelines)
    if not children:
        return set()
    versions = reader.versions(children)
    return {
        child
        for child in children
        for each in versions[child]
        for low, high in shrunk.get(each.version.state.superior or 0, ())
        if overlap(each.version, low, high) is not None
    }


def _busy_then(outcome: Outcome, reader: ReachReader, since: date) -> set[int]:
    """Find who was asked for on a day on which other decisions touch it: their order matters."""
    met = {org: days for org, days in outcome.met.items() if org not in outcome.timelines}
    roles = reader.roles(met, since) if met else {}
    return {org for org, days in met.items() for day, _ in roles.get(org, ()) if day in days}


def _over_newcomers(
    outcome: Outcome, stored: Mapping[int, list[Stored]], reader: ReachReader, since: date
) -> set[int]:
    """Find superiors that ended or changed while somebody stands under them who did not before.

    Their versions do not always tell: one that ended and came back on a day has no gap.
    """
    spans: dict[int, list[Span]] = defaultdict(list)
    for org, timeline in outcome.timelines.items():
        for version in timeline:
            superior, part = version.state.superior, overlap(version, since, None)
            if superior is None or superior in outcome.timelines or part is None:
                continue
            before = _of_kind(version.state.kind, _versions(stored, org))
            same = [each for each in before if each.state.superior == superior]
            spans[superior] += gaps(same, *part)
    roles = reader.roles(spans, since) if spans else {}
    return {
        superior
        for superior, found in spans.items()
        for low, high in found
        for day, role in roles.get(superior, ())
        if role in CHANGED and low <= day and (high is None or day <= high)
    }


def _versions(stored: Mapping[int, list[Stored]], org: int) -> list[Version]:
    return [each.version for each in stored.get(org, ())]


def _of_kind(kind: str, timeline: Timeline) -> list[Version]:
    return [each for each in timeline if each.state.kind == kind]
