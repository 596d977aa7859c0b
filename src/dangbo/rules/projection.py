"""Work out what an act changes in all that is believed: versions, paths, touches, successions.

An act of today, a backdated one and a correction of one decision or of several at once go the same
way: take the decisions in force that touch the same organisations from the first day concerned,
with the revised ones in place of what they were, apply them again, and write only the difference.
Nothing else is replayed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from dangbo.rules.changes import Change, named_in
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
    """A decision given another place: its act as it shall be (None: void), and its former day.

    One that was void and comes into force again has no former day, as one that is new.
    """

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
    revisions: tuple[Revision, ...]
    outcome: Outcome
    replayed: frozenset[int]
    acts: Mapping[int, DatedAct]
    versions: Mapping[int, Rewriting] = field(default_factory=dict)
    paths: Mapping[int, PathRewriting] = field(default_factory=dict)

    @property
    def rewritten(self) -> set[int]:
        """Return every decision of which it says anew what it touches, those made void included."""
        return {*self.acts, *(each.seq for each in self.revisions)}


def project(*, revisions: Sequence[Revision], reader: Reader, kinds: OrgKinds) -> Projection:
    """Return the projection of revisions made together; not final when its verdict refuses."""
    since = min(each.since for each in revisions)
    touched = _first_touched(revisions, reader)
    context, below = _seeds(revisions, reader, since)
    while True:
        acts = _acts(revisions, touched, reader, since)
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
        grown = touched | more | _drawn_in(acts, revisions, reader) | seen
        wider = context | outcome.wanted.context
        deeper = below | outcome.wanted.below
        wider |= {org for each in reader.below(deeper - below, since).values() for org in each}
        if (grown, wider, deeper) == (touched, context, below):
            break
        touched, context, below = grown, wider, deeper
    found = Projection(since, tuple(revisions), outcome, frozenset(touched), acts)
    return found if outcome.verdict.against else _written(found, stored, reader)


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


def _changes(revisions: Iterable[Revision]) -> Iterator[Change]:
    for revision in revisions:
        if revision.act is not None:
            yield from revision.act.changes


def _first_touched(revisions: Sequence[Revision], reader: Reader) -> set[int]:
    touched = reader.touched_by([each.seq for each in revisions])
    found = {org for orgs in touched.values() for org in orgs}
    for change in _changes(revisions):
        found |= {*change.ends, *(org for org, _ in (*change.begins, *change.edits))}
        found |= {org for org, _ in change.placed}
        found |= {row.source for row in change.rows}
        found |= {row.result for row in change.rows if row.result is not None}
        if change.unlisted:
            found |= named_in(change)
    return found


def _seeds(revisions: Sequence[Revision], reader: Reader, since: date) -> tuple[set[int], set[int]]:
    """Guess what the replay will ask for, so that it seldom has to be run a second time."""
    context: set[int] = set()
    below: set[int] = set()
    for change in _changes(revisions):
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
    revisions: Sequence[Revision], touched: set[int], reader: Reader, since: date
) -> dict[int, DatedAct]:
    acts = dict(reader.acts_touching(touched, since))
    for revision in revisions:
        acts.pop(revision.seq, None)
        if revision.act is not None:
            acts[revision.seq] = revision.act
    return acts


def _drawn_in(
    acts: Mapping[int, DatedAct], revisions: Sequence[Revision], reader: Reader
) -> set[int]:
    others = acts.keys() - {each.seq for each in revisions}
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
