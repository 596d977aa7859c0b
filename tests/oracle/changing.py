"""Write one change that suits what the organisations are on a day, or sometimes does not."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from oracle.answers import below, state_on
from oracle.journal import Raw
from oracle.register import Register, State

if TYPE_CHECKING:
    from oracle.histories import Setting

WORDS = ("Đảng bộ", "Chi bộ", "Sở", "Hòa", "Hoà", "Đông", "Tiến", "Phượng", "Ứng", "Yên", "Lê")
WEIGHTS = {
    "found": 16,
    "import": 3,
    "rename": 7,
    "recode": 3,
    "retype": 14,
    "move": 24,
    "dissolve": 6,
    "restore": 6,
    "merge": 8,
    "absorb": 10,
    "split": 8,
    "hand_over_part": 7,
    "regroup": 9,
    "unlisted": 3,
}
NONSENSE = 0.06


class ChangeWriter:
    """Write changes on the state of one day, the several of one decision seldom on the same."""

    def __init__(
        self, register: Register, setting: "Setting", day: date, orgs: Sequence[int], chance: Random
    ) -> None:
        self.register, self.kinds, self.day, self.chance = register, setting.kinds, day, chance
        self.choice = [kind for kind in self.kinds.on(day) if kind not in setting.avoided]
        self.mistakes = NONSENSE
        self.orgs = list(orgs)
        self.states: dict[int, State] = dict(state_on(register, day))
        self.unused = [org for org in orgs if not self._named(org)]
        self.taken: set[int] = set()
        self.later: dict[int, State] = dict(register.now)
        self.busy = sorted({each[4] for each in register.touched if each[0] == day})

    def _named(self, org: int) -> bool:
        return org in self.register.last

    def change(self) -> Raw:
        """Return one change."""
        kinds = list(WEIGHTS)
        for _ in range(8):
            kind = self.chance.choices(kinds, list(WEIGHTS.values()))[0]
            written: Raw | None = getattr(self, f"write_{kind}")()
            if written is not None:
                return {"change": kind, **written}
        return {"change": "rename", "org": self.any(), "name": self.name()}

    def skeleton(self, levels: int, beside: int) -> list[Raw]:
        """Return the foundings of a chain of superiors and of some more beside it."""
        found, superior, self.mistakes = [], None, 0.0
        for number in range(levels + beside):
            fitting = [superior] if number < levels else list(self.states)
            kinds = [
                kind
                for kind in self.choice
                if self.kinds.fits(kind, self.kind_of(superior), self.day)
            ]
            written = self._new(self.unused.pop(0), fitting)
            if number < levels and kinds:
                kinds.sort(key=self.room, reverse=True)
                roomy = kinds[self.chance.choice([0, 0, 0, 1]) % len(kinds)]
                written |= {"superior": superior, "kind": roomy}
            elif number < levels:
                written = self._new(written["org"], list(self.states))
            self.states[written["org"]] = written
            superior = written["org"]
            found.append({"change": "found", **written})
        return found

    # What changes are made of

    def nonsense(self) -> bool:
        return self.chance.random() < self.mistakes

    def any(self) -> int:
        return self.chance.choice(self.orgs)

    def name(self) -> str:
        return " ".join(self.chance.sample(WORDS, 2)) + f" {self.chance.randint(1, 9)}"

    def code(self) -> str:
        return f"{self.chance.randint(1, 30):02}"

    def standing(self) -> list[int]:
        """Return who stands and is not yet part of this decision."""
        return [org for org in self.states if org not in self.taken]

    def pick(self) -> int | None:
        """Choose somebody who stands, now and then anybody at all."""
        if self.nonsense():
            return self.any()
        found = self.standing()
        if not found:
            return None
        busy = [org for org in self.busy if org in found]
        org = self.chance.choice(busy if busy and self.chance.random() < 0.25 else found)
        self.taken.add(org)
        return org

    def children(self, org: int) -> list[int]:
        return [each for each, state in self.states.items() if state["superior"] == org]

    def _above(self) -> set[int | None]:
        return {state["superior"] for state in self.states.values()}

    def short_lived(self) -> list[int]:
        """Return who stands now, but later ends or becomes of another kind."""
        return [
            org
            for org, state in self.states.items()
            if org not in self.later or self.later[org]["kind"] != state["kind"]
        ]

    def depth(self, org: int | None) -> int:
        levels = 0
        while org is not None and org in self.states and levels < 20:
            org, levels = self.states[org]["superior"], levels + 1
        return levels

    def kind_of(self, org: int | None) -> str | None:
        return self.states[org]["kind"] if org in self.states else None

    def kind_under(self, superior: int | None) -> str | None:
        """Choose a kind that may stand under a superior, rather one with room below it."""
        above = self.kind_of(superior)
        fitting = [kind for kind in self.choice if self.kinds.fits(kind, above, self.day)]
        if self.nonsense():
            return self.chance.choice([*self.choice, "no_such_kind"])
        return max(self.chance.choices(fitting, k=2), key=self.room) if fitting else None

    def room(self, kind: str) -> int:
        return self.kinds.room(kind, self.day)

    def superior_for(self, org: int) -> int | None:
        """Choose a superior not below the one that moves, of a fitting kind, rather deep."""
        inside = {org, *below(self.register, org, self.day)}
        if self.nonsense():
            return self.any()
        fitting = [
            each
            for each in self.states
            if each not in inside
            and self.kinds.fits(self.states[org]["kind"], self.kind_of(each), self.day)
        ]
        if not fitting:
            return None
        brief = [each for each in self.short_lived() if each in fitting]
        if brief and self.chance.random() < 0.3:
            return self.chance.choice(brief)
        return max(self.chance.choices(fitting, k=2), key=self.depth)

    def _new(self, org: int, superiors: Sequence[int | None]) -> Raw:
        """Describe somebody new under one of these, chosen rather deep."""
        fitting = [
            each
            for each in superiors
            if any(self.kinds.fits(kind, self.kind_of(each), self.day) for kind in self.choice)
        ]
        superior = max(self.chance.choices(fitting, k=2), key=self.depth) if fitting else None
        kind = self.kind_under(superior) or self.choice[0]
        new: Raw = {"org": org, "name": self.name(), "kind": kind, "superior": superior}
        if self.chance.random() < 0.4:
            new["short_name"] = f"{self.chance.choice(WORDS)} {self.chance.randint(1, 9)}"
        if self.chance.random() < 0.4:
            new["code"] = self.code()
        if self.chance.random() < 0.2:
            new["sector"] = self.chance.choice(["y_te", "giao_duc"])
        return new

    def fresh(self) -> int | None:
        """Take an id that nobody bears yet, now and then one that somebody does."""
        if self.nonsense():
            return self.any()
        return self.unused.pop(self.chance.randrange(len(self.unused))) if self.unused else None

    def like(self, org: int) -> Raw | None:
        """Describe somebody new in the place of another."""
        new = self.fresh()
        state = self.states.get(org)
        if new is None or state is None:
            return None
        kind = state["kind"] if not self.nonsense() else self.any_kind()
        superior = state["superior"] if not self.nonsense() else self.any()
        return {"org": new, "name": self.name(), "kind": kind, "superior": superior}

    def any_kind(self) -> str:
        return self.chance.choice(self.choice)

    def group(self, most: int) -> list[int]:
        """Choose some who stand under one superior, of one kind where possible, and none alone."""
        first = self.pick()
        if first is None or first not in self.states:
            return [] if first is None else [first]
        beside = [
            org
            for org in self.standing()
            if self.states[org]["kind"] == self.states[first]["kind"]
            and self.depth(org) > 1
            and first not in below(self.register, org, self.day)
            and org not in below(self.register, first, self.day)
        ]
        beside.sort(key=lambda org: self.states[org]["superior"] != self.states[first]["superior"])
        more = beside[: self.chance.randint(1, most - 1)]
        self.taken.update(more)
        return [first, *more]

    # The changes

    def write_found(self) -> Raw | None:
        org = self.fresh()
        if org is None:
            return None
        superiors: list[int | None] = list(self.states)
        if self.chance.random() < 0.3:
            superiors = list(self.short_lived()) or superiors
        if self.chance.random() < 0.06 or not superiors:
            superiors = [None]
        return self._new(org, superiors)

    write_import = write_found

    def write_rename(self) -> Raw | None:
        org = self.pick()
        short = {"short_name": self.name()} if self.chance.random() < 0.3 else {}
        return None if org is None else {"org": org, "name": self.name(), **short}

    def write_recode(self) -> Raw | None:
        org = self.pick()
        return None if org is None else {"org": org, "code": self.code()}

    def write_retype(self) -> Raw | None:
        org = self.pick()
        above = {state["superior"] for state in self.later.values()}
        still_alone = [each for each in self.standing() if each in above - self._above()]
        if still_alone and self.chance.random() < 0.5:
            org = self.chance.choice(still_alone)
        if org is None or org not in self.states:
            return None
        fitting = [
            kind
            for kind in self.choice
            if self.kinds.fits(kind, self.kind_of(self.states[org]["superior"]), self.day)
            and all(
                self.kinds.fits(str(self.kind_of(each)), kind, self.day)
                for each in self.children(org)
            )
        ]
        daring = self.chance.random() < 0.25 or not fitting
        kind = self.any_kind() if daring else self.chance.choice(fitting)
        name = {"name": self.name()} if self.chance.random() < 0.3 else {}
        return {"org": org, "kind": kind, **name}

    def write_move(self) -> Raw | None:
        org = self.pick()
        if org is None or org not in self.states:
            return None
        superior = self.superior_for(org)
        if superior is None:
            return None
        more = self.pick() if self.chance.random() < 0.25 else None
        return {"orgs": [org, *([more] if more else [])], "superior": superior}

    def write_dissolve(self) -> Raw | None:
        org = self.pick()
        if org is None:
            return None
        if not self.children(org) and self.chance.random() < 0.7:
            return {"org": org}
        taker = self.states.get(org, {}).get("superior")
        beside = [each for each in self.group(3) if each != org]
        return {"org": org, "below": self.chance.choice([taker, *beside])}

    def write_restore(self) -> Raw | None:
        ended = [org for org in self.register.last if org not in self.states]
        if not ended or self.nonsense():
            org = self.pick()
            return None if org is None else {"org": org, "gap_unknown": True}
        org = self.chance.choice(ended)
        if self.chance.random() < 0.4:
            return {"org": org}
        given = self._new(org, list(self.states) or [None])
        keep = self.chance.sample(sorted(given), k=self.chance.randint(1, len(given)))
        return {**{name: given[name] for name in keep}, "org": org}

    def write_merge(self) -> Raw | None:
        sources = self.group(3)
        if len(sources) < 2 and not self.nonsense():
            return None
        result = self.like(sources[0]) if sources else None
        return None if result is None else {"sources": sources, "result": result}

    def write_absorb(self) -> Raw | None:
        orgs = self.group(3)
        if len(orgs) < 2:
            return None
        self.chance.shuffle(orgs)
        if self.chance.random() < 0.04:
            unlisted = {"unlisted": "ba tổ chức"} if self.chance.random() < 0.7 else {}
            return {"sources": [], "result": orgs[0], **unlisted}
        return {"sources": orgs[1:], "result": orgs[0]}

    def write_split(self) -> Raw | None:
        orgs = self.group(3)
        if not orgs:
            return None
        source, *others = orgs
        if self.nonsense() and self.unused:
            begun = [self._new(org, list(self.states)) for org in self.unused[:2]]
            return {"source": self.unused[0], "results": begun}
        results: list[Raw] = [{"org": org} for org in others[: self.chance.randint(0, 1)]]
        if self.chance.random() < 0.4:
            results.append({"org": source})
        while len(results) < 2:
            new = self.like(source)
            if new is None:
                return None
            results.append(new)
        if self.nonsense():
            results.pop()
        places = [] if self.nonsense() else [each["org"] for each in results]
        below = self._placed([source], places) if places else {}
        return {"source": source, "results": results, "below": below}

    def _placed(self, sources: Sequence[int], results: Sequence[int]) -> dict[int, int]:
        return {
            child: self.chance.choice(results)
            for source in sources
            for child in self.children(source)
        }

    def write_hand_over_part(self) -> Raw | None:
        orgs = self.group(2)
        if not orgs:
            return None
        source = orgs[0]
        result = orgs[-1] if len(orgs) > 1 and self.chance.random() < 0.6 else self.like(source)
        if result is None:
            return None
        below = self.children(source)
        moved = self.chance.sample(below, k=self.chance.randint(0, len(below)))
        if self.nonsense():
            moved = [*moved, self.any()]
        return {"source": source, "result": result, "orgs": moved}

    def write_regroup(self) -> Raw | None:
        sources = self.group(4)
        if not sources:
            return None
        new = self.like(sources[0])
        targets: list[int | None] = [*sources[:2], *([new["org"]] if new else [])]
        if self.chance.random() < 0.15:
            targets.append(None)
        rows: list[Raw] = []
        if new and self.nonsense():
            sources.append(new["org"])
        for source in sources:
            to = self.chance.sample(targets, k=self.chance.choice([1, 1, min(2, len(targets))]))
            part = "whole" if len(to) == 1 else "part"
            if self.chance.random() < 0.03:
                part = "part"
            rows += [{"source": source, "result": result, "part": part} for result in to]
        results = {row["result"] for row in rows}
        begun = [new] if new and (new["org"] in results or self.nonsense()) else []
        parted = [row["source"] for row in rows if row["part"] == "part"]
        places = [each for each in results if each is not None]
        below = self._placed(dict.fromkeys(parted), places) if places and parted else {}
        return {"rows": rows, "results": begun, "below": below}

    def write_unlisted(self) -> Raw | None:
        org, source = self.pick(), self.pick()
        if org is None:
            return None
        named = {"result": org} if source is None else {"sources": [source], "result": org}
        return {"what": "absorb", "count": 3, **named}
