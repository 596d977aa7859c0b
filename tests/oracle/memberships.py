"""Make up histories of members in cells that begin, merge, split and end, with corrections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from oracle.answers import state_on
from oracle.journal import Raw, in_force
from oracle.kinds import Kinds
from oracle.membership import ImpossibleError, Membership
from oracle.register import BrokenError, Register

PERSONS = tuple(f"p-{number}" for number in range(1, 9))
FIRST = date(2024, 2, 20)
DAYS = 24
TOP, KEEPER = 0, 1
EXITS = ("strike_off", "resign", "expel", "die", "annul", "move_out")
STAYS = ("recognise", "exempt", "suspend", "resume", "end_temporary")


@dataclass
class Story:
    """What was tried, what holds, and what is believed after each act that holds."""

    kinds: Kinds
    orgs: Sequence[int]
    attempts: list[tuple[Raw, bool]] = field(default_factory=list)
    journal: list[Raw] = field(default_factory=list)
    beliefs: list[Membership] = field(default_factory=list)

    def believed(self, acts: list[Raw]) -> Membership:
        """Return everybody's life if these acts stand, or raise when they cannot."""
        decided = [each for each in acts if each["kind"] != "members"]
        own = [each for each in decided if each["kind"] == "decided" or each["of"] == "orgs"]
        register = Register(in_force(own, 10**6), self.kinds)
        stands: dict[int, tuple[date, int, Raw]] = {}
        for act in acts:
            if act["kind"] == "corrected":
                (item,) = act["items"]
                _, seq, what = stands.pop(item["corrects"])
                if item["on"]:
                    stands[seq] = (item["on"], seq, what)
            else:
                stands[act["seq"]] = (act["on"], act["seq"], act)
        return Membership(register, list(stands.values()))

    def attempt(self, act: Raw) -> None:
        """Take an act if it holds with all that stand, else only note that it does not."""
        act = {**act, "seq": len(self.journal) + 1}
        try:
            found = self.believed([*self.journal, act])
        except (BrokenError, ImpossibleError):
            self.attempts.append((act, False))
            return
        self.attempts.append((act, True))
        self.journal.append(act)
        self.beliefs.append(found)

    def __repr__(self) -> str:
        return "\n".join(["", *(f"{'holds' if ok else 'not'}: {act}" for act, ok in self.attempts)])


def story(kinds: Kinds, orgs: Sequence[int], seeds: Sequence[int]) -> Story:
    """Unfold seeds into a story among the organisations of these ids."""
    told = Story(kinds, orgs)
    told.attempt(_founded(orgs))
    told.attempt(_settled(orgs))
    for seed in seeds:
        told.attempt(_next(told, Random(seed)))
    return told


def _founded(orgs: Sequence[int]) -> Raw:
    top = {"change": "found", "org": orgs[TOP], "name": "Khối", "kind": "dang_bo_cap_tren"}
    cells = [_cell(orgs, org) for org in orgs[KEEPER:5]]
    return {"kind": "decided", "on": FIRST, "changes": [top, *cells]}


def _cell(orgs: Sequence[int], org: int) -> Raw:
    place = {"kind": "chi_bo_co_so", "superior": orgs[TOP]}
    return {"change": "found", "org": org, "name": f"Chi bộ {org}", **place}


def _settled(orgs: Sequence[int]) -> Raw:
    first = {"standing": "official", "counted_from": "2001-02-03", "admitted": "2001-02-03"}
    events = [
        {"change": "enter", "person": person, "org": orgs[KEEPER + place % 4], **first}
        for place, person in enumerate(PERSONS[:5])
    ]
    return {"kind": "members", "on": FIRST, "events": events}


def _next(told: Story, chance: Random) -> Raw:
    day = FIRST + timedelta(days=chance.randrange(1, DAYS))
    if chance.random() < 0.18:
        return _correction(told, chance)
    now = told.beliefs[-1]
    if chance.random() < 0.3:
        return {"kind": "decided", "on": day, "changes": [_reorganised(told, now, day, chance)]}
    events = [_event(told, now, day, person, chance) for person in _some(chance)]
    return {"kind": "members", "on": day, "events": events}


def _some(chance: Random) -> list[str]:
    return chance.sample(PERSONS, k=chance.choice((1, 1, 2, 3)))


