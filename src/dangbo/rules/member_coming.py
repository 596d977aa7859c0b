"""Let newcomers into a committee: admitted ones, those from elsewhere, and those stated with cells.

Source: architecture 4 (invented data). How many of the newcomers are admitted is our reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import heapify, heapreplace
from typing import Final

from dangbo.rules.draws import Draws
from dangbo.rules.member_fates import (
    YEAR,
    Fate,
    admitted_before,
    born_before,
    drawn_fate,
    drawn_woman,
)
from dangbo.rules.member_roll import MOST, Enrolled, Roll, Stage, not_placed

# Out of a hundred newcomers, so many are admitted where no number is published.
ADMITTED: Final = 62
DECIDED_BEFORE: Final = (3, 11)
NOISE: Final = 300


@dataclass(frozen=True)
class Window:
    """A time in which a published number of members was admitted.

    None of them leaves in it, and whoever comes from elsewhere was admitted before: so however the
    number is counted, it is the same.
    """

    start: date
    end: date
    count: int

    def share(self, months: Sequence[date]) -> dict[date, int]:
        """Deal the number out among the months' days within the window."""
        inner = [day for day in months if self.start <= day <= self.end]
        size = len(inner)
        return {
            day: self.count * (place + 1) // size - self.count * place // size
            for place, day in enumerate(inner)
        }


class Intake:
    """Lets members in, each into a cell that is short of some."""

    def __init__(self, roll: Roll, draws: Draws, window: Window | None) -> None:
        self.roll, self.draws, self.window = roll, draws, window
        self.quota: dict[date, int] = {}

    def month(self, stage: Stage, wanted: int) -> list[Enrolled]:
        """Change the number of members by `wanted`; return those admitted."""
        admitted = self.quota.get(stage.on)
        if admitted is None:
            admitted = sum(self.draws.below(100) < ADMITTED for _ in range(max(0, wanted)))
        for _ in range(admitted - wanted):
            self._send_away(stage)
        places = iter(self._places(stage, max(wanted, admitted)))
        for _ in range(wanted - admitted):
            self.come(stage, next(places), "move_in")
        return [self.admit(stage, next(places)) for _ in range(admitted)]

    def admit(self, stage: Stage, cell: str) -> Enrolled:
        """Have a person be admitted in a cell."""
        birth = born_before(stage.on, least=21, spread=17, draws=self.draws)
        days = self.draws.between(*DECIDED_BEFORE)
        person = self._person(stage, "admit", birth, stage.on - timedelta(days=days), cell)
        self.roll.enrol(person, stage, cell)
        return person

    def come(self, stage: Stage, cell: str, how: str) -> Enrolled:
        """Have an official member come into a cell from elsewhere."""
        least, spread = (24, 30) if how == "enter" else (26, 26)
        birth = born_before(stage.on, least=least, spread=spread, draws=self.draws)
        within = self.window and self.window.start <= stage.on <= self.window.end
        latest = self.window.start - timedelta(days=31) if self.window and within else stage.on
        admitted = admitted_before(birth, came=stage.on, latest=latest, draws=self.draws)
        person = self._person(stage, how, birth, admitted, cell)
        person.official = stage.on
        self.roll.enrol(person, stage, cell)
        return person

    def _person(self, stage: Stage, how: str, birth: date, admitted: date, cell: str) -> Enrolled:
        woman = drawn_woman(stage.on.year, self.draws)
        fate = drawn_fate(birth=birth, woman=woman, came=stage.on, draws=self.draws)
        return Enrolled(
            number=len(self.roll.people),
            birth=birth,
            woman=woman,
            came=stage.on,
            how=how,
            admitted=admitted,
            sector=self.roll.sectors.get(self.roll.hosts[cell], ""),
            fate=self._kept(fate, stage, how),
        )

    def _kept(self, fate: Fate, stage: Stage, how: str) -> Fate:
        """Put off the leaving of one admitted in the window to a time after it."""
        window = self.window
        if how != "admit" or window is None or not window.start <= stage.on <= window.end:
            return fate
        least = window.end + timedelta(days=60 + self.draws.below(YEAR))
        return replace(fate, on=max(fate.on, least))

    def _places(self, stage: Stage, count: int) -> list[str]:
        """Return the cells for so many newcomers, those first that are most short of members."""
        roll = self.roll
        cells = sorted(roll.inside)
        wanted = roll.wanted(roll.total() + count, cells)
        heap = [
            (100 * (len(roll.cells[cell]) - wanted[cell]) - self.draws.below(NOISE), cell)
            for cell in cells
            if len(roll.cells[cell]) < MOST
        ]
        if count and not heap:
            raise not_placed(stage.on)
        heapify(heap)
        found = []
        for _ in range(count):
            short, cell = heap[0]
            heapreplace(heap, (short + 100, cell))
            found.append(cell)
        return found

    def _send_away(self, stage: Stage) -> None:
        """Have somebody go elsewhere, out of a cell that has more than it should."""
        roll = self.roll
        cells = sorted(roll.inside)
        wanted = roll.wanted(roll.total(), cells)
        cells.sort(key=lambda cell: wanted[cell] - len(roll.cells[cell]))
        for cell in cells:
            people = [each for each in roll.movable(cell, stage) if each.how != "admit"]
            if people:
                roll.leave(self.draws.pick(people), stage, "move_out")
                return
        raise not_placed(stage.on)
