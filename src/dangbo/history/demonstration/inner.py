"""Tell what happens inside organisations: cells begin and end, sections form, names change."""

from datetime import date

from dangbo.history.demonstration.drafts import Change, Draft
from dangbo.history.demonstration.founding import cell_change
from dangbo.history.demonstration.scene import SECTION, WITH_CELLS, Cell, Scene, Unit, is_enterprise
from dangbo.rules.life_course import Step

ENOUGH_FOR_SECTIONS = 7
MOST_SECTIONS = 2
MOST_RENAMED = 4


def add_cells(scene: Scene, step: Step) -> Draft:
    """Found cells in one organisation, or in two when there are many."""
    count = step.change.below
    units = scene.draws.shuffled(scene.standing(WITH_CELLS))
    # Enterprises become twice as large as agencies.
    units.sort(key=lambda unit: len(unit.cells) * (1 if is_enterprise(unit) else 2) // 4)
    small = units[: max(2, len(units) // 3)]
    chosen = scene.draws.shuffled(small)[: 1 + (count > 2)]  # noqa: PLR2004 - two are for one
    changes: list[Change] = []
    for place in range(count):
        unit = chosen[place % len(chosen)]
        sections = ["", *unit.sections]
        cell = scene.new_cell(unit, on=step.on, section=scene.draws.pick(sections))
        changes.append(cell_change("found", cell, unit.key))
    names = " và ".join(unit.name for unit in chosen[:count])
    return Draft(step.on, f"Thành lập {count} chi bộ trực thuộc {names}", tuple(changes))


def drop_cells(scene: Scene, step: Step, *, alone: bool) -> Draft:
    """Join cells in organisations that have some to spare."""
    changes: list[Change] = []
    names: dict[str, None] = {}
    for _ in range(-step.change.below):
        unit = _spacious(scene, step.on)
        names[unit.name] = None
        changes += _dropped(scene, unit, step.on, alone and step.change.below == -1)
    count = -step.change.below
    title = f"Sắp xếp, giảm {count} chi bộ trực thuộc {', '.join(names)}"
    return Draft(step.on, title, tuple(changes))


def _old_cells(unit: Unit, on: date) -> list[Cell]:
    return [cell for cell in unit.cells.values() if cell.begun < on]


def _spacious(scene: Scene, on: date) -> Unit:
    units = [u for u in scene.standing(WITH_CELLS) if u.spare > 0 and _old_cells(u, on)]
    most = max(unit.spare for unit in units)
    return scene.draws.pick([unit for unit in units if unit.spare * 2 >= most])


def _dropped(scene: Scene, unit: Unit, on: date, alone: bool) -> list[Change]:
    ended = scene.draws.pick(_old_cells(unit, on))
    rest = [cell for cell in unit.cells.values() if cell is not ended]
    same = [cell for cell in rest if cell.section == ended.section]
    other = scene.draws.pick(same or rest)
    del unit.cells[ended.key]
    if alone and other.begun < on and not scene.draws.below(2):
        return [*_joined(scene, unit, ended, other, on), *_emptied(unit)]
    absorb: Change = {"change": "absorb", "sources": [ended.key], "result": other.key}
    return [absorb, *_emptied(unit)]


def _joined(scene: Scene, unit: Unit, one: Cell, other: Cell, on: date) -> list[Change]:
    result = scene.new_cell(unit, on=on, section=other.section)
    del unit.cells[other.key]
    described = {**cell_change("", result, unit.key)}
    del described["change"]
    return [{"change": "merge", "sources": [one.key, other.key], "result": described}]


def _emptied(unit: Unit) -> list[Change]:
    """Dissolve the sections in which no cell is left."""
    kept = {cell.section for cell in unit.cells.values()}
    empty = [key for key in unit.sections if key not in kept]
    for key in empty:
        del unit.sections[key]
    return [{"change": "dissolve", "org": key} for key in empty]


def section(scene: Scene, step: Step) -> Draft | None:
    """Form a section in a large organisation and put half of its own cells there."""
    units = [
        unit
        for unit in scene.standing(WITH_CELLS, before=step.on)
        if len(unit.direct()) >= ENOUGH_FOR_SECTIONS and len(unit.sections) < MOST_SECTIONS
    ]
    if not units:
        return None
    unit = scene.draws.pick(units)
    key, name = scene.new_key(), scene.section_name(unit)
    unit.sections[key] = name
    going = unit.direct()[: len(unit.direct()) // 2]
    for cell in going:
        cell.section = key
    found = {
        "change": "found",
        "org": key,
        "name": name,
        "kind": SECTION,
        "superior": unit.key,
    }
    move = {"change": "move", "orgs": [cell.key for cell in going], "superior": key}
    return Draft(step.on, f"Thành lập {name} trực thuộc {unit.name}", (found, move))


def rename(scene: Scene, step: Step) -> Draft | None:
    """Give organisations the names that their agencies, and a few enterprises, bear by now."""
    _follow_unions(scene, step.on.year)
    due = [
        unit for unit in scene.units.values() if unit.host.name_in(step.on.year) != unit.host_name
    ]
    agencies = [unit for unit in due if not is_enterprise(unit)]
    enterprises = [unit for unit in due if is_enterprise(unit)][:MOST_RENAMED]
    renamed = agencies or enterprises
    if not renamed:
        return None
    old = renamed[0].name
    changes: list[Change] = []
    for unit in renamed:
        unit.host_name = unit.host.name_in(step.on.year)
        changes.append({"change": "rename", "org": unit.key, "name": unit.name})
    if len(renamed) == 1:
        title = f"Đổi tên {old} thành {renamed[0].name}"
    else:
        title = f"Đổi tên {len(renamed)} tổ chức cơ sở đảng theo tên mới của cơ quan, đơn vị"
    return Draft(step.on, title, tuple(changes))


def _follow_unions(scene: Scene, year: int) -> None:
    """Let an agency be what it was united into where the other one is not in the register."""
    for union in scene.names.unions:
        there = [unit for unit in map(scene.at, union.sources) if unit is not None]
        if union.year < year and len(there) == 1 and union.into not in union.sources:
            there[0].host = scene.names.agencies[union.into]
