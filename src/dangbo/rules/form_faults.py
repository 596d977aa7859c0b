"""Name everything that is wrong with the layout of a form, at the row, column or cell where it is.

Source: `rules.md` 13.1, 13.2.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dangbo.rules.form_formulas import (
    CellKey,
    FormulaError,
    Name,
    UnknownNameError,
    names_in,
    parsed,
)
from dangbo.rules.form_layouts import (
    MOST_CHECKS,
    MOST_COLUMNS,
    MOST_INDENT,
    MOST_ROWS,
    SIGNS,
    Blank,
    Check,
    Column,
    Content,
    Figure,
    Formula,
    Layout,
    Row,
    contents,
)
from dangbo.rules.form_loops import dependencies, loops
from dangbo.rules.indicators import Indicator

KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
MOST_WAYS: Final = 2
Codes = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (a row, a column, both, a check by number), and with what."""

    code: str
    row: str = ""
    column: str = ""
    check: int | None = None
    names: tuple[str, ...] = ()


def faults(
    layout: Layout, indicators: Mapping[str, Indicator], codes: Codes | None = None
) -> list[Fault]:
    """Return all that is wrong; `codes` are those that a dimension has, where they are known."""
    found = [*_of_the_whole(layout), *_of_keys(layout), *_of_places(layout)]
    for at, content in _said(layout):
        found += _of_formula(layout, at, content)
        if isinstance(content, Figure) and content.indicator not in {"", *indicators}:
            found.append(Fault("unknown_indicator", *at, names=(content.indicator,)))
    for at, content in contents(layout).items():
        if isinstance(content, Figure):
            found += _of_figure(layout, at, content, indicators, codes or {})
    found += _of_references(layout)
    found += _of_followings(layout)
    for number, check in enumerate(layout.checks):
        found += _of_check(layout, number, check)
    return list(dict.fromkeys(found))


def _of_followings(layout: Layout) -> Iterator[Fault]:
    """Yield what is wrong with rows and columns that stand for each organisation below."""
    rows = [each.key for each in layout.rows if each.below]
    columns = [each.key for each in layout.columns if each.below]
    if rows:
        yield from (Fault("follows_twice", column=key, names=(rows[0],)) for key in columns)


def _of_the_whole(layout: Layout) -> Iterator[Fault]:
    given = (
        ("no_name", not layout.name.strip()),
        ("no_rows", not layout.rows),
        ("no_columns", not layout.columns),
        ("too_many_rows", len(layout.rows) > MOST_ROWS),
        ("too_many_columns", len(layout.columns) > MOST_COLUMNS),
        ("too_many_checks", len(layout.checks) > MOST_CHECKS),
    )
    yield from (Fault(code) for code, is_so in given if is_so)


def _of_keys(layout: Layout) -> Iterator[Fault]:
    """Yield what is wrong with keys: those of rows and of columns are told apart by themselves."""
    axes = layout.axes
    times = Counter([*axes.rows, *axes.columns])
    places: list[tuple[Row | Column, CellKey]] = [
        *((each, CellKey(each.key, "")) for each in layout.rows),
        *((each, CellKey("", each.key)) for each in layout.columns),
    ]
    for each, at in places:
        if not KEY.fullmatch(each.key):
            yield Fault("bad_key", *at, names=(each.key,))
        if times[each.key] > 1:
            yield Fault("twice", *at, names=(each.key,))
        if not each.title.strip():
            yield Fault("no_title", *at)


def _of_places(layout: Layout) -> Iterator[Fault]:
    for each in layout.rows:
        if not 0 <= each.indent <= MOST_INDENT:
            yield Fault("bad_indent", each.key)
    for key in layout.cells:
        if key.row not in layout.axes.rows or key.column not in layout.axes.columns:
            yield Fault("no_such_cell", *key)


def _said(layout: Layout) -> Iterator[tuple[CellKey, Content]]:
    """Yield what rows, columns and cells say, each where it is said."""
    yield from ((CellKey(each.key, ""), each.content) for each in layout.rows)
    yield from ((CellKey("", each.key), each.content) for each in layout.columns)
    yield from layout.cells.items()