def _correction(told: Story, chance: Random) -> Raw:
    (act,) = chance.choices([each for each in told.journal if each["kind"] != "corrected"])
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    of = "orgs" if act["kind"] == "decided" else "members"
    wanted = chance.choice([None, day, day])
    stands = {each[1] for each in _standing(told)}
    if act["seq"] not in stands or wanted == _days(told)[act["seq"]]:
        return _correction(told, chance) if len(stands) > 3 else _nothing(told)
    return {"kind": "corrected", "of": of, "items": [{"corrects": act["seq"], "on": wanted}]}


def _nothing(told: Story) -> Raw:
    event = {"change": "resume", "person": PERSONS[0]}
    return {"kind": "members", "on": FIRST, "events": [event]}


def _days(told: Story) -> dict[int, date]:
    return {seq: on for on, seq in ((each[0], each[1]) for each in _standing(told))}


def _standing(told: Story) -> list[tuple[date, int]]:
    found: dict[int, date] = {}
    for act in told.journal:
        if act["kind"] == "corrected":
            (item,) = act["items"]
            found.pop(item["corrects"], None)
            if item["on"]:
                found[item["corrects"]] = item["on"]
        else:
            found[act["seq"]] = act["on"]
    return [(on, seq) for seq, on in found.items()]


def _reorganised(told: Story, now: Membership, day: date, chance: Random) -> Raw:
    standing = [org for org in state_on(now.register, day) if org != told.orgs[TOP]]
    ever = {org for _, states in now.register.days for org in states}
    new = [org for org in told.orgs if org not in ever] or list(told.orgs)
    ways: list[Callable[..., Raw]] = [_found, _merge, _absorb, _split, _dissolve, _absorb]
    return chance.choice(ways)(told, standing or list(told.orgs), chance.choice(new), chance)


def _found(told: Story, standing: list[int], new: int, chance: Random) -> Raw:
    return _cell(told.orgs, new)


def _merge(told: Story, standing: list[int], new: int, chance: Random) -> Raw:
    sources = chance.sample(standing, k=min(2, len(standing)))
    result = {**_cell(told.orgs, new)}
    del result["change"]
    return {"change": "merge", "sources": sources, "result": result}


def _absorb(told: Story, standing: list[int], new: int, chance: Random) -> Raw:
    source, result = chance.choice(standing), chance.choice(standing)
    return {"change": "absorb", "sources": [source], "result": result}


def _split(told: Story, standing: list[int], new: int, chance: Random) -> Raw:
    source = chance.choice(standing)
    result = {**_cell(told.orgs, new)}
    del result["change"]
    goes_on = chance.random() < 0.5
    other = {"org": source if goes_on else chance.choice(standing)}
    change: Raw = {"change": "split", "source": source, "results": [other, result]}
    places = [other["org"], new]
    return {**change, "members": _placed(places, chance, goes_on=goes_on)}


def _placed(places: list[int], chance: Random, *, goes_on: bool) -> Raw:
    listed = {person: chance.choice(places) for person in _some(chance)}
    rest = {} if goes_on and chance.random() < 0.5 else {"rest": chance.choice(places)}
    return {"listed": listed, **rest}


def _dissolve(told: Story, standing: list[int], new: int, chance: Random) -> Raw:
    change: Raw = {"change": "dissolve", "org": chance.choice(standing)}
    if chance.random() < 0.7:
        change["members"] = {"listed": {}, "rest": chance.choice(standing)}
    return change


def _event(told: Story, now: Membership, day: date, person: str, chance: Random) -> Raw:
    being = now.on(day).get(person)
    org = chance.choice([*state_on(now.register, day)][1:] or list(told.orgs))
    named: dict[str, Any] = {"person": person}
    if chance.random() < 0.1:
        change = chance.choice((*EXITS, *STAYS))
        return {"change": change, **named}
    if being is None or not being.standing:
        gone = being.gone if being else ""
        if gone in {"strike_off", "resign", "expel"} and chance.random() < 0.8:
            return {"change": "readmit", "org": org, "admitted": day.isoformat(), **named}
        if gone and chance.random() < 0.5:
            return {"change": "restore", "org": org, "standing": "official", **named}
        return {"change": "admit", "org": org, "admitted": day.isoformat(), **named}
    change = chance.choice(("transfer", "transfer", "post_temporarily", *STAYS, *EXITS[:4]))
    placed = {"org": org} if change in {"transfer", "post_temporarily"} else {}
    return {"change": change, **placed, **named}
