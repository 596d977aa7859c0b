"""Change the layout of a form a step at a time: rows and columns come, go and move.

Source: `rules.md` 13.1 (form layouts are configuration that an office makes).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal, TypeVar

from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Check, Column, Content, Figure, Layout, Row

Thing = TypeVar("Thing")
Axis = Literal["rows", "columns", "cells", "checks"]
AXES: Final[tuple[Axis, ...]] = ("rows", "columns", "cells", "checks")
PREFIXES: Final = {"rows": "d", "columns": "c"}


def free_key(layout: Layout, axis: Axis) -> str:
    """Return a key that no row and no column has."""
    taken = {*layout.axes.rows, *layout.axes.columns}
    most = len(taken) + 1
    return next(key for at in range(1, most + 1) if (key := f"{PREFIXES[axis]}{at}") not in taken)


def with_row(
    layout: Layout, at: int, title: str = "", indent: int = 0, content: Content | None = None
) -> Layout:
    """Return a form with one more row at a place."""
    row = Row(free_key(layout, "rows"), title, indent, content or Figure())
    return replace(layout, rows=_put(layout.rows, at, row))


def with_column(layout: Layout, at: int, title: str = "", content: Content | None = None) -> Layout:
    """Return a form with one more column at a place."""
    column = Column(free_key(layout, "columns"), title, content or Figure())
    return replace(layout, columns=_put(layout.columns, at, column))


def with_cell(layout: Layout, key: CellKey) -> Layout:
    """Return a form in which a cell says something of its own."""
    return replace(layout, cells={**layout.cells, key: layout.cells.get(key, Figure())})


def with_check(layout: Layout) -> Layout:
    """Return a form with one more check sum."""
    return replace(layout, checks=(*layout.checks, Check("", "=", "")))


def without(layout: Layout, axis: Axis, at: int) -> Layout:
    """Return a form without one of its rows, columns, cells or check sums."""
    if axis == "cells":
        keys = [key for number, key in enumerate(layout.cells) if number != at]
        return replace(layout, cells={key: layout.cells[key] for key in keys})
    if axis == "checks":
        return replace(layout, checks=_left(layout.checks, at))
    if axis == "rows":
        return _tidied(replace(layout, rows=_left(layout.rows, at)))
    return _tidied(replace(layout, columns=_left(layout.columns, at)))


def moved(layout: Layout, axis: Axis, at: int, step: int) -> Layout:
    """Return a form in which a row, a column or a check sum has changed places with the next."""
    if axis == "rows":
        return replace(layout, rows=_swapped(layout.rows, at, at + step))
    if axis == "columns":
        return replace(layout, columns=_swapped(layout.columns, at, at + step))
    if axis == "checks":
        return replace(layout, checks=_swapped(layout.checks, at, at + step))
    return layout


def _put(things: Sequence[Thing], at: int, thing: Thing) -> tuple[Thing, ...]:
    return (*things[:at], thing, *things[at:])


def _left(things: Sequence[Thing], at: int) -> tuple[Thing, ...]:
    return tuple(each for number, each in enumerate(things) if number != at)


def _swapped(things: Sequence[Thing], one: int, other: int) -> tuple[Thing, ...]:
    found = list(things)
    if 0 <= one < len(found) and 0 <= other < len(found):
        found[one], found[other] = found[other], found[one]
    return tuple(found)


def _tidied(layout: Layout) -> Layout:
    """Leave out what cells say whose row or column is gone."""
    axes = layout.axes
    kept = {
        key: content
        for key, content in layout.cells.items()
        if key.row in axes.rows and key.column in axes.columns
    }
    return replace(layout, cells=kept)
