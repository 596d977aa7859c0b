"""Keep who is in which cell while the invented life of a committee is told, and what happens.

Every act leaves each cell at least its fewest official members.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dangbo.rules.cell_turns import FEWEST_OFFICIAL, FULL
from dangbo.rules.draws import Draws
from dangbo.rules.member_fates import Fate
from dangbo.rules.verdicts import RuleError, Verdict, finding

# What one cell wants beside another, in hundredths; no cell is planned for more than the most.
LEAST_WEIGHT: Final = 60
MOST_WEIGHT: Final = 140
MOST: Final = FULL - 4
LEAST: Final = 6


@dataclass(frozen=True)
class Stage:
    """When something happens within a day: before or after the decision at a place, or last."""

    on: date
    place: int
    after: bool = True

    @property
    def order(self) -> tuple[date, int, bool]:
        """Return where the stage stands among all."""
        return self.on, self.place, self.after


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of one person."""

    stage: Stage
    change: str
    person: int
    cell: str = ""


@dataclass(slots=True)
class Enrolled:
    """An invented member: how and when he or she came, was admitted, and left."""

    number: int
    birth: date
    woman: bool
    came: date
    how: str
    admitted: date
    sector: str
    fate: Fate | None = None
    official: date | None = None
    cell: str = ""
    moved: date = date.min
    left: date | None = None
    leads: bool = False
    postings: list[tuple[date, str]] = field(default_factory=list)


def not_placed(on: date) -> RuleError:
    """Return the refusal of a plan in which members cannot be where they are needed."""
    return RuleError(Verdict((finding("MEMBERS_NOT_PLACED", on=on.isoformat()),)))


class Roll:
    """The members of each cell at one point of the story, and all that happened up to it."""

    def __init__(self, draws: Draws, sectors: Mapping[str, str]) -> None:
        self.draws = draws
        self.sectors = sectors
        self.people: list[Enrolled] = []
        self.happenings: list[Happening] = []
        self.cells: dict[str, list[Enrolled]] = {}
        self.hosts: dict[str, str] = {}
        self.inside: frozenset[str] = frozenset()
        self.officials: dict[str, int] = {}
        self._weights: dict[str, int] = {}

    # Cells

    def open(self, cell: str, host: str) -> None:
        """Begin a cell."""
        self.cells[cell], self.officials[cell] = [], 0
        self.hosts[cell] = host
        self._weights[cell] = self.draws.between(LEAST_WEIGHT, MOST_WEIGHT)

    def close(self, cell: str) -> None:
        """End a cell, in which nobody may be left."""
        if self.cells.pop(cell):
            raise ValueError(f"members are left in {cell}")
        del self.officials[cell], self.hosts[cell], self._weights[cell]

    def total(self) -> int:
        """Return the number of members in the committee."""
        return sum(len(self.cells[cell]) for cell in self.inside)

    def fewest(self) -> dict[str, int]:
        """Return how many each cell should have so that no organisation with cells has too few."""
        hosted: dict[str, int] = {}
        for host in self.hosts.values():
            hosted[host] = hosted.get(host, 0) + 1
        return {
            cell: LEAST if cell == host else max(LEAST, FULL // hosted[host] + 1)
            for cell, host in self.hosts.items()
        }

    def wanted(self, total: int, cells: Sequence[str]) -> dict[str, int]:
        """Return how many members each of these cells should have, of so many in all."""
        fewest = self.fewest()
        weights = sum(self._weights[cell] for cell in cells) or 1
        return {
            cell: min(MOST, max(fewest[cell], total * self._weights[cell] // weights))
            for cell in cells
        }

    def siblings(self, cell: str) -> list[str]:
        """Return the other cells of the same grassroots organisation."""
        host = self.hosts[cell]
        return [each for each, other in self.hosts.items() if other == host and each != cell]

    # Members

    def enrol(self, person: Enrolled, stage: Stage, cell: str) -> None:
        """Have a person become a member of the register in a cell."""
        self.people.append(person)
        self._put(person, cell, stage.on)
        self.happenings.append(Happening(stage, person.how, person.number, cell))

    def transfer(self, person: Enrolled, stage: Stage, cell: str) -> None:
        """Have a member go to another cell."""
        self._take(person)
        self._put(person, cell, stage.on)
        person.moved = stage.on
        self.happenings.append(Happening(stage, "transfer", person.number, cell))

    def carry(self, cell: str, heir: str, on: date) -> None:
        """Take all members of a cell along without any event of their own."""
        for person in list(self.cells[cell]):
            self._take(person)
            self._put(person, heir, on)

    def leave(self, person: Enrolled, stage: Stage, how: str) -> None:
        """Have a member leave the register."""
        self._take(person)
        person.left, person.cell = stage.on, ""
        self.happenings.append(Happening(stage, how, person.number))

    def recognise(self, person: Enrolled, stage: Stage) -> None:
        """Have a member in probation become official."""
        person.official = stage.on
        self.officials[person.cell] += 1
        self.happenings.append(Happening(stage, "recognise", person.number))

    def exempt(self, person: Enrolled, stage: Stage) -> None:
        """Exempt a member from activity."""
        self.happenings.append(Happening(stage, "exempt", person.number))

    def can_spare(self, person: Enrolled) -> bool:
        """Say whether a cell keeps enough official members without one."""
        return not person.official or self.officials[person.cell] > FEWEST_OFFICIAL + 1

    def movable(self, cell: str, stage: Stage) -> list[Enrolled]:
        """Return the official members of a cell who may go: no leader, nobody who moved today."""
        if self.officials[cell] <= FEWEST_OFFICIAL + 1:
            return []
        return [
            each
            for each in self.cells[cell]
            if each.official and not each.leads and max(each.moved, each.came) < stage.on
        ]

    def _put(self, person: Enrolled, cell: str, on: date) -> None:
        person.cell = cell
        person.postings.append((on, cell))
        self.cells[cell].append(person)
        self.officials[cell] += person.official is not None

    def _take(self, person: Enrolled) -> None:
        self.cells[person.cell].remove(person)
        self.officials[person.cell] -= person.official is not None


def most_wanting(roll: Roll, wanted: dict[str, int], cells: Iterable[str]) -> str:
    """Return the cell that is furthest below what it should have."""
    return max(cells, key=lambda cell: (wanted[cell] - len(roll.cells[cell]), cell))
