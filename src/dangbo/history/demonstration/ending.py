"""Tell how organisations end: in a union of their agencies, taken over by another, or dissolved."""

from dangbo.history.demonstration.catalogue import Union
from dangbo.history.demonstration.drafts import Change, Draft
from dangbo.history.demonstration.scene import SINGLE, WITH_CELLS, Scene, Unit, is_enterprise
from dangbo.rules.life_course import Step

# One in so many of those that end by themselves is dissolved, the others are taken over.
DISSOLVED = 3


def end_single(scene: Scene, step: Step, *, alone: bool) -> Draft:
    """End one grassroots cell; `alone` says that nothing else happens on the day."""
    union = _due(scene, step, SINGLE, alone)
    if union is not None:
        return union
    unit = _weakest(scene, scene.standing(SINGLE, before=step.on))
    targets = [
        each
        for each in scene.units.values()
        if each is not unit and each.host.sector == unit.host.sector
    ]
    targets = [each for each in targets if each.kind == WITH_CELLS] or targets
    if targets and (not is_enterprise(unit) or scene.draws.below(DISSOLVED)):
        return _absorbed(scene, step, unit, scene.draws.pick(targets))
    scene.end(unit)
    return Draft(step.on, f"Giải thể {unit.name}", ({"change": "dissolve", "org": unit.key},))


def end_with_cells(scene: Scene, step: Step, *, alone: bool) -> Draft:
    """End one organisation with cells; they go to another, or with the last one."""
    standing = scene.standing(WITH_CELLS)
    if len(standing) == 1:
        return _dissolved_whole(scene, step, standing[0])
    union = _due(scene, step, WITH_CELLS, alone)
    if union is not None:
        return union
    unit = _weakest(scene, scene.standing(WITH_CELLS, before=step.on))
    others = [each for each in standing if each is not unit]
    alike = [each for each in others if each.host.sector == unit.host.sector]
    return _absorbed(scene, step, unit, scene.draws.pick(alike or others))


def _weakest(scene: Scene, units: list[Unit]) -> Unit:
    return scene.draws.pick([unit for unit in units if is_enterprise(unit)] or units)


def _absorbed(scene: Scene, step: Step, unit: Unit, target: Unit) -> Draft:
    absorb: Change = {"change": "absorb", "sources": [unit.key], "result": target.key}
    scene.end(unit)
    renamed = scene.take_over(target, unit)
    return Draft(step.on, f"Sáp nhập {unit.name} vào {target.name}", (absorb, *renamed))


def _dissolved_whole(scene: Scene, step: Step, unit: Unit) -> Draft:
    scene.end(unit)
    ended = [*unit.cells, *unit.sections, unit.key]
    changes: list[Change] = [{"change": "dissolve", "org": key} for key in ended]
    return Draft(step.on, f"Giải thể {unit.name}", tuple(changes))


def _due(scene: Scene, step: Step, kind: str, alone: bool) -> Draft | None:
    """Carry out the first union of agencies that is due and ends one organisation of a kind."""
    for union in scene.names.unions:
        found = [scene.at(source) for source in union.sources]
        if union.year > step.on.year or None in found:
            continue
        units = [unit for unit in found if unit is not None and unit.begun < step.on]
        if len(units) == 2:  # noqa: PLR2004 - a union is of two
            draft = _united(scene, step, union, units, kind=kind, alone=alone)
            if draft is not None:
                return draft
    return None


def _united(
    scene: Scene, step: Step, union: Union, units: list[Unit], *, kind: str, alone: bool
) -> Draft | None:
    if union.into in union.sources:
        target = next(unit for unit in units if unit.host.key == union.into)
        ended = next(unit for unit in units if unit is not target)
        fits = ended.kind == kind and (kind == SINGLE or target.kind == WITH_CELLS)
        return _absorbed(scene, step, ended, target) if fits else None
    kinds = {unit.kind for unit in units}
    fits = kinds == {WITH_CELLS} if kind == WITH_CELLS else SINGLE in kinds
    return _merged(scene, step, union, units) if fits and alone else None


def _merged(scene: Scene, step: Step, union: Union, sources: list[Unit]) -> Draft:
    kind = WITH_CELLS if any(unit.kind == WITH_CELLS for unit in sources) else SINGLE
    host = scene.names.agencies[union.into]
    result = scene.new_unit(kind=kind, on=step.on, host=host)
    change: Change = {
        "change": "merge",
        "sources": [unit.key for unit in sources],
        "result": {**result.described, "superior": scene.committee},
    }
    renamed: list[Change] = []
    for unit in sources:
        scene.end(unit)
        renamed += scene.take_over(result, unit)
    names = " và ".join(unit.name for unit in sources)
    return Draft(step.on, f"Hợp nhất {names} thành {result.name}", (change, *renamed))
