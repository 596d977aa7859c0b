"""Tell how organisations begin: the first ones, new ones, those that grow, those moved in."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dangbo.history.demonstration.drafts import Change, Draft, Move
from dangbo.history.demonstration.scene import (
    BELOW,
    SINGLE,
    WITH_CELLS,
    Cell,
    Scene,
    Unit,
    is_enterprise,
)
from dangbo.rules.life_course import Step
from dangbo.rules.sizes import FEWEST_CELLS, Size

DAY = timedelta(days=1)
HOLDER = "dang_bo_co_so_giao_quyen"
MAY_HOLD = frozenset({"dang_bo_cap_tren", "dang_bo_tinh"})
ENOUGH_TO_PART = 3 * FEWEST_CELLS
GROWING = frozenset({"Cơ quan nhà nước", "Đơn vị sự nghiệp"})
# One in so many begins as a part of another.
PARTED = 4


def cell_change(change: str, cell: Cell, superior: str) -> Change:
    """Return the change by which a cell begins under an organisation or one of its sections."""
    return {
        "change": change,
        "org": cell.key,
        "name": cell.name,
        "kind": BELOW,
        "superior": cell.section or superior,
    }


def began(scene: Scene, change: str, unit: Unit, superior: str, cells: int) -> list[Change]:
    """Begin an organisation with so many cells."""
    found: list[Change] = [{"change": change, **unit.described, "superior": superior}]
    return [*found, *more_cells(scene, change, unit, cells, on=unit.begun)]


def more_cells(scene: Scene, change: str, unit: Unit, cells: int, *, on: date) -> list[Change]:
    """Begin so many cells directly under an organisation."""
    return [cell_change(change, scene.new_cell(unit, on=on), unit.key) for _ in range(cells)]


def stated(scene: Scene, on: date, size: Size, *, moved: bool) -> list[Unit]:
    """Begin the organisations of a size, without cells; those with cells come first."""
    kinds = [WITH_CELLS] * size.with_cells + [SINGLE] * size.single
    return [scene.new_unit(kind=kind, on=on, moved=moved) for kind in kinds]


def imported(scene: Scene, units: Sequence[Unit], below: int, superiors: Sequence[str]) -> Draft:
    """State that organisations are there, with `below` cells dealt out among them."""
    with_cells = [unit for unit in units if unit.kind == WITH_CELLS]
    portions = iter(scene.portions(below, len(with_cells)) if with_cells else ())
    changes: list[Change] = []
    for unit, superior in zip(units, superiors, strict=True):
        cells = next(portions) if unit.kind == WITH_CELLS else 0
        changes += began(scene, "import", unit, superior, cells)
    title = f"Danh sách {len(units)} tổ chức cơ sở đảng và các chi bộ trực thuộc"
    return Draft(units[0].begun, title, tuple(changes))


def start(scene: Scene, step: Step) -> Draft | None:
    """Tell which organisations there are at the beginning."""
    units = stated(scene, step.on, step.change, moved=False)
    if not units:
        return None
    return imported(scene, units, step.change.below, [scene.committee] * len(units))


def found_with_cells(scene: Scene, step: Step) -> Draft:
    """Found an organisation with its cells, now and then out of a part of another."""
    unit = scene.new_unit(kind=WITH_CELLS, on=step.on)
    large = [u for u in _like(scene, unit) if len(u.direct()) >= ENOUGH_TO_PART]
    if large and not scene.draws.below(PARTED):
        return _part(scene, step, unit, scene.draws.pick(large))
    changes = began(scene, "found", unit, scene.committee, step.change.below)
    return Draft(step.on, f"Thành lập {unit.name}", tuple(changes))


def _like(scene: Scene, unit: Unit) -> list[Unit]:
    """Return the organisations with cells of which an enterprise's may have been a part."""
    if not is_enterprise(unit):
        return []
    others = scene.standing(WITH_CELLS, before=unit.begun)
    return [each for each in others if is_enterprise(each)]


def _part(scene: Scene, step: Step, unit: Unit, source: Unit) -> Draft:
    going = source.direct()[-FEWEST_CELLS:]
    split = {
        "change": "split",
        "source": source.key,
        "results": [{"org": source.key}, {**unit.described, "superior": scene.committee}],
        "below": {cell.key: unit.key for cell in going},
    }
    for cell in going:
        unit.cells[cell.key] = source.cells.pop(cell.key)
    cells = more_cells(scene, "found", unit, step.change.below, on=step.on)
    return Draft(step.on, f"Tách {source.name}, thành lập {unit.name}", (split, *cells))


