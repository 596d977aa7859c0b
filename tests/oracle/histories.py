"""Make up histories of a deep, often rearranged tree: decisions, backdated ones and corrections.

Every attempt is drawn from a seed of its own, on what the oracle believes at that point, so that a
failing history shrinks by leaving attempts out. Most attempts are meant to hold; some are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from oracle.answers import state_on
from oracle.changing import ChangeWriter
from oracle.journal import Raw, in_force
from oracle.kinds import Kinds
from oracle.register import BrokenError, Register

NO_DECISION = "no decision"
NOTHING_NEW = "so already"
TWICE = "the same decision twice"
# What is refused before anything is applied again.
BESIDE_THE_POINT = frozenset({NO_DECISION, NOTHING_NEW, TWICE})


@dataclass(frozen=True)
class Setting:
    """What histories are made of: kinds (some not chosen), first day, number of days."""

    kinds: Kinds
    first: date
    days: int = 24
    avoided: frozenset[str] = frozenset()

    def day(self, number: int) -> date:
        """Return a day by its number; those outside the range are brought into it."""
        return self.first + timedelta(days=min(max(number, 0), self.days - 1))

    def all_days(self) -> list[date]:
        """Return every day of the range, and one before and after it."""
        return [self.first + timedelta(days=number) for number in range(-1, self.days + 1)]


@dataclass(frozen=True)
class Attempt:
    """An act that somebody tries; `refused` says why it may not be, empty when it may."""

    act: Raw
    refused: str


@dataclass
class History:
    """The attempts, the journal of those that hold, and what is believed after each of them."""

    setting: Setting
    orgs: Sequence[int]
    attempts: list[Attempt] = field(default_factory=list)
    journal: list[Raw] = field(default_factory=list)
    beliefs: list[Register] = field(default_factory=list)

    @property
    def now(self) -> Register:
        """Return what is believed at the end."""
        return self.beliefs[-1]

    def attempt(self, act: Raw) -> None:
        """Take an act into the journal if it holds with all that stand, else only note why not."""
        act = {**act, "seq": len(self.journal) + 1}
        why = self._beside_the_point(act)
        if why:
            self.attempts.append(Attempt(act, why))
            return
        try:
            believed = Register(in_force([*self.journal, act], act["seq"]), self.setting.kinds)
        except BrokenError as broken:
            self.attempts.append(Attempt(act, str(broken)))
            return
        self.attempts.append(Attempt(act, ""))
        self.journal.append(act)
        self.beliefs.append(believed)

    def _beside_the_point(self, act: Raw) -> str:
        """Say what is wrong with a correction before anything is applied again."""
        decided = {each["seq"] for each in self.journal if each["kind"] == "decided"}
        days = {seq: on for seq, (on, _) in self.now.decisions.items()}
        targets = [item["corrects"] for item in act.get("items", ())]
        if not decided.issuperset(targets):
            return NO_DECISION
        if any(days.get(item["corrects"]) == item["on"] for item in act.get("items", ())):
            return NOTHING_NEW
        return TWICE if len(set(targets)) < len(targets) else ""

    def __str__(self) -> str:
        return "\n".join(
            ["", *(f"{each.refused or 'holds'}: {each.act}" for each in self.attempts)]
        )

    __repr__ = __str__


def history(setting: Setting, orgs: Sequence[int], seeds: Sequence[int]) -> History:
    """Unfold seeds into a history among the organisations of these ids."""
    told = History(setting, orgs, beliefs=[Register([], setting.kinds)])
    for number, seed in enumerate(seeds):
        chance = Random(seed)
        if number == 0:
            told.attempt(_skeleton(told, chance))
        else:
            told.attempt(_next(told, chance))
    return told


def _skeleton(told: History, chance: Random) -> Raw:
    """Found a chain as deep as the kinds allow, and a few beside it."""
    day = told.setting.day(chance.choice([0, 0, 1, 3]))
    writer = ChangeWriter(told.now, told.setting, day, told.orgs, chance)
    return _decided(day, writer.skeleton(levels=5, beside=3))


def _decided(on: date, changes: list[Raw]) -> Raw:
    return {"kind": "decided", "on": on, "changes": changes}


def _next(told: History, chance: Random) -> Raw:
    if chance.random() < 0.25:
        return _correction(told, chance)
    on = _day(told, chance)
    writer = ChangeWriter(told.now, told.setting, on, told.orgs, chance)
    return _decided(on, [writer.change() for _ in range(chance.choice([1, 1, 1, 2, 2, 3]))])


def _day(told: History, chance: Random) -> date:
    """Choose a day: mostly on or soon after the newest, often before, sometimes anywhere."""
    days = [on for on, _ in told.now.decisions.values()]
    newest = (max(days, default=told.setting.first) - told.setting.first).days
    way = chance.random()
    if way < 0.5:
        return told.setting.day(newest + chance.choice([0, 0, 1, 1, 2, 4]))
    if way < 0.8 and days:
        return chance.choice(days)
    return told.setting.day(chance.randint(0, newest + 2))


def _correction(told: History, chance: Random) -> Raw:
    """Correct a decision, or two or three by one act."""
    number = chance.choice([1, 1, 1, 2, 3])
    return {"kind": "corrected", "items": [_item(told, chance) for _ in range(number)]}


def _item(told: History, chance: Random) -> Raw:
    standing = sorted(told.now.decisions)
    void = [
        each["seq"]
        for each in told.journal
        if each["kind"] == "decided" and each["seq"] not in told.now.decisions
    ]
    if void and chance.random() < 0.3:
        return _again(told, chance, chance.choice(void))
    target = chance.choice(standing[-6:]) if standing else 1
    if chance.random() < 0.08:
        target = chance.randint(1, len(told.journal) + 2)
    if chance.random() < 0.45:
        return {"corrects": target, "on": None}
    return {"corrects": target, "on": _other_day(told, chance, target)}


def _again(told: History, chance: Random, target: int) -> Raw:
    """Bring a void decision into force again, mostly on the day on which it was taken."""
    taken = told.journal[target - 1]["on"]
    day = taken if chance.random() < 0.7 else _day(told, chance)
    return {"corrects": target, "on": day}


def _other_day(told: History, chance: Random, target: int) -> date:
    on, _ = told.now.decisions.get(target, (told.setting.first, []))
    number = (on - told.setting.first).days
    if chance.random() < 0.4:
        number += chance.choice([-3, -2, -1, 1, 2, 3])
    else:
        number = chance.randint(0, told.setting.days - 1)
    day = told.setting.day(number)
    return day + timedelta(days=1) if day == on else day


def depth(register: Register, day: date) -> int:
    """Return the number of levels of the tree of a day."""
    states = state_on(register, day)
    levels = 0
    for org in states:
        length, at = 1, states[org]["superior"]
        while at is not None:
            length, at = length + 1, states[at]["superior"]
        levels = max(levels, length)
    return levels
