"""Do to a form what a button of the editor asks: add, move, take away, add parts at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple, cast

from dangbo.layouts.forms.names import Names
from dangbo.rules.form_edits import (
    Axis,
    moved,
    with_cell,
    with_check,
    with_column,
    with_row,
    without,
)
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Figure, Layout

# `rows:3:up`: which list, which of it, and what to do.
PRESSED: Final = re.compile(r"(rows|columns|cells|checks):(\d{1,3}):(up|down|remove|add)")
ADD: Final = "add:"
STEPS: Final = {"up": -1, "down": 1}


class Edited(NamedTuple):
    """A form after a button was pressed, and which item it was about (`rows-3`)."""

    layout: Layout
    touched: str = ""


def pressed(layout: Layout, act: str, sent: Mapping[str, Any], names: Names) -> Edited:
    """Return the form as a button changes it; unknown buttons change nothing."""
    if act.startswith(ADD):
        return _added(layout, act.removeprefix(ADD), sent, names)
    found = PRESSED.fullmatch(act)
    if found is None:
        return Edited(layout)
    axis, at, deed = cast(Axis, found[1]), int(found[2]), found[3]
    if deed == "remove":
        return Edited(without(layout, axis, at))
    if deed == "add":
        return _put(layout, axis, at + 1)
    return Edited(moved(layout, axis, at, STEPS[deed]), f"{axis}-{at + STEPS[deed]}")


def _put(layout: Layout, axis: Axis, at: int) -> Edited:
    if axis == "rows":
        return Edited(with_row(layout, at), f"rows-{min(at, len(layout.rows))}")
    if axis == "columns":
        return Edited(with_column(layout, at), f"columns-{min(at, len(layout.columns))}")
    return Edited(layout)


def _added(layout: Layout, what: str, sent: Mapping[str, Any], names: Names) -> Edited:
    if what == "rows":
        return _put(layout, "rows", len(layout.rows))
    if what == "columns":
        return _put(layout, "columns", len(layout.columns))
    if what == "checks":
        return Edited(with_check(layout), f"checks-{len(layout.checks)}")
    if what == "cells":
        return _cell(layout, sent)
    if what in {"parts_rows", "parts_columns"}:
        return _parts(layout, what.removeprefix("parts_"), sent, names)
    return Edited(layout)


def _cell(layout: Layout, sent: Mapping[str, Any]) -> Edited:
    key = CellKey(str(sent.get("cell-row", "")), str(sent.get("cell-column", "")))
    if key.row not in layout.axes.rows or key.column not in layout.axes.columns:
        return Edited(layout)
    made = with_cell(layout, key)
    return Edited(made, f"cells-{list(made.cells).index(key)}")


def _parts(layout: Layout, axis: str, sent: Mapping[str, Any], names: Names) -> Edited:
    """Add a row, or a column, for each part of a dimension."""
    way = str(sent.get("parts-way", ""))
    indicator = names.code_of(" ".join(str(sent.get("parts-indicator", "")).split()))
    for (each, code), words in names.parts.items():
        if each != way:
            continue
        title, content = words.partition(": ")[2], Figure(indicator, ((way, code),))
        if axis == "rows":
            layout = with_row(layout, len(layout.rows), title, 1, content)
        else:
            layout = with_column(layout, len(layout.columns), title, content)
    return Edited(replace(layout))
