"""Read what the journal says of members: events, corrections, and what decisions carry along."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import acts_by_seq, readable_acts
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.members.access import chunks, every
from dangbo.members.models import Person
from dangbo.rules.member_carries import carries_of, listed_in

EVENTS_OF: Final = frozenset({"events", "precision"})
REMEMBERED: Final = 16
CARRIED: Final = ("act", "position", "on", "source", "result", "persons")


class Statement(NamedTuple):
    """How an act stands from one act on: its day, None where it is void."""

    by: int
    on: date | None
    precision: str


@dataclass
class Journal:
    """How every act on members, and every decision on organisations, stood over time."""

    members: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    orgs: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    _read: dict[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Journal":
        """Go through the journal once."""
        found = cls()
        for act in readable_acts(OPERATOR).order_by("seq").iterator(chunk_size=500):
            found.take(act)
        return found

    def take(self, act: Act) -> None:
        """Note what an act states, and what it corrects."""
        area, _dot, _rest = act.code.partition(".")
        if area == "orgs":
            params = params_of(act)
            if act.code == "orgs.decided":
                self.orgs[act.seq].append(Statement(act.seq, act.on, ""))
            self._correct(self.orgs, act, params)
        elif act.payload or act.params.keys() >= EVENTS_OF or "corrections" in act.params:
            params = params_of(act)
            if params.keys() >= EVENTS_OF:
                self.members[act.seq].append(Statement(act.seq, act.on, params["precision"]))
            if area == "members":
                self._correct(self.members, act, params)

    @staticmethod
    def _correct(
        stated: Mapping[int, list[Statement]], act: Act, params: Mapping[str, Any]
    ) -> None:
        for each in params.get("corrections", ()):
            on = date.fromisoformat(each["on"]) if each["on"] else None
            stated[each["act"]].append(Statement(act.seq, on, each.get("precision", "")))

    def voids(self) -> dict[int, int]:
        """Return the acts on members that were voided, by the act that voided them."""
        return {
            each.by: seq
            for seq, statements in self.members.items()
            for each in statements
            if each.on is None
        }

    def event_rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield every row of events there has to be, in order of the acts that wrote them."""
        written: dict[int, tuple[int, Statement, int | None]] = {}
        for seq, statements in self.members.items():
            ends = [each.by for each in statements[1:]]
            for each, end in zip(statements, [*ends, None], strict=True):
                if each.on is not None:
                    written[each.by] = (seq, each, end)
        for by in sorted(written):
            seq, statement, end = written[by]
            for position, raw in enumerate(self.events_of(seq)):
                facts = {key: raw[key] for key in raw if key not in {"change", "person", "sealed"}}
                place = (seq, position, statement.on, statement.precision)
                yield by, (*place, raw["person"], raw["change"], facts, by, end)

    def events_of(self, act: int) -> Sequence[Mapping[str, Any]]:
        """Return the events of an act; the last few acts asked for are remembered."""
        if act not in self._read:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            self._read[act] = params_of(acts_by_seq([act])[act])["events"]
        return self._read[act]

    def sealed_of(self, act: int, position: int) -> Mapping[str, str]:
        """Return what an event keeps sealed."""
        found: Mapping[str, str] = self.events_of(act)[position].get("sealed", {})
        return found

    def carry_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row of carries there has to be."""
        for seqs in chunks(self.orgs):
            acts = acts_by_seq(seqs)
            changes = {seq: params_of(acts[seq])["changes"] for seq in seqs}
            persons = _persons(uid for each in changes.values() for uid in listed_in(each))
            for seq in seqs:
                yield from _carries(seq, self.orgs[seq], changes[seq], persons)


def _persons(uids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for keys in chunks(uids):
        found |= dict(every(Person).filter(uid__in=keys).values_list("uid", "pk"))
    return found


def _carries(
    seq: int,
    statements: Iterable[Statement],
    changes: Sequence[Mapping[str, Any]],
    persons: Mapping[str, int],
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one decision; what a correction leaves as it is stays the same row."""
    held: dict[tuple[Any, ...], int] = {}
    for each in statements:
        wanted = set(_rows(seq, each.on, changes, persons)) if each.on else set()
        for row in sorted(held.keys() - wanted, key=str):
            yield (*row, held.pop(row), each.by)
        for row in wanted - held.keys():
            held[row] = each.by
    for row, by in held.items():
        yield (*row, by, None)


def _rows(
    seq: int, on: date, changes: Sequence[Mapping[str, Any]], persons: Mapping[str, int]
) -> Iterator[tuple[Any, ...]]:
    for source, carry in carries_of(seq=seq, on=on, changes=changes, persons=persons):
        for result in sorted(set(carry.listed.values())):
            own = tuple(sorted(one for one, to in carry.listed.items() if to == result))
            yield seq, carry.position, on, source, result, own
        if carry.rest is not None:
            yield seq, carry.position, on, source, carry.rest, None


__all__ = ["CARRIED", "Journal", "Statement"]
