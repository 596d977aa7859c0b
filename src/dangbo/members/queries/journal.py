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
from dangbo.members.models import Merge, Person
from dangbo.members.queries.attributing import AGAIN, Attributing, Attribution, Statement
from dangbo.rules.member_carries import carries_of, listed_in

EVENTS_OF: Final = frozenset({"events", "precision"})
REMEMBERED: Final = 16
MERGED: Final = "members.merged"
UNMERGED: Final = "members.unmerged"
CARRIED: Final = ("act", "position", "on", "source", "result", "persons")


class Merged(NamedTuple):
    """A merge of two persons as the journal has it, and the act that undid it."""

    kept: int
    gone: int
    undone: int | None = None


@dataclass
class Journal:
    """How every act on members, and every decision on organisations, stood over time."""

    members: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    orgs: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    merges: dict[int, Merged] = field(default_factory=dict)
    attributed: dict[int, list[Attribution]] = field(default_factory=lambda: defaultdict(list))
    _read: dict[int, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    _into: dict[int, list[tuple[int, Mapping[str, Any]]]] = field(default_factory=dict)

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
        elif act.code == MERGED:
            self._merge(act.seq, params_of(act))
        elif act.code == UNMERGED:
            self._part(act.seq, params_of(act))
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

    def _merge(self, by: int, params: Mapping[str, Any]) -> None:
        self.merges[by] = Merged(params["kept"], params["gone"])
        self._attribute(by, params["moved"], params["kept"])
        self._attribute(by, params["dropped"], None)

    def _part(self, by: int, params: Mapping[str, Any]) -> None:
        merged = self.merges[params["merge"]]
        self.merges[params["merge"]] = merged._replace(undone=by)
        self._attribute(by, params["back"], merged.gone)
        self._attribute(by, params["again"], AGAIN)

    def _attribute(self, by: int, places: Iterable[Sequence[int]], person: int | None) -> None:
        acts: dict[int, dict[int, int | None]] = defaultdict(dict)
        for act, position in places:
            acts[act][position] = person
        for act, persons in acts.items():
            self.attributed[act].append(Attribution(by, persons))

    def event_rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Yield every row of events there has to be, in order of the acts that wrote them."""
        written: dict[int, list[Iterable[tuple[Any, ...]]]] = defaultdict(list)
        for seq in self.members:
            for by, rows in self._written(seq):
                written[by].append(rows)
        for by in sorted(written):
            yield from ((by, row) for rows in written[by] for row in rows)

    def _written(self, seq: int) -> Iterator[tuple[int, Iterable[tuple[Any, ...]]]]:
        """Yield what acts wrote of the events of one act."""
        if seq in self.attributed:
            yield from self._attributed_rows(seq).items()
            return
        statements = self.members[seq]
        ends = [each.by for each in statements[1:]]
        for each, end in zip(statements, [*ends, None], strict=True):
            if each.on is not None:
                yield each.by, self._rows_of(seq, each, end)

    def _rows_of(
        self, seq: int, statement: Statement, end: int | None
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an act as one statement has it; it is read when it is their turn."""
        for position, raw in enumerate(self.events_of(seq)):
            place = (seq, position, statement.on, statement.precision)
            yield (*place, raw["person"], raw["change"], _facts(raw), statement.by, end)

    def _attributed_rows(self, seq: int) -> dict[int, list[tuple[Any, ...]]]:
        """Return by the act that wrote them the rows of an act whose events changed persons."""
        raws = self.events_of(seq)
        walk = Attributing(seq, [raw["person"] for raw in raws])
        turns: list[Statement | Attribution] = [*self.members[seq], *self.attributed[seq]]
        for turn in sorted(turns, key=lambda each: each.by):
            if isinstance(turn, Statement):
                walk.state(turn)
            else:
                walk.attribute(turn)
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for (_, position, on, precision), person, by, end in walk.rows():
            place = (seq, position, on, precision)
            raw = raws[position]
            found[by].append((*place, person, raw["change"], _facts(raw), by, end))
        return found

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

    def told(self, person: int, act: int, position: int, by: int) -> Mapping[str, str] | None:
        """Return what an event keeps sealed under a person's key; None where that is nothing.

        An event that came from another person is sealed anew by the merge that brought it: `by` is
        the act that opened its row.
        """
        if self.events_of(act)[position]["person"] == person:
            return self.sealed_of(act, position)
        brought = [each for seq, each in self.merges_into(person) if seq <= by]
        place = [act, position]
        last = next((each for each in reversed(brought) if place in each["moved"]), None)
        found: Mapping[str, str] | None = last and last["sealed"].get(f"{act}.{position}")
        return found

    def merges_into(self, person: int) -> list[tuple[int, Mapping[str, Any]]]:
        """Return the merges into a person, undone ones too, in order, with what they say."""
        if person not in self._into:
            seqs = every(Merge).filter(kept=person).values_list("opened_by", flat=True)
            acts = acts_by_seq(seqs)
            self._into[person] = [(seq, params_of(acts[seq])) for seq in sorted(acts)]
        return self._into[person]

    def carry_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row of carries there has to be."""
        for seqs in chunks(self.orgs):
            acts = acts_by_seq(seqs)
            changes = {seq: params_of(acts[seq])["changes"] for seq in seqs}
            persons = _persons(uid for each in changes.values() for uid in listed_in(each))
            for seq in seqs:
                yield from _carries(seq, self.orgs[seq], changes[seq], persons)


def _facts(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {key: raw[key] for key in raw if key not in {"change", "person", "sealed"}}


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


__all__ = ["CARRIED", "MERGED", "UNMERGED", "Journal", "Merged", "Statement"]
