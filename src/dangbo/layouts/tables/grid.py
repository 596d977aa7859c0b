"""Lay a filled form out: its heads, its rows, and what each cell shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dangbo.layouts.phrases import cell_words, fault_words, reason_words
from dangbo.layouts.queries import Filled, FilledCell
from dangbo.rules.form_faults import Fault
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Column, Row

Url = Callable[[CellKey], str]


@dataclass(frozen=True)
class GridCell:
    """What a cell shows: its value with the way to its list, a remark, what is wrong with it."""

    head: str
    words: str
    url: str
    remark: str
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class GridLine:
    """A row with its cells."""

    key: str
    title: str
    indent: int
    cells: Sequence[GridCell]
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class Grid:
    """A form as a table."""

    caption: str
    heads: Sequence[tuple[str, Sequence[str]]]
    lines: Sequence[GridLine]


def grid_of(found: Filled, url: Url, faults: Iterable[Fault] = ()) -> Grid:
    """Return a filled form as a table; `url` gives the page behind a cell that has one."""
    layout = found.layout
    wrong = _by_place(faults)
    return Grid(
        layout.name,
        [(each.title, wrong.get(("", each.follows or each.key), ())) for each in layout.columns],
        [
            GridLine(
                row.key,
                row.title,
                row.indent,
                [
                    _cell(
                        column.title,
                        found.cells[key],
                        url(key),
                        wrong.get(_said_at(row, column), ()),
                    )
                    for column in layout.columns
                    for key in [CellKey(row.key, column.key)]
                ],
                wrong.get((row.follows or row.key, ""), ()),
            )
            for row in layout.rows
        ],
    )


def _said_at(row: Row, column: Column) -> tuple[str, str]:
    """Return where the form says what a cell is: of an organisation below where all of them are."""
    return row.follows or row.key, column.follows or column.key


def _by_place(faults: Iterable[Fault]) -> Mapping[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for each in faults:
        if each.check is None and (each.row or each.column):
            found.setdefault((each.row, each.column), []).append(fault_words(each))
    return found


def _cell(head: str, cell: FilledCell, url: str, faults: Sequence[str]) -> GridCell:
    words = cell_words(cell.value, cell.unit)
    counted = cell.told.part > 0 if cell.told else bool(cell.value)
    if faults:
        return GridCell(head, "", "", "", faults)
    return GridCell(head, words, url if counted else "", reason_words(cell.reason))
