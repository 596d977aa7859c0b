"""Hold the invented organisations while the story is told: who stands, with which cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from typing import Any, Final

from dangbo.history.demonstration.catalogue import ENTERPRISE, INSTITUTION, Catalogue, Host
from dangbo.rules.draws import Draws
from dangbo.rules.sizes import FEWEST_CELLS

WITH_CELLS: Final = "dang_bo_co_so"
SINGLE: Final = "chi_bo_co_so"
BELOW: Final = "chi_bo_truc_thuoc"
SECTION: Final = "dang_bo_bo_phan"
# Of a hundred new organisations, so many are of enterprises, and of those moved in by a decision.
ENTERPRISES: Final = 25
ENTERPRISES_MOVED: Final = 75
YEARS_NEW: Final = 8
# A name that ends so is only used with a number.
BY_NUMBER: Final = " số"


@dataclass
class Cell:
    """A cell below a grassroots organisation, or below one of its sections."""

    key: str
    name: str
    begun: date
    section: str = ""


@dataclass
class Unit:
    """A grassroots organisation with its cells."""

    key: str
    host: Host
    host_name: str
    kind: str
    begun: date
    cells: dict[str, Cell] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return its full name."""
        return f"{'Đảng bộ' if self.kind == WITH_CELLS else 'Chi bộ'} {self.host_name}"

    @property
    def spare(self) -> int:
        """Return how many cells it could lose."""
        return len(self.cells) - FEWEST_CELLS

    @property
    def described(self) -> dict[str, Any]:
        """Return it as a change that begins it says, but for its superior."""
        return {
            "org": self.key,
            "name": self.name,
            "kind": self.kind,
            "sector": self.host.sector,
        }

    def direct(self) -> list[Cell]:
        """Return the cells that stand under no section."""
        return [cell for cell in self.cells.values() if not cell.section]


class Scene:
    """The organisations that stand at one point of the story."""

    def __init__(self, *, committee: str, names: Catalogue, draws: Draws) -> None:
        self.committee = committee
        self.names = names
        self.draws = draws
        self.units: dict[str, Unit] = {}
        self._keys = 0
        self._used: set[str] = set()
        self._enterprises = draws.below(len(names.trades) * len(names.made_up))

    def new_key(self) -> str:
        """Return a key that no organisation has."""
        self._keys += 1
        return f"{self.committee}.mh.{self._keys:04}"

    def standing(self, kind: str, *, before: date | None = None) -> list[Unit]:
        """Return the organisations of a kind, in the order of their keys; begun before a day."""
        return [
            unit
            for unit in self.units.values()
            if unit.kind == kind and (before is None or unit.begun < before)
        ]

    def at(self, host: str) -> Unit | None:
        """Return the organisation of a host, if it stands."""
        return next((unit for unit in self.units.values() if unit.host.key == host), None)

    def new_unit(
        self, *, kind: str, on: date, host: Host | None = None, moved: bool = False
    ) -> Unit:
        """Begin an organisation, at a host that has none yet unless one is given."""
        host = host or self._new_host(kind, on.year, moved)
        unit = Unit(self.new_key(), host, host.name_in(on.year), kind, on)
        self._used.add(host.key)
        self.units[unit.key] = unit
        return unit

    def _new_host(self, kind: str, year: int, moved: bool) -> Host:
        share = ENTERPRISES_MOVED if moved else ENTERPRISES
        free = [
            host
            for host in self.names.agencies.values()
            if host.key not in self._used
            and host.is_there_in(year)
            and (host.sector == INSTITUTION or not moved)
        ]
        fit = [host for host in free if host.has_cells == (kind == WITH_CELLS)]
        if fit and self.draws.below(100) >= share:
            new = [host for host in fit if year - host.since <= YEARS_NEW]
            return self.draws.pick(new or fit)
        host = self.names.enterprise(self._enterprises)
        self._enterprises += 1
        return host

    def end(self, unit: Unit) -> None:
        """End an organisation; its cells go wherever the caller says."""
        del self.units[unit.key]

    def new_cell(self, unit: Unit, *, on: date, section: str = "") -> Cell:
        """Begin a cell of an organisation under a name that it does not have yet."""
        cell = Cell(self.new_key(), self.cell_name(unit), on, section)
        unit.cells[cell.key] = cell
        return cell

    def cell_name(self, unit: Unit) -> str:
        """Return the next free name for a cell."""
        taken = {cell.name for cell in unit.cells.values()}
        return _next_name("Chi bộ", self.names.cells[unit.host.sector], taken)

    def section_name(self, unit: Unit) -> str:
        """Return the next free name for a section."""
        taken = set(unit.sections.values())
        return _next_name("Đảng bộ bộ phận", self.names.sections[unit.host.sector], taken)

    def take_over(self, target: Unit, source: Unit) -> list[Mapping[str, Any]]:
        """Give an organisation the cells of another; return how those named alike are renamed."""
        changes: list[Mapping[str, Any]] = []
        cells = {cell.name for cell in target.cells.values()}
        for key, name in source.sections.items():
            new = self.section_name(target) if name in target.sections.values() else name
            if new != name:
                changes.append({"change": "rename", "org": key, "name": new})
            target.sections[key] = new
        for key, cell in source.cells.items():
            if cell.name in cells:
                cell.name = self.cell_name(target)
                changes.append({"change": "rename", "org": key, "name": cell.name})
            target.cells[key] = cell
            cells.add(cell.name)
        return changes

    def portions(self, total: int, count: int) -> list[int]:
        """Deal out cells to so many organisations: all of them, unevenly, and enough to each."""
        parts = [total // count + (place < total % count) for place in range(count)]
        for place in range(count):
            other = self.draws.below(count)
            given = self.draws.between(0, max(0, (parts[place] - FEWEST_CELLS) // 2))
            parts[place] -= given
            parts[other] += given
        return parts


def _next_name(prefix: str, names: Sequence[str], taken: Iterable[str]) -> str:
    taken = set(taken)
    numbered = (f"{names[-1]} {number}" for number in count(1))
    every = (f"{prefix} {name}" for name in chain(names, numbered))
    return next(name for name in every if name not in taken and not name.endswith(BY_NUMBER))


def is_enterprise(unit: Unit) -> bool:
    """Say whether an organisation is that of an enterprise."""
    return unit.host.sector == ENTERPRISE
