"""Say which cells of a form rest on which, in what order they are reckoned, and where that loops.

Source: `rules.md` 13.1.
"""

from collections.abc import Mapping, Sequence

from dangbo.rules.form_formulas import (
    CellKey,
    FormulaError,
    UnknownNameError,
    names_in,
    parsed,
)
from dangbo.rules.form_layouts import Formula, Layout, contents

Wants = Mapping[CellKey, Sequence[CellKey]]


def dependencies(layout: Layout, *, summed: bool = True) -> dict[CellKey, list[CellKey]]:
    """Return for each cell with a formula the cells that it names, each once.

    Without `summed` those that it only sums up are left out. What cannot be read names none.
    """
    given = contents(layout)
    return {
        at: named(layout, content.text, at, summed=summed)
        for at, content in given.items()
        if isinstance(content, Formula)
    }


def named(layout: Layout, text: str, at: CellKey, *, summed: bool = True) -> list[CellKey]:
    """Return the cells that a formula names from a place, each once; none if it cannot be read."""
    try:
        names = [name for name, only in names_in(parsed(text)) if summed or not only]
        found = [key for name in names for key in layout.axes.cells(name, at)]
    except (FormulaError, UnknownNameError):
        return []
    return list(dict.fromkeys(found))


def in_order(wants: Wants) -> list[CellKey]:
    """Return cells so that each comes after those it rests on; those that loop are left out."""
    missing = {key: {each for each in wanted if each in wants} for key, wanted in wants.items()}
    after: dict[CellKey, list[CellKey]] = {}
    for key, wanted in missing.items():
        for each in wanted:
            after.setdefault(each, []).append(key)
    found = [key for key, wanted in missing.items() if not wanted]
    for key in found:
        for each in after.get(key, ()):
            missing[each].discard(key)
            if not missing[each]:
                found.append(each)
    return found


def loops(wants: Wants) -> list[list[CellKey]]:
    """Return loops, no cell in two of them, each from its first cell on as its cells name others.

    When these are mended, others may show that went through the same cells.
    """
    left = dict(wants)
    found: list[list[CellKey]] = []
    while True:
        ready = set(in_order(left))
        left = {key: [e for e in wanted if e in left] for key, wanted in left.items()}
        left = {key: wanted for key, wanted in left.items() if key not in ready}
        if not left:
            return found
        loop = _loop_in(left, ready)
        found.append(loop)
        left = {key: wanted for key, wanted in left.items() if key not in loop}


def _loop_in(left: Wants, ready: set[CellKey]) -> list[CellKey]:
    """Follow from the first cell what each rests on until a cell comes again."""
    at = next(iter(left))
    path: list[CellKey] = []
    seen: dict[CellKey, int] = {}
    while at not in seen:
        seen[at] = len(path)
        path.append(at)
        at = next(each for each in left[at] if each in left and each not in ready)
    return path[seen[at] :]
