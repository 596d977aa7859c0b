"""Work out what an act changes in all that is believed: versions, paths, touches, successions.

An act of today, a backdated one and a correction go the same way: take the decisions in force that
touch the same organisations from the first day concerned, with the revised ones in place of what
they were, apply them again, and write only the difference. Nothing else is replayed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from dangbo.rules.changes import named_in
from dangbo.rules.org_kinds import OrgKinds
from dangbo.rules.path_rewriting import PathRewriting, rewrite_paths
from dangbo.rules.paths import orgs_of
from dangbo.rules.reach import reached
from dangbo.rules.replay import DatedAct, Outcome, replay
from dangbo.rules.timelines import Rewriting, Stored, Timeline, Version, rewriting
from dangbo.rules.world import Eve


class Reader(Protocol):
    """What a projection reads of the present belief."""

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every believed version of the organisations, in order of start."""

    def below(self, orgs: Iterable[int], since: date) -> Mapping[int, set[int]]:
        """Return who stood directly under each organisation on any day from the eve of `since`."""

    def acts_touching(self, orgs: Iterable[int], since: date) -> Mapping[int, DatedAct]:
        """Return the decisions in force from `since` on that touch any of the organisations."""

    def roles(self, orgs: Iterable[int], since: date) -> Mapping[int, set[tuple[date, str]]]:
        """Return on which days from `since` decisions in force touch each organisation, and how."""

    def touched_by(self, acts: Iterable[int]) -> Mapping[int, set[int]]:
        """Return the organisations that each decision touches as it is believed now."""

    def paths(self, orgs: Iterable[int]) -> Mapping[int, list[tuple[int, date, date | None, str]]]:
        """Return every believed path of the organisations as (row, start, end, path)."""

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        """Return all that stood below the organisations on any day from the eve of `since`."""


@dataclass(frozen=True)
class Revision:
    """A decision given another place: its act as it shall be (None: void), and its former day."""

    seq: int
    act: DatedAct | None
    former: date | None = None

    @property
    def since(self) -> date:
        """Return the first day that the revision concerns."""
        days = [day for day in (self.former, self.act.on if self.act else None) if day]
        return min(days)


@dataclass(frozen=True)
class Projection:
    """What has to be written, who was replayed, and what the rules say to it."""

    since: date
    outcome: Outcome
    replayed: frozenset[int]
    acts: Mapping[int, DatedAct]
    versions: Mapping[int, Rewriting] = field(default_factory=dict)
    paths: Mapping[int, PathRewriting] = field(default_factory=dict)


def project(*, revision: Revision, reader: Reader, kinds: OrgKinds) -> Projection:
    """Return the projection of one revision; nothing in it is final when its verdict refuses."""
    since = revision.since
    touched = set(_first_touched(revision, reader))
    context, below = _seeds(revision, reader, since)
    while True:
        acts = _acts(revision, touched, reader, since)
        stored = reader.versions(touched | context)
        outcome = replay(
            acts=acts.values(),
            eves={org: eve_of(stored.get(org, ()), since) for org in touched},
            context={org: _versions(stored.get(org, ())) for org in context - touched},
            below=reader.below(below, since),
            kinds=kinds,
            since=since,
        )
        more = outcome.wanted.replayed | reached(outcome, stored, reader, since)
        seen = {touch.org for touch in outcome.touches}
        grown = touched | more | _drawn_in(acts, revision, reader) | seen
        wider = context | outcome.wanted.context
        deeper = below | outcome.wanted.below
        wider |= {org for each in reader.below(deeper - below, since).values() for org in each}
        if (grown, wider, deeper) == (touched, context, below):
            break
        touched, context, below = grown, wider, deeper
    if outcome.verdict.against:
        return Projection(since, outcome, frozenset(touched), acts)
    found = Projection(since, outcome, frozenset(touched), acts)
    return _written(found, stored, reader)


def _written(found: Projection, stored: Mapping[int, list[Stored]], reader: Reader) -> Projection:
    since, outcome = found.since, found.outcome
    changes = {
        org: rewriting(_concerned(stored.get(org, ()), since), timeline)
        for org, timeline in outcome.timelines.items()
    }
    whole = {
        org: _whole(stored.get(org, ()), since, timeline)
        for org, timeline in outcome.timelines.items()
    }
    moved = {
        org
        for org, timeline in whole.items()
        if _places(_versions(stored.get(org, ()))) != _places(timeline)
    }
    return replace(
        found,
        versions={org: each for org, each in changes.items() if each != Rewriting()},
        paths=rewrite_paths(moved, timelines=whole, reader=reader, since=since),
    )


def _first_touched(revision: Revision, reader: Reader) -> set[int]:
    found = set(reader.touched_by([revision.seq]).get(revision.seq, ()))
    if revision.act is not None:
        for change in revision.act.changes:
            found |= {*change.ends, *(org for org, _ in (*change.begins, *change.edits))}
            found |= {org for org, _ in change.placed}
            found |= {row.source for row in change.rows}
            found |= {row.result for row in change.rows if row.result is not None}
            if change.unlisted:
                found |= named_in(change)
    return found


def _seeds(revision: Revision, reader: Reader, since: date) -> tuple[set[int], set[int]]:
    """Guess what the replay will ask for, so that it seldom has to be run a second time."""
    context: set[int] = set()
    below: set[int] = set()
    for change in revision.act.changes if revision.act else ():
        context |= named_in(change)
        below |= {*change.ends, *(source for source, _ in change.follow)}
        below |= {org for org, given in change.edits if "kind" in given}
    above = {
        org
        for rows in reader.paths(context).values()
        for _, _, end, path in rows
        if end is None or end >= since
        for org in orgs_of(path)
    }
    children = {org for each in reader.below(below, since).values() for org in each}
    return context | above | children, below


def _acts(
    revision: Revision, touched: set[int], reader: Reader, since: date
) -> dict[int, DatedAct]:
    acts = dict(reader.acts_touching(touched, since))
    acts.pop(revision.seq, None)
    if revision.act is not None:
        acts[revision.seq] = revision.act
    return acts


def _drawn_in(acts: Mapping[int, DatedAct], revision: Revision, reader: Reader) -> set[int]:
    others = [seq for seq in acts if seq != revision.seq]
    return {org for orgs in reader.touched_by(others).values() for org in orgs}


def eve_of(stored: Iterable[Stored], since: date) -> Eve:
    """Return what an organisation was on the eve of `since`, or the last it had been before."""
    version, last = None, None
    for each in stored:
        if each.version.start < since:
            last = each.version.state
            if each.version.end is None or each.version.end >= since:
                version = each.version
    return Eve(version, last)


def _versions(stored: Iterable[Stored]) -> list[Version]:
    return [each.version for each in stored]


def _concerned(stored: Iterable[Stored], since: date) -> list[Stored]:
    return [each for each in stored if each.version.end is None or each.version.end >= since]


def _whole(stored: Iterable[Stored], since: date, timeline: Timeline) -> list[Version]:
    before = [
        each.version for each in stored if each.version.end is not None and each.version.end < since
    ]
    return [*before, *timeline]


def _places(timeline: Timeline) -> list[tuple[date, date | None, int | None]]:
    """Return where an organisation stood when, with neighbours of one superior joined."""
    found: list[tuple[date, date | None, int | None]] = []
    for version in sorted(timeline, key=lambda each: each.start):
        superior = version.state.superior
        if found and found[-1][1] == version.start and found[-1][2] == superior:
            found[-1] = (found[-1][0], version.end, superior)
        else:
            found.append((version.start, version.end, superior))
    return found