def _of_formula(layout: Layout, at: CellKey, content: Content) -> Iterator[Fault]:
    if not isinstance(content, Formula):
        return
    for fault in _of_text(layout, content.text, at):
        yield Fault(fault.code, *at, names=fault.names)


def _of_text(layout: Layout, text: str, at: CellKey) -> Iterator[Fault]:
    try:
        expression = parsed(text)
    except FormulaError as error:
        yield Fault("unreadable", names=(text, error.word))
        return
    following = {each.key for each in layout.lines if each.below}
    for name, summed in names_in(expression):
        try:
            layout.axes.cells(name, at)
        except UnknownNameError as error:
            yield Fault("unknown_name", names=(error.name,))
        if not summed and isinstance(name, Name) and following & {name.key, name.column}:
            yield Fault("follows_alone", names=(str(name),))


def _of_figure(
    layout: Layout,
    at: CellKey,
    figure: Figure,
    indicators: Mapping[str, Indicator],
    codes: Codes,
) -> Iterator[Fault]:
    if not figure.indicator:
        yield Fault("says_nothing", *at)
    yield from _of_two(layout, at)
    definition = indicators.get(figure.indicator)
    if definition is not None:
        yield from _of_parts(at, figure, definition, codes)
        yield from _of_time(layout, at, figure, definition)


def _of_parts(at: CellKey, figure: Figure, definition: Indicator, codes: Codes) -> Iterator[Fault]:
    ways = [way for way, _code in figure.parts]
    if len(ways) != len(set(ways)) or len(ways) > MOST_WAYS:
        yield Fault("too_many_ways", *at, names=tuple(ways))
    for way, code in figure.parts:
        if way not in definition.by or way == "org":
            yield Fault("wrong_way", *at, names=(way, figure.indicator))
        elif code and way in codes and code not in codes[way]:
            yield Fault("unknown_part", *at, names=(way, code))


def _of_time(layout: Layout, at: CellKey, figure: Figure, definition: Indicator) -> Iterator[Fault]:
    flows = definition.time == "period"
    if figure.time and (figure.time == "period") != flows:
        yield Fault("wrong_time", *at, names=(figure.time, figure.indicator))
    elif layout.period == "day" and (flows or figure.time == "opening"):
        yield Fault("no_period", *at, names=(figure.indicator,))


def _of_two(layout: Layout, at: CellKey) -> Iterator[Fault]:
    """Yield where row and column say what cannot be together."""
    if at in layout.cells:
        return
    row = next(each.content for each in layout.rows if each.key == at.row)
    column = next(each.content for each in layout.columns if each.key == at.column)
    if not isinstance(row, Figure) or not isinstance(column, Figure):
        return
    if row.indicator and column.indicator and row.indicator != column.indicator:
        yield Fault("two_indicators", *at, names=(row.indicator, column.indicator))
    if row.time and column.time and row.time != column.time:
        yield Fault("two_times", *at, names=(row.time, column.time))


def _of_references(layout: Layout) -> Iterator[Fault]:
    """Yield formulas that rest on themselves, or on cells in which nothing stands."""
    given = contents(layout)
    wanted = dependencies(layout)
    for loop in loops(wanted):
        path = tuple(f"{key.row}.{key.column}" for key in (*loop, loop[0]))
        yield Fault("loop", *loop[0], names=path)
    for at, keys in dependencies(layout, summed=False).items():
        for key in keys:
            if isinstance(given.get(key), Blank):
                yield Fault("rests_on_blank", *at, names=(f"{key.row}.{key.column}",))


def _of_check(layout: Layout, number: int, check: Check) -> Iterator[Fault]:
    if check.sign not in SIGNS:
        yield Fault("unknown_sign", check=number, names=(check.sign,))
    for text in (check.left, check.right):
        for fault in _of_text(layout, text, CellKey("", "")):
            yield Fault(fault.code, check=number, names=fault.names)
