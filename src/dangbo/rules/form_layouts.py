"""Say what a statistical form is: rows, columns, what stands in each cell, and its check sums.

Source: `rules.md` 13.1 (form layouts are configuration: rows, columns, filters and formulas).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from dangbo.rules.form_formulas import Axes, CellKey

Time = Literal["", "closing", "opening", "period"]
TimeSpan = Literal["half_year", "year", "quarter", "term", "set", "day"]
Compared = Literal["=", "<=", ">=", "<", ">"]
SIGNS: Final[tuple[Compared, ...]] = ("=", "<=", ">=", "<", ">")
TIMES: Final[tuple[Time, ...]] = ("closing", "opening", "period")
SPANS: Final[tuple[TimeSpan, ...]] = ("half_year", "year", "quarter", "term", "set", "day")
MOST_ROWS: Final = 200
MOST_COLUMNS: Final = 40
MOST_CHECKS: Final = 100
MOST_INDENT: Final = 5


@dataclass(frozen=True)
class Figure:
    """An indicator, or part of one by dimension and code, and of which time.

    A row or a column may say a part of this; a cell is what its row and its column say together.
    Without a time: the closing day, or the period where the indicator flows.
    """

    indicator: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    time: Time = ""


@dataclass(frozen=True)
class Formula:
    """A cell reckoned from others (`form_formulas`)."""

    text: str


@dataclass(frozen=True)
class Typed:
    """A cell that is filled in by hand, in some unit."""

    unit: str = ""


@dataclass(frozen=True)
class Blank:
    """A cell in which nothing stands."""


Content = Figure | Formula | Typed | Blank


@dataclass(frozen=True)
class Row:
    """A row: its key, its title, how far it is indented, and what it says of its cells.

    `below`: it stands for a row of each organisation directly below (`form_followings`); one of
    those has the `org` and the key of the row that it `follows`.
    """

    key: str
    title: str
    indent: int = 0
    content: Content = field(default_factory=Figure)
    title_en: str = ""
    below: bool = False
    org: int | None = None
    follows: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its key, its title, and what it says of its cells; it may follow as a row may."""

    key: str
    title: str
    content: Content = field(default_factory=Figure)
    title_en: str = ""
    below: bool = False
    org: int | None = None
    follows: str = ""


@dataclass(frozen=True)
class Check:
    """Two formulas that must compare as the sign says; `text` says it in words.

    Where they name rows alone it is checked in every column, where columns alone in every row.
    """

    left: str
    sign: Compared
    right: str
    text: str = ""
    text_en: str = ""


@dataclass(frozen=True)
class Layout:
    """A form: `cells` are those that say something else than their row and column together.

    `confirmed`: the office found it to be the official layout.
    """

    code: str
    version: int
    name: str
    source: str = ""
    confirmed: bool = False
    period: TimeSpan = "half_year"
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: Mapping[CellKey, Content] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    name_en: str = ""

    @property
    def lines(self) -> tuple[Row | Column, ...]:
        """Return its rows and columns."""
        return (*self.rows, *self.columns)

    @cached_property
    def axes(self) -> Axes:
        """Return the keys of its rows and columns, and those that stand for several."""
        rows = tuple(each.key for each in self.rows)
        followed: dict[str, tuple[str, ...]] = {}
        for each in self.lines:
            if each.follows:
                followed[each.follows] = (*followed.get(each.follows, ()), each.key)
        return Axes(rows, tuple(each.key for each in self.columns), followed)

    @cached_property
    def orgs(self) -> Mapping[str, int]:
        """Return the organisations of the rows and columns that are of one, by their keys."""
        return {each.key: each.org for each in self.lines if each.org is not None}

    def org_of(self, key: CellKey) -> int | None:
        """Return the organisation directly below that a cell is about; None: the whole."""
        return self.orgs.get(key.row, self.orgs.get(key.column))

    @cached_property
    def said(self) -> Mapping[CellKey, Content]:
        """Return what stands in each cell, row by row."""
        return {
            key: self.cells.get(key) or together(row.content, column.content)
            for row in self.rows
            for column in self.columns
            for key in [CellKey(row.key, column.key)]
        }

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Return the titles of its rows and columns by their keys."""
        rows = {each.key: each.title for each in self.rows}
        return rows | {each.key: each.title for each in self.columns}


def in_english(layout: Layout) -> Layout:
    """Return the same form with its English names, where it has them."""
    return replace(
        layout,
        name=layout.name_en or layout.name,
        rows=tuple(replace(each, title=each.title_en or each.title) for each in layout.rows),
        columns=tuple(replace(each, title=each.title_en or each.title) for each in layout.columns),
        checks=tuple(replace(each, text=each.text_en or each.text) for each in layout.checks),
    )


def contents(layout: Layout) -> Mapping[CellKey, Content]:
    """Return what stands in each cell, row by row."""
    return layout.said


def together(row: Content, column: Content) -> Content:
    """Return what a row and a column say together.

    What is blank stays blank; of two formulas that of the column holds, so that a share of totals
    is no total of shares; a formula holds before what is typed, and that before a figure.
    """
    if isinstance(row, Blank) or isinstance(column, Blank):
        return Blank()
    for kind in (Formula, Typed):
        for each in (column, row):
            if isinstance(each, kind):
                return each
    if isinstance(row, Figure) and isinstance(column, Figure):
        return Figure(
            row.indicator or column.indicator,
            tuple(sorted({*row.parts, *column.parts})),
            row.time or column.time,
        )
    return Blank()


def indicators_of(layout: Layout) -> list[str]:
    """Return the codes of the indicators that a form asks for, by code."""
    return sorted({each.indicator for each in figures(layout) if each.indicator})


def figures(layout: Layout) -> Iterator[Figure]:
    """Yield the figures of a form, a cell each."""
    return (each for each in contents(layout).values() if isinstance(each, Figure))


def renumbered(layout: Layout, version: int, *, confirmed: bool = False) -> Layout:
    """Return the same form as another version."""
    return replace(layout, version=version, confirmed=confirmed)
