"""Feed made-up acts to a ledger, and read its rows as they were believed after an act."""

from datetime import date
from typing import Any

from factories.kinds import free_kinds
from oracle.journal import Raw

from dangbo.rules.changes import normal
from dangbo.rules.ledger import Entry, Ledger
from dangbo.rules.projection import Projection, Revision
from dangbo.rules.replay import DatedAct
from dangbo.rules.timelines import State, at
from dangbo.rules.verdicts import RuleError


def revisions_of(ledger: Ledger, act: Raw, seq: int) -> list[Revision]:
    """Return what an act, if it is recorded as `seq`, revises."""
    if act["kind"] == "decided":
        changes = tuple(normal(change) for change in act["changes"])
        return [Revision(seq, DatedAct(seq, act["on"], changes))]
    return [_revised(ledger, item["corrects"], item["on"]) for item in act["items"]]


def _revised(ledger: Ledger, seq: int, on: date | None) -> Revision:
    former = ledger.decisions.get(seq)
    after = None if on is None else DatedAct(seq, on, ledger.decided[seq].changes)
    return Revision(seq, after, former.on if former else None)


def take(ledger: Ledger, act: Raw, seq: int) -> Projection:
    """Have a ledger take an act as the one with the number `seq`."""
    return ledger.take(*revisions_of(ledger, act, seq), by=seq)


def contents(ledger: Ledger) -> Any:
    """Return a copy of everything a ledger holds; the facts themselves are frozen."""
    shelves = (
        ledger.version_rows,
        ledger.path_rows,
        ledger.touch_rows,
        ledger.succession_rows,
        ledger.decision_rows,
    )
    return (
        [
            (list(each.rows), {key: list(rows) for key, rows in each.believed.items()})
            for each in shelves
        ],
        dict(ledger.decisions),
        {org: dict(acts) for org, acts in ledger.touching.items()},
        {org: set(children) for org, children in ledger.children.items()},
    )


class Register:
    """A ledger of free kinds with short names for its acts, for tests told by hand."""

    def __init__(self) -> None:
        self.ledger = Ledger(free_kinds())
        self.seq = 0

    def decide(self, day: int, *changes: Raw) -> int:
        """Take a decision on a day of January 2000 and return its number."""
        return self._take({"kind": "decided", "on": date(2000, 1, day), "changes": list(changes)})

    def void(self, act: int) -> int:
        """Void a decision."""
        return self.correct((act, None))

    def redate(self, act: int, day: int) -> int:
        """Give a decision another day of January 2000."""
        return self.correct((act, day))

    def correct(self, *items: tuple[int, int | None]) -> int:
        """Correct decisions together: each gets another day of January 2000, or is voided."""
        given = [(act, date(2000, 1, day) if day else None) for act, day in items]
        told = [{"corrects": act, "on": on} for act, on in given]
        return self._take({"kind": "corrected", "items": told})

    def _take(self, act: Raw) -> int:
        self.last = take(self.ledger, act, self.seq + 1)
        self.seq += 1
        return self.seq

    def state(self, org: int, day: int) -> State | None:
        """Return what an organisation is on a day of January 2000, as believed now."""
        timeline = [each.version for each in self.ledger.versions([org])[org]]
        found = at(timeline, date(2000, 1, day))
        return found.state if found else None

    def superior(self, org: int, day: int) -> int | None:
        """Return under whom an organisation stands on a day of January 2000; 0: it does not."""
        state = self.state(org, day)
        return state.superior if state else 0


def found(org: int, superior: int | None = None, **more: object) -> Raw:
    """Return the founding of an organisation."""
    return {
        "change": "found",
        "org": org,
        "name": f"Org {org}",
        "kind": "a",
        "superior": superior,
        **more,
    }


def change(kind: str, /, **fields: object) -> Raw:
    """Return a change."""
    return {"change": kind, **fields}


def refusals(error: RuleError) -> list[tuple[str, object]]:
    """Return the codes of a refusal with the organisation that each speaks of."""
    return [(each.code, each.fact("org")) for each in error.verdict.against]


def believed(entry: Entry, known: int) -> bool:
    """Say whether an entry was believed after the act `known`."""
    return entry.opened_by <= known and (entry.voided_by is None or entry.voided_by > known)


def end_as_known(entry: Entry, known: int) -> date | None:
    """Return the end of an entry's span as it was known after the act `known`."""
    closed = entry.closed_by is not None and entry.closed_by <= known
    return entry.fact.end if closed else None
