"""Hold all that is believed in memory, written to by projections alone.

It is the second keeper of the register: `dangbo verify` fills one from the journal and compares it
with the tables, and the property tests run on it without a database.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dangbo.rules.org_kinds import OrgKinds
from dangbo.rules.projection import Projection, Revision, project
from dangbo.rules.replay import DatedAct
from dangbo.rules.timelines import Stored, Version


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact about `org` (0: none) with the acts by which it became known."""

    org: int
    fact: Any
    opened_by: int
    closed_by: int | None = None
    voided_by: int | None = None


@dataclass
class Shelf:
    """Rows of one kind of fact: all of them by number, and those believed now by a key."""

    rows: list[Entry] = field(default_factory=list)
    believed: dict[Hashable, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))

    def open(self, key: Hashable, entry: Entry) -> None:
        """Add a row under a key."""
        self.believed[key][len(self.rows)] = None
        self.rows.append(entry)

    def void(self, key: Hashable, row: int, by: int) -> None:
        """Stop believing a row."""
        self.rows[row] = replace(self.rows[row], voided_by=by)
        del self.believed[key][row]

    def close(self, row: int, fact: Any, by: int) -> None:
        """Give a row's fact its end."""
        self.rows[row] = replace(self.rows[row], fact=fact, closed_by=by)

    def now(self, key: Hashable) -> list[tuple[int, Entry]]:
        """Return the rows believed now under a key."""
        return [(row, self.rows[row]) for row in self.believed.get(key, ())]


class Ledger:
    """The register in memory: a `projection.Reader` that also takes what a projection finds.

    `decisions` are those in force, `decided` all that ever were, as they were taken.
    """

    def __init__(self, kinds: OrgKinds) -> None:
        self.kinds = kinds
        self.version_rows = Shelf()
        self.path_rows = Shelf()
        self.touch_rows = Shelf()
        self.succession_rows = Shelf()
        self.decision_rows = Shelf()
        self.decisions: dict[int, DatedAct] = {}
        self.decided: dict[int, DatedAct] = {}
        self.touching: dict[int, dict[int, int]] = defaultdict(dict)
        self.children: dict[int, set[int]] = defaultdict(set)

    def take(self, *revisions: Revision, by: int) -> Projection:
        """Project revisions recorded by the act `by` and keep them; raise RuleError if refused."""
        found = project(revisions=revisions, reader=self, kinds=self.kinds)
        found.outcome.verdict.require()
        for revision in revisions:
            self._decide(revision, by)
        for org, each in found.versions.items():
            self._write_versions(org, each, by)
        for org, rewriting in found.paths.items():
            for row in rewriting.void:
                self.path_rows.void(org, row, by)
            for row, end in rewriting.close:
                self.path_rows.close(row, replace(self.path_rows.rows[row].fact, end=end), by)
            for path in rewriting.open:
                self.path_rows.open(org, Entry(org, path, by, by if path.end else None))
        self._write_facts(self.touch_rows, found.rewritten, found.outcome.touches, by)
        self._write_facts(self.succession_rows, found.rewritten, found.outcome.successions, by)
        return found

    def _write_versions(self, org: int, each: Any, by: int) -> None:
        for row in each.void:
            self.version_rows.void(org, row, by)
        for row, version in each.close:
            self.version_rows.close(row, version, by)
        for version in each.open:
            self.version_rows.open(org, Entry(org, version, by, by if version.end else None))
            if version.state.superior is not None:
                self.children[version.state.superior].add(org)

    def _decide(self, revision: Revision, by: int) -> None:
        before = self.decisions.pop(revision.seq, None)
        if before is not None:
            for row, _ in self.decision_rows.now(revision.seq):
                self.decision_rows.void(revision.seq, row, by)
        if revision.act is not None:
            self.decisions[revision.seq] = revision.act
            self.decided.setdefault(revision.seq, revision.act)
            self.decision_rows.open(revision.seq, Entry(0, revision.act, by))

    def _write_facts(
        self, shelf: Shelf, acts: Iterable[int], facts: Iterable[Any], by: int
    ) -> None:
        wanted: dict[int, dict[Any, None]] = defaultdict(dict)
        for fact in facts:
            wanted[fact.act][fact] = None
        for act in sorted(acts):
            for row, entry in shelf.now(act):
                if entry.fact in wanted[act]:
                    del wanted[act][entry.fact]
                else:
                    shelf.void(act, row, by)
                    self._untouch(shelf, entry)
            for fact in wanted[act]:
                org = getattr(fact, "org", 0)
                shelf.open(act, Entry(org, fact, by))
                if shelf is self.touch_rows:
                    self.touching[org][act] = self.touching[org].get(act, 0) + 1

    def _untouch(self, shelf: Shelf, entry: Entry) -> None:
        if shelf is self.touch_rows:
            left = self.touching[entry.org][entry.fact.act] - 1
            self.touching[entry.org][entry.fact.act] = left
            if not left:
                del self.touching[entry.org][entry.fact.act]

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every believed version of the organisations, in order of start."""
        return {org: self._stored(org) for org in orgs}

    def _stored(self, org: int) -> list[Stored]:
        found = [Stored(row, entry.fact) for row, entry in self.version_rows.now(org)]
        return sorted(found, key=lambda each: each.version.start)

    def below(self, orgs: Iterable[int], since: date) -> Mapping[int, set[int]]:
        """Return who stood directly under each organisation on any day from the eve of `since`."""
        return {
            org: {
                child
                for child in self.children.get(org, ())
                if any(_under(each.version, org, since) for each in self._stored(child))
            }
            for org in orgs
        }

    def acts_touching(self, orgs: Iterable[int], since: date) -> Mapping[int, DatedAct]:
        """Return the decisions in force from `since` on that touch any of the organisations."""
        acts = {seq for org in orgs for seq in self.touching.get(org, ())}
        return {seq: self.decisions[seq] for seq in acts if self.decisions[seq].on >= since}

    def roles(self, orgs: Iterable[int], since: date) -> Mapping[int, set[tuple[date, str]]]:
        """Return on which days from `since` decisions in force touch each organisation, and how."""
        return {
            org: {
                (entry.fact.on, entry.fact.role)
                for act in self.touching.get(org, ())
                if self.decisions[act].on >= since
                for _, entry in self.touch_rows.now(act)
                if entry.org == org
            }
            for org in orgs
        }

    def touched_by(self, acts: Iterable[int]) -> Mapping[int, set[int]]:
        """Return the organisations that each decision touches as it is believed now."""
        return {seq: {entry.org for _, entry in self.touch_rows.now(seq)} for seq in acts}

    def paths(self, orgs: Iterable[int]) -> Mapping[int, list[tuple[int, date, date | None, str]]]:
        """Return every believed path of the organisations as (row, start, end, path)."""
        return {
            org: [
                (row, entry.fact.start, entry.fact.end, entry.fact.path)
                for row, entry in self.path_rows.now(org)
            ]
            for org in orgs
        }

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        """Return all that may have stood below the organisations since the eve of `since`."""
        found: set[int] = set()
        level = set(orgs)
        while level:
            level = {org for each in self.below(level, since).values() for org in each} - found
            found |= level
        return found


def _under(version: Version, superior: int, since: date) -> bool:
    lasts = version.end is None or version.end >= since
    return version.state.superior == superior and lasts