def found_single(scene: Scene, step: Step) -> Draft:
    """Found a grassroots cell, now and then out of a part of another organisation."""
    unit = scene.new_unit(kind=SINGLE, on=step.on)
    sources = _like(scene, unit)
    described = {**unit.described, "superior": scene.committee}
    if not sources or scene.draws.below(PARTED):
        return Draft(step.on, f"Thành lập {unit.name}", ({"change": "found", **described},))
    source = scene.draws.pick(sources)
    change = {"change": "hand_over_part", "source": source.key, "result": described}
    title = f"Thành lập {unit.name} trên cơ sở một phần {source.name}"
    return Draft(step.on, title, (change,))


def grow(scene: Scene, step: Step) -> Draft:
    """Let a grassroots cell become an organisation with cells."""
    singles = scene.standing(SINGLE, before=step.on)
    likely = [u for u in singles if u.host.has_cells or u.host.grows or is_enterprise(u)]
    lasting = [u for u in singles if u.host.until is None and u.host.sector in GROWING]
    unit = scene.draws.pick(likely or lasting or singles)
    was, unit.kind = unit.name, WITH_CELLS
    retype = {"change": "retype", "org": unit.key, "kind": WITH_CELLS, "name": unit.name}
    cells = more_cells(scene, "found", unit, step.change.below, on=step.on)
    return Draft(step.on, f"Nâng {was} thành {unit.name}", (retype, *cells))


def arrive(scene: Scene, step: Step, moves: Sequence[Move]) -> list[Draft]:
    """Bring in the organisations of published moves of a day, from where they were before."""
    moved = any(each.sources for each in moves)
    units = stated(scene, step.on, step.change, moved=moved)
    cells = [unit for unit in units if unit.kind == WITH_CELLS]
    below = dict(
        zip(
            (unit.key for unit in cells),
            scene.portions(step.change.below, len(cells)) if cells else (),
            strict=True,
        )
    )
    drafts: list[Draft] = []
    for move, coming in _dealt(units, moves):
        total = sum(below.get(unit.key, 0) for unit in coming)
        if coming:
            drafts += _moved(scene, move, coming, total)
    return drafts


def _dealt(units: Sequence[Unit], moves: Sequence[Move]) -> Iterable[tuple[Move, list[Unit]]]:
    """Give each move its number of organisations; one whose number is not stated takes the rest."""
    rest = list(units)
    for move in sorted(moves, key=lambda each: each.count is None):
        count = len(rest) if move.count is None else move.count
        yield move, rest[:count]
        rest = rest[count:]


def _moved(scene: Scene, move: Move, units: list[Unit], below: int) -> list[Draft]:
    since = max((first for _, _, first in move.sources), default=move.on)
    holds = all(kind in MAY_HOLD for _, kind, _ in move.sources)
    title = f"Chuyển giao {len(units)} tổ chức cơ sở đảng (danh sách minh họa)"
    if not move.sources or since >= move.on or not holds:
        return [replace(imported(scene, units, below, [scene.committee] * len(units)), move=move)]
    on = max(since, move.on - 365 * DAY)
    holders, superiors = _held(scene, move, units, on)
    for unit in units:
        unit.begun, unit.host_name = on, unit.host.name_in(on.year)
    listed = imported(scene, units, below, superiors)
    change: Change = {
        "change": "move",
        "orgs": [unit.key for unit in units],
        "superior": scene.committee,
    }
    return [
        replace(listed, changes=(*holders, *listed.changes)),
        Draft(move.on, title, (change,), move=move),
    ]


def _held(
    scene: Scene, move: Move, units: Sequence[Unit], on: date
) -> tuple[list[Change], list[str]]:
    """Place organisations under the sources: grassroots cells in an invented unit of each.

    No kind below a committee may hold organisations with cells, so these stand directly under it.
    """
    changes: list[Change] = []
    holders: list[str] = []
    for place, (source, _, _) in enumerate(move.sources):
        name = scene.names.holder_name(place)
        holder = Unit(scene.new_key(), units[0].host, name, HOLDER, on)
        changes.append(
            {
                "change": "import",
                "org": holder.key,
                "name": name,
                "kind": HOLDER,
                "superior": source,
                "sector": "",
            }
        )
        changes += more_cells(scene, "import", holder, FEWEST_CELLS, on=on)
        holders.append(holder.key)
    sources = [source for source, _, _ in move.sources]
    found = []
    for place, unit in enumerate(units):
        above = sources if unit.kind == WITH_CELLS else holders
        found.append(above[place % len(above)])
    return changes, found
