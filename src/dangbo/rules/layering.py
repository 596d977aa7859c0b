"""Lay what was projected over what is believed, so that the next act can be projected on it.

So several acts are foreseen one after the other with nothing written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from dangbo.rules.path_rewriting import PathRow
from dangbo.rules.projection import Projection, Reader
from dangbo.rules.replay import DatedAct
from dangbo.rules.timelines import Stored, Version

if TYPE_CHECKING:
    from dangbo.rules.applying import Touch


class Layered:
    """A `projection.Reader` of another one with projections laid over it, none of them written.

    Rows that are only projected have numbers below zero. `roles` and `descendants` may tell of
    more than there is, which makes a replay wider and never other.
    """

    def __init__(self, under: Reader) -> None:
        self.under = under
        self._versions: dict[int, list[Stored]] = {}
        self._paths: dict[int, list[PathRow]] = {}
        self._acts: dict[int, DatedAct] = {}
        self._touches: dict[int, tuple[Touch, ...]] = {}
        self._children: dict[int, set[int]] = defaultdict(set)
        self._rows = count(-1, -1)

    def lay(self, found: Projection) -> None:
        """Believe a projection from now on."""
        self._lay_versions(found)
        self._lay_paths(found)
        touches: dict[int, list[Touch]] = defaultdict(list)
        for touch in found.outcome.touches:
            touches[touch.act].append(touch)
        for seq in found.rewritten:
            self._touches[seq] = tuple(touches[seq])
            self._acts.pop(seq, None)
        self._acts |= found.acts

    def _lay_versions(self, found: Projection) -> None:
        before = self.versions(found.versions)
        for org, each in found.versions.items():
            void, closed = set(each.void), dict(each.close)
            after = [
                Stored(stored.row, closed.get(stored.row, stored.version))
                for stored in before[org]
                if stored.row not in void
            ]
            after += (Stored(next(self._rows), version) for version in each.open)
            self._versions[org] = sorted(after, key=lambda stored: stored.version.start)
            for stored in after:
                if stored.version.state.superior is not None:
                    self._children[stored.version.state.superior].add(org)

    def _lay_paths(self, found: Projection) -> None:
        before = self.paths(found.paths)
        for org, each in found.paths.items():
            void, closed = set(each.void), dict(each.close)
            rows = [
                (row, start, closed.get(row, end), path)
                for row, start, end, path in before.get(org, ())
                if row not in void
            ]
            rows += ((next(self._rows), path.start, path.end, path.path) for path in each.open)
            self._paths[org] = rows

    def versions(self, orgs: Iterable[int]) -> Mapping[int, list[Stored]]:
        """Return every version believed or projected of the organisations, in order of start."""
        wanted = set(orgs)
        found = dict(self.under.versions(wanted - self._versions.keys()))
        return found | {org: self._versions[org] for org in wanted & self._versions.keys()}

    def below(self, orgs: Iterable[int], since: date) -> Mapping[int, set[int]]:
        """Return who stood directly under each organisation on any day from the eve of `since`."""
        wanted = set(orgs)
        found = {
            org: children - self._versions.keys()
            for org, children in self.under.below(wanted, since).items()
        }
        for org in wanted:
            for child in self._children.get(org, ()):
                if any(_under(each.version, org, since) for each in self._versions[child]):
                    found[org].add(child)
        return found

    def acts_touching(self, orgs: Iterable[int], since: date) -> Mapping[int, DatedAct]:
        """Return the decisions in force from `since` on that touch any of the organisations."""
        wanted = set(orgs)
        found = {
            seq: act
            for seq, act in self.under.acts_touching(wanted, since).items()
            if seq not in self._touches
        }
        return found | {
            seq: act
            for seq, act in self._acts.items()
            if act.on >= since and any(touch.org in wanted for touch in self._touches[seq])
        }

    def roles(self, orgs: Iterable[int], since: date) -> Mapping[int, set[tuple[date, str]]]:
        """Return on which days from `since` decisions touch each organisation, and how."""
        wanted = set(orgs)
        found = {org: set(roles) for org, roles in self.under.roles(wanted, since).items()}
        for touches in self._touches.values():
            for touch in touches:
                if touch.org in wanted and touch.on >= since:
                    found.setdefault(touch.org, set()).add((touch.on, touch.role))
        return found

    def touched_by(self, acts: Iterable[int]) -> Mapping[int, set[int]]:
        """Return the organisations that each decision touches."""
        wanted = set(acts)
        found = dict(self.under.touched_by(wanted - self._touches.keys()))
        for seq in wanted & self._touches.keys():
            found[seq] = {touch.org for touch in self._touches[seq]}
        return found

    def paths(self, orgs: Iterable[int]) -> Mapping[int, list[PathRow]]:
        """Return every path of the organisations as (row, start, end, path)."""
        wanted = set(orgs)
        found = dict(self.under.paths(wanted - self._paths.keys()))
        return found | {org: self._paths[org] for org in wanted & self._paths.keys()}

    def descendants(self, orgs: Iterable[int], since: date) -> set[int]:
        """Return all that may have stood below the organisations since the eve of `since`."""
        found: set[int] = set()
        fresh = set(orgs)
        while fresh:
            below = self.under.descendants(fresh, since)
            moved = {child for org in fresh | below for child in self._children.get(org, ())}
            fresh = (below | moved) - found
            found |= fresh
            fresh &= moved
        return found


def _under(version: Version, superior: int, since: date) -> bool:
    lasts = version.end is None or version.end >= since
    return version.state.superior == superior and lasts
