"""Fold decisions, one after another, into what every organisation is at the end of each day."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from oracle.journal import Decision, Raw
from oracle.kinds import Kinds

if TYPE_CHECKING:
    from datetime import date

FIELDS = ("name", "short_name", "kind", "superior", "code", "sector")
BLANK = {"short_name": "", "superior": None, "code": "", "sector": ""}
State = dict[str, Any]


class BrokenError(Exception):
    """A decision does not hold where it stands in the order, or a day breaks an invariant."""


class Register:
    """What the organisations were on every day, if these decisions stand and no others."""

    def __init__(self, decisions: list[Decision], kinds: Kinds) -> None:
        self.kinds = kinds
        self.decisions = {seq: (on, changes) for on, seq, changes in decisions}
        self.days: list[tuple[date, dict[int, State]]] = []
        self.makers: list[dict[int, int]] = []
        self.touched: set[tuple[date, int, int, str, int, str]] = set()
        self.handed: list[tuple[date, int, int, int, int | None, bool]] = []
        self.now: dict[int, State] = {}
        self.eve: dict[int, State] = {}
        self.last: dict[int, State] = {}
        self.maker: dict[int, int] = {}
        self.taken_on: dict[int, date] = {}
        for day in sorted({on for on, _, _ in decisions}):
            self.day = day
            for on, seq, changes in decisions:
                if on == day:
                    self.decide(seq, changes)
            self.close_day()

    def decide(self, seq: int, changes: list[Raw]) -> None:
        """Apply one decision's changes in their order."""
        self.seq = seq
        self.ended_here: set[int] = set()
        self.said: dict[tuple[int, str], Any] = {}
        self.placed: set[int] = set()
        self.kind_given: set[int] = set()
        for position, change in enumerate(changes):
            self.position, self.change = position, change["change"]
            getattr(self, f"apply_{change['change']}")(change)
        self.judge_kinds()

    def judge_kinds(self) -> None:
        """Once a decision is done, see that all it began, altered or placed are where they may be.

        A kind that is no longer given may still stand where it stood.
        """
        for org in self.placed & set(self.now):
            kind, superior = self.now[org]["kind"], self.now[org]["superior"]
            if kind not in self.kinds.on(self.day):
                self.insist(org not in self.kind_given, "no such kind")
            else:
                above = None if superior is None else self.now[superior]["kind"]
                self.insist(self.kinds.fits(kind, above, self.day), "kind does not fit")

    def close_day(self) -> None:
        """Check the invariants of the day and keep what everybody is at its end."""
        for org, state in self.now.items():
            seen = {org}
            above = state["superior"]
            while above is not None:
                self.insist(above in self.now, "a superior does not stand")
                self.insist(above not in seen, "a cycle")
                seen.add(above)
                above = self.now[above]["superior"]
        self.days.append((self.day, dict(self.now)))
        self.makers.append(dict(self.maker))
        self.last.update(self.now)
        self.eve = dict(self.now)

    def insist(self, holds: bool, reason: str) -> None:
        if not holds:
            raise BrokenError(f"{self.day} act {self.seq}: {reason}")

    # What changes are made of

    def put(self, org: int, state: State | None) -> None:
        if self.now.get(org) == state:
            return
        if self.taken_on.get(org) == self.day and org in self.now:
            passing = self.now[org]["superior"]
            if passing is not None and passing != (state or BLANK)["superior"]:
                self.touch(passing, "passed")
        self.taken_on[org] = self.day
        if state is None:
            del self.now[org]
        else:
            self.now[org] = state
        self.maker[org] = self.seq

    def touch(self, org: int, role: str) -> None:
        self.touched.add((self.day, self.seq, self.position, self.change, org, role))

    def stands(self, org: int) -> None:
        self.insist(org in self.now, f"{org} does not stand")

    def under(self, superior: int) -> list[int]:
        return sorted(org for org, state in self.now.items() if state["superior"] == superior)

    def go_to(self, org: int, state: State) -> None:
        superior = state["superior"]
        self.insist(superior != org, "under itself")
        if superior is not None:
            self.stands(superior)
        self.placed.add(org)

    def begin(self, org: int, given: Raw, *, role: str = "subject", again: bool = False) -> None:
        self.insist(org not in self.now, f"{org} stands already")
        self.insist(org not in self.ended_here, f"{org} ended in this decision")
        self.insist((org in self.last) == again, f"{org} stood before, or never did")
        given = {name: given[name] for name in FIELDS if name in given}
        if not again:
            self.insist(bool(given.get("name")) and bool(given.get("kind")), "no name or kind")
        state = {**(self.last[org] if again else BLANK), **given}
        self.kind_given.add(org)
        self.go_to(org, state)
        self.put(org, state)
        self.touch(org, role)

    def alter(self, org: int, given: Raw) -> None:
        self.stands(org)
        given = {name: given[name] for name in FIELDS if name in given}
        for name, value in given.items():
            said = self.said.setdefault((org, name), value)
            self.insist(said == value, f"{name} of {org} is set twice")
        before = self.now[org]
        after = {**before, **given}
        self.go_to(org, after)
        self.put(org, after)
        self.touch(org, "subject")
        if after["kind"] != before["kind"]:
            self.kind_given.add(org)
            self.placed.update(self.under(org))

    def go_under(self, child: int, superior: int) -> None:
        self.stands(child)
        state = {**self.now[child], "superior": superior}
        self.go_to(child, state)
        self.put(child, state)
        self.touch(child, "below")

    def follow(self, source: int, result: int) -> None:
        for child in self.under(source):
            self.go_under(child, result)

    def place(
        self,
        below: Iterable[tuple[int, int]],
        sources: list[int],
        results: Sequence[int | None],
    ) -> None:
        for child, result in below:
            self.stands(child)
            self.insist(self.now[child]["superior"] in sources, f"{child} is not under a source")
            self.insist(result in results, f"{result} is not a result")
            self.go_under(child, result)

    def finish(self, org: int, role: str) -> None:
        self.stands(org)
        self.insist(org in self.eve, f"{org} began on this day")
        self.insist(self.under(org) == [], f"somebody is left below {org}")
        self.put(org, None)
        self.ended_here.add(org)
        self.touch(org, role)

    def hand(self, source: int, result: int | None, *, whole: bool) -> None:
        self.handed.append((self.day, self.seq, self.position, source, result, whole))
        self.touch(source, "source")
        if result is not None and result != source:
            self.touch(result, "result")

    def receive(self, entries: list[Raw]) -> None:
        """Begin the results that are described; those only named must stand."""
        for entry in entries:
            if "name" not in entry:
                self.stands(entry["org"])
        for entry in entries:
            if "name" in entry:
                self.begin(entry["org"], entry, role="result")

    # The changes

    def apply_found(self, change: Raw) -> None:
        self.begin(change["org"], change)

    apply_import = apply_found

    def apply_rename(self, change: Raw) -> None:
        self.alter(change["org"], change)

    apply_retype = apply_recode = apply_rename

    def apply_move(self, change: Raw) -> None:
        self.insist(change["orgs"] != [], "nothing to move")
        for org in change["orgs"]:
            self.alter(org, {"superior": change["superior"]})

    def apply_dissolve(self, change: Raw) -> None:
        if change.get("below") is not None:
            self.stands(change["below"])
            self.touch(change["below"], "result")
            self.follow(change["org"], change["below"])
        self.finish(change["org"], "subject")

    def apply_restore(self, change: Raw) -> None:
        if change.get("gap_unknown") and change["org"] in self.now:
            self.alter(change["org"], change)
        else:
            self.begin(change["org"], change, again=True)

    def apply_merge(self, change: Raw) -> None:
        self.insist(len(set(change["sources"])) > 1, "a merger of one")
        self.into(change["sources"], change["result"])

    def apply_absorb(self, change: Raw) -> None:
        if not change["sources"]:
            self.insist(bool(change.get("unlisted")), "an absorption of nobody")
            self.stands(change["result"])
            self.touch(change["result"], "result")
        self.into(change["sources"], {"org": change["result"]})

    def into(self, sources: list[int], entry: Raw) -> None:
        result = entry["org"]
        self.insist(len(set(sources)) == len(sources), "a source twice")
        self.insist(result not in sources, "into itself")
        for source in sources:
            self.stands(source)
        self.receive([entry])
        for source in sources:
            self.follow(source, result)
        for source in sources:
            self.finish(source, "source")
        for source in sources:
            self.hand(source, result, whole=True)

    def apply_split(self, change: Raw) -> None:
        source = change["source"]
        results = [entry["org"] for entry in change["results"]]
        self.insist(len(set(results)) > 1, "a split into one")
        self.insist(len(set(results)) == len(results), "a result twice")
        self.stands(source)
        self.receive(change["results"])
        self.place(change.get("below", {}).items(), [source], results)
        if source not in results:
            self.finish(source, "source")
        for result in results:
            self.hand(source, result, whole=False)

    def apply_hand_over_part(self, change: Raw) -> None:
        source, entry = change["source"], change["result"]
        if isinstance(entry, int):
            entry = {"org": entry}
        result = entry["org"]
        self.insist(result != source, "into itself")
        self.stands(source)
        self.receive([entry])
        moved = [(child, result) for child in change.get("orgs", [])]
        self.place(moved, [source], [source, result])
        self.hand(source, source, whole=False)
        self.hand(source, result, whole=False)

    def apply_regroup(self, change: Raw) -> None:
        rows = [(row["source"], row["result"], row["part"] == "whole") for row in change["rows"]]
        described = change.get("results", [])
        sources = list(dict.fromkeys(source for source, _, _ in rows))
        results = [result for _, result, _ in rows]
        self.insist(rows != [], "no rows")
        self.insist(len({row[:2] for row in rows}) == len(rows), "a row twice")
        for source, _, whole in rows:
            many = sum(row[0] == source for row in rows) > 1
            self.insist(whole != many, "whole beside another row, or part alone")
            self.stands(source)
        begun = {entry["org"] for entry in described if "name" in entry}
        self.insist(begun <= set(results), "a result without a source")
        for result in results:
            if result is not None and result not in begun:
                self.stands(result)
        self.receive([entry for entry in described if "name" in entry])
        self.place(change.get("below", {}).items(), sources, results)
        ending = [source for source in sources if (source, source) not in {r[:2] for r in rows}]
        for source, result, whole in rows:
            if whole and source in ending and result is not None:
                self.follow(source, result)
        for source in ending:
            self.finish(source, "source")
        for source, result, whole in rows:
            self.hand(source, result, whole=whole)

    def apply_unlisted(self, change: Raw) -> None:
        named = [*change.get("sources", []), change.get("result")]
        for org in named:
            if org is not None:
                self.stands(org)
                self.touch(org, "subject")
