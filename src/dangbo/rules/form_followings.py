"""Lay a form out for an organisation: a row, or a column, for each organisation directly below.

Source: `rules.md` 13.1 (the committee above adds up what each organisation below reports).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Blank, Column, Content, Layout, Row

# Between the key of a row and the organisation that it is laid out for; no key that is chosen has
# a capital, so that none of them comes twice.
OF: Final = "_O"
Line = TypeVar("Line", Row, Column)


class Placed(NamedTuple):
    """An organisation directly below, in the order of the day."""

    id: int
    name: str


def follows_orgs(layout: Layout) -> bool:
    """Say whether a form has a row or a column for each organisation directly below."""
    return any(each.below for each in layout.lines)


def laid_out(layout: Layout, below: Sequence[Placed]) -> Layout:
    """Return a form with a row, or a column, for each of some organisations.

    What cells of the row said, those of each say; where there is none below, the row stays blank.
    """
    rows = tuple(each for row in layout.rows for each in _lines(row, below))
    columns = tuple(each for column in layout.columns for each in _lines(column, below))
    cells = {
        key: content
        for at, said in layout.cells.items()
        for key, content in _cells(layout, at, said, below)
    }
    return replace(layout, rows=rows, columns=columns, cells=cells)


def key_for(key: str, org: int) -> str:
    """Return the key of the row, or column, of an organisation."""
    return f"{key}{OF}{org}"


def _lines(line: Line, below: Sequence[Placed]) -> Iterator[Line]:
    if not line.below:
        yield line
    elif not below:
        yield replace(line, below=False, content=Blank())
    for each in below if line.below else ():
        yield replace(
            line,
            key=key_for(line.key, each.id),
            title=each.name,
            title_en="",
            below=False,
            org=each.id,
            follows=line.key,
        )


def _cells(
    layout: Layout, at: CellKey, said: Content, below: Sequence[Placed]
) -> Iterator[tuple[CellKey, Content]]:
    """Yield a cell for each organisation that its row or column is laid out for."""
    following = {each.key for each in layout.lines if each.below}
    if not following & set(at):
        yield at, said
        return
    for each in below:
        keys = (key_for(key, each.id) if key in following else key for key in at)
        yield CellKey(*keys), said
