"""Turn rows into a table that can be sorted, whose columns can be chosen, and that folds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from dangbo.ui.addresses import hidden_pairs, query_with
from dangbo.ui.parts import Badge, Text


@dataclass(frozen=True)
class Column:
    """One column: its key, its head, and how a row's value and link are found.

    Without `value` the row's attribute `key` is shown. `main` names the row and is its link;
    `whole` keeps a value on one line, `paired` its words in twos; `phone` says whether the card on
    a phone keeps the column; `shown` whether it is there until the reader chooses columns.
    """

    key: str
    title: Text
    value: Callable[[Any], object] | None = None
    url: Callable[[Any], str] | None = None
    badges: Callable[[Any], Sequence[Badge]] | None = None
    sortable: bool = False
    numeric: bool = False
    whole: bool = False
    paired: bool = False
    phone: bool = True
    shown: bool = True
    main: bool = False

    def value_of(self, row: Any) -> object:
        """Return what the cell of `row` shows."""
        return self.value(row) if self.value else getattr(row, self.key)


@dataclass(frozen=True)
class Cell:
    """One value under its column."""

    column: Column
    value: object
    url: str = ""
    badges: Sequence[Badge] = ()


@dataclass(frozen=True)
class Line:
    """One row of a table, with the key its tick box sends."""

    key: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Sort:
    """The order a list is asked in."""

    key: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True)
class Head:
    """The head of a column: the link that sorts by it, and how it is sorted now."""

    column: Column
    url: str = ""
    order: str = "none"


@dataclass(frozen=True)
class Choice:
    """One column in the chooser."""

    column: Column
    chosen: bool


@dataclass(frozen=True)
class Table:
    """A table ready to be drawn by the `table` tag."""

    caption: Text
    heads: Sequence[Head]
    lines: Sequence[Line]
    choices: Sequence[Choice]
    kept: Sequence[tuple[str, str]]
    ticked: bool = False

    @property
    def width(self) -> int:
        """Count the columns, the one of tick boxes included."""
        return len(self.heads) + self.ticked


def sort_of(request: HttpRequest, columns: Iterable[Column], *, default: str = "") -> Sort:
    """Return the order that `?sort=` asks for, or `default` where it names no sortable column."""
    known = {column.key for column in columns if column.sortable}
    asked = request.GET.get("sort", "")
    text = asked if asked.removeprefix("-") in known else default
    return Sort(text.removeprefix("-"), descending=text.startswith("-"))


def table_of(
    request: HttpRequest,
    columns: Sequence[Column],
    rows: Iterable[Any],
    *,
    caption: Text,
    sort: Sort | None = None,
    row_key: Callable[[Any], str] | None = None,
) -> Table:
    """Build the table of `rows` as this request wants it; `row_key` gives it tick boxes."""
    asked = set(request.GET.getlist("cols"))
    chosen = [one for one in columns if one.main or (one.key in asked if asked else one.shown)]
    return Table(
        caption=caption,
        heads=[_head(request, column, sort) for column in chosen],
        lines=[_line(row, chosen, row_key) for row in rows],
        choices=[Choice(column, column in chosen) for column in columns],
        kept=list(hidden_pairs(request, "cols")),
        ticked=row_key is not None,
    )


def _head(request: HttpRequest, column: Column, sort: Sort | None) -> Head:
    if not column.sortable:
        return Head(column)
    if sort is None or sort.key != column.key:
        return Head(column, query_with(request, sort=column.key))
    if sort.descending:
        return Head(column, query_with(request, sort=column.key), "descending")
    return Head(column, query_with(request, sort=f"-{column.key}"), "ascending")


def _line(row: Any, columns: Sequence[Column], row_key: Callable[[Any], str] | None) -> Line:
    cells = [
        Cell(
            column,
            column.value_of(row),
            url=column.url(row) if column.url else "",
            badges=column.badges(row) if column.badges else (),
        )
        for column in columns
    ]
    return Line(key=row_key(row) if row_key else "", cells=cells)
