"""Make the decisions by which a made register came about: one act for a thing or two of a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from bench.register import BIG, KINDS, Made

Raw = dict[str, Any]
IMPORTED_AT_ONCE = 5_000


class Event(NamedTuple):
    """What happens to one organisation on a day, as a change of a decision."""

    day: int
    org: int
    change: Raw


class Act(NamedTuple):
    """A decision: its number in the journal, its day, and what it changes, in order."""

    seq: int
    day: int
    events: tuple[Event, ...]

    @property
    def changes(self) -> list[Raw]:
        """Return the changes as the journal keeps them."""
        return [event.change for event in self.events]


@dataclass
class Journal:
    """The acts of a register in their order, and which of them did what to whom on which day."""

    acts: list[Act] = field(default_factory=list)
    by: dict[tuple[int, int], int] = field(default_factory=dict)


def journal_of(orgs: Iterable[Made]) -> Journal:
    """Return the journal of a made register: its days in order, those standing at first first."""
    found = Journal()
    for day, happening in groupby(sorted(_events(orgs)), key=lambda each: each.day):
        events = list(happening)
        size = IMPORTED_AT_ONCE if day == 0 else 2 if day in BIG else 1
        for at in range(0, len(events), size):
            act = Act(len(found.acts) + 1, day, tuple(events[at : at + size]))
            found.acts.append(act)
            found.by |= {(event.org, day): act.seq for event in act.events}
    return found


def _events(orgs: Iterable[Made]) -> Iterator[Event]:
    for org in orgs:
        first, *later = org.places
        begun = {"name": org.name, "kind": KINDS[org.level], "superior": first[0]}
        change = "found" if org.born else "import"
        yield Event(org.born, org.id, {"change": change, "org": org.id, **begun})
        for superior, start, _ in later:
            moved = {"change": "move", "orgs": [org.id], "superior": superior}
            yield Event(start, org.id, moved)
        if org.ended is not None:
            yield Event(org.ended, org.id, _ended(org))


def _ended(org: Made) -> Raw:
    if len(org.heirs) == 1:
        return {"change": "absorb", "sources": [org.id], "result": org.heirs[0]}
    results = [{"org": heir} for heir in org.heirs]
    return {"change": "split", "source": org.id, "results": results}


def touches_of(event: Event) -> Iterator[tuple[int, str]]:
    """Yield whom a change touches, and in what role."""
    heirs = _heirs(event.change)
    yield event.org, "source" if heirs else "subject"
    for heir in heirs:
        yield heir, "result"


def _heirs(change: Raw) -> list[int]:
    if change["change"] == "absorb":
        return [change["result"]]
    return [each["org"] for each in change.get("results", ())]


def successions_of(event: Event) -> Iterator[tuple[int, int, bool]]:
    """Yield who hands on to whom, and whether all of it."""
    for heir in _heirs(event.change):
        yield event.org, heir, event.change["change"] == "absorb"
