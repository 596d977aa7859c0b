"""Read the layout of a form out of what the editor sends, and lay it out for the editor."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.base.vietnamese.fold import nfc
from dangbo.layouts.forms.names import Names
from dangbo.layouts.phrases import fault_words, said_by
from dangbo.rules.form_edits import Axis
from dangbo.rules.form_faults import Fault
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import (
    MOST_COLUMNS,
    MOST_INDENT,
    MOST_ROWS,
    SPANS,
    TIMES,
    Blank,
    Check,
    Column,
    Content,
    Figure,
    Formula,
    Layout,
    Row,
    Typed,
)

LONGEST: Final = 300
MOST_CELLS: Final = 400
PARTS: Final = ("part1", "part2")
Sent = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """A row, a column or a cell as the editor shows it."""

    axis: str
    at: int
    key: str
    column: str
    title: str
    title_en: str
    below: bool
    indent: int
    kind: str
    indicator: str
    parts: Sequence[str]
    time: str
    words: str
    says: str
    faults: Sequence[str]
    open: bool
    touched: bool

    @property
    def name(self) -> str:
        """Return how the fields of the item begin."""
        return f"{self.axis}-{self.at}"


@dataclass(frozen=True)
class CheckItem:
    """A check sum as the editor shows it."""

    at: int
    check: Check
    faults: Sequence[str]
    open: bool

    @property
    def name(self) -> str:
        """Return how the fields of the check begin."""
        return f"checks-{self.at}"


# Reading


def read_layout(sent: Sent, *, code: str, names: Names) -> Layout:
    """Return the form that the editor sends; what no choice offers stays to be found faulty."""
    period = str(sent.get("period", ""))
    return Layout(
        code=code,
        version=0,
        name=_text(sent, "name"),
        source=_text(sent, "source"),
        period=next((each for each in SPANS if each == period), "half_year"),
        rows=tuple(
            Row(
                _text(sent, f"{at}-key"),
                _text(sent, f"{at}-title"),
                _indent(sent, at),
                said,
                **_more(sent, at),
            )
            for at, said in _said(sent, "rows", MOST_ROWS + 1, names)
        ),
        columns=tuple(
            Column(_text(sent, f"{at}-key"), _text(sent, f"{at}-title"), said, **_more(sent, at))
            for at, said in _said(sent, "columns", MOST_COLUMNS + 1, names)
        ),
        cells={
            CellKey(_text(sent, f"{at}-key"), _text(sent, f"{at}-column")): said
            for at, said in _said(sent, "cells", MOST_CELLS, names)
        },
        checks=tuple(_checks(sent)),
        name_en=_text(sent, "name_en"),
    )


def _more(sent: Sent, at: str) -> dict[str, Any]:
    below = bool(sent.get(f"{at}-below"))
    return {"title_en": _text(sent, f"{at}-title_en"), "below": below}


def _said(sent: Sent, axis: str, most: int, names: Names) -> Iterator[tuple[str, Content]]:
    for at in range(most):
        name = f"{axis}-{at}"
        if f"{name}-key" not in sent:
            return
        yield name, _content(sent, name, names)


def _content(sent: Sent, at: str, names: Names) -> Content:
    kind, words = sent.get(f"{at}-kind", ""), _text(sent, f"{at}-words")
    if kind == "formula":
        return Formula(words)
    if kind == "typed":
        return Typed(words)
    if kind == "blank":
        return Blank()
    parts = (names.part_of(_text(sent, f"{at}-{part}")) for part in PARTS)
    time = str(sent.get(f"{at}-time", ""))
    return Figure(
        names.code_of(_text(sent, f"{at}-indicator")),
        tuple(sorted(part for part in parts if part)),
        next((each for each in TIMES if each == time), ""),
    )


def _checks(sent: Sent) -> Iterator[Check]:
    at = 0
    while f"checks-{at}-left" in sent:
        sign: Any = _text(sent, f"checks-{at}-sign")
        left, right = (_text(sent, f"checks-{at}-{side}") for side in ("left", "right"))
        words = (_text(sent, f"checks-{at}-{text}") for text in ("text", "text_en"))
        yield Check(left, sign or "=", right, *words)
        at += 1


def _text(sent: Sent, name: str) -> str:
    return nfc(" ".join(str(sent.get(name, "")).replace("\x00", "").split()))[:LONGEST]


def _indent(sent: Sent, at: str) -> int:
    text = str(sent.get(f"{at}-indent", ""))
    return int(text) if text in {str(each) for each in range(MOST_INDENT + 1)} else 0


# Showing


@dataclass(frozen=True)
class Shown:
    """What an editor is drawn from: the form, what is wrong with it, what was just touched."""

    layout: Layout
    faults: Sequence[Fault]
    names: Names
    on: date
    touched: str = ""

    def items(self, axis: Axis) -> list[Item]:
        """Return the rows, the columns, or the cells that say something of their own."""
        layout = self.layout
        if axis == "rows":
            return [
                self._item(axis, at, CellKey(each.key, ""), each.content, each)
                for at, each in enumerate(layout.rows)
            ]
        if axis == "columns":
            return [
                self._item(axis, at, CellKey("", each.key), each.content, each)
                for at, each in enumerate(layout.columns)
            ]
        titles = layout.titles
        return [
            self._item(
                axis, at, key, content, Column("", ", ".join(titles.get(one, one) for one in key))
            )
            for at, (key, content) in enumerate(layout.cells.items())
        ]

    def checks(self) -> list[CheckItem]:
        """Return the check sums."""
        found = []
        for at, check in enumerate(self.layout.checks):
            wrong = [fault_words(each) for each in self.faults if each.check == at]
            shown = bool(wrong) or self.touched == f"checks-{at}"
            found.append(CheckItem(at, check, wrong, shown))
        return found

    def _item(
        self, axis: Axis, at: int, key: CellKey, content: Content, named: Row | Column
    ) -> Item:
        found = (fault_words(each) for each in self.faults if self._is_of(each, axis, key))
        wrong = list(dict.fromkeys(found))
        figure = content if isinstance(content, Figure) else Figure()
        parts = [self.names.words_of(part) for part in figure.parts]
        return Item(
            axis=axis,
            at=at,
            key=key.row or key.column,
            column=key.column,
            title=named.title,
            title_en=named.title_en,
            below=named.below,
            indent=named.indent if isinstance(named, Row) else 0,
            kind=_kind(content),
            indicator=self.names.name_of(figure.indicator),
            parts=[*parts, *[""] * (len(PARTS) - len(parts))],
            time=figure.time,
            words=_words(content),
            says=said_by(content, self.names.indicators, self.on),
            faults=wrong,
            open=bool(wrong) or self.touched == f"{axis}-{at}",
            touched=self.touched == f"{axis}-{at}",
        )

    def _is_of(self, fault: Fault, axis: Axis, key: CellKey) -> bool:
        """Say whether a fault is told at an item; those of plain cells are told at their row."""
        if fault.check is not None:
            return False
        if axis == "rows":
            own = fault.row == key.row
            return own and CellKey(fault.row, fault.column) not in self.layout.cells
        return (fault.row, fault.column) == tuple(key)


def _kind(content: Content) -> str:
    if isinstance(content, Formula):
        return "formula"
    if isinstance(content, Typed):
        return "typed"
    return "blank" if isinstance(content, Blank) else "figure"


def _words(content: Content) -> str:
    if isinstance(content, Formula):
        return content.text
    return content.unit if isinstance(content, Typed) else ""
