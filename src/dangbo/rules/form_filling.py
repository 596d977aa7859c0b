"""Fill a form: reckon its formulas from the values given, and say whether its check sums hold.

Source: `rules.md` 13.2 (the balance must hold; a report does not close when it does not).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from dangbo.rules.form_formulas import (
    Axes,
    CellKey,
    FormulaError,
    Name,
    Outcome,
    Share,
    UnknownNameError,
    names_in,
    parsed,
)
from dangbo.rules.form_layouts import (
    Blank,
    Check,
    Figure,
    Formula,
    Layout,
    Typed,
    contents,
)
from dangbo.rules.form_loops import dependencies, in_order, named
from dangbo.rules.form_reckoning import Sight
from dangbo.rules.indicators import Indicator

CheckVerdict = Literal["holds", "fails", "unknown"]
TENTHS: Final = 10
PER_CENT: Final = "phan_tram"
BLANK: Final = Outcome(None, "blank")


@dataclass(frozen=True)
class CheckOutcome:
    """Whether a check sum holds in a row or a column, and what its two sides come to.

    `at` is the column (or row) that it was checked in; two blanks: it names its cells outright.
    """

    number: int
    check: Check
    at: CellKey
    verdict: CheckVerdict
    left: Outcome
    right: Outcome


def evaluate(layout: Layout, given: Mapping[CellKey, Outcome]) -> dict[CellKey, Outcome]:
    """Return what every cell comes to; `given` are the figures and what was typed."""
    said = contents(layout)
    found: dict[CellKey, Outcome] = {}
    for key, content in said.items():
        if isinstance(content, Blank):
            found[key] = BLANK
        elif isinstance(content, Formula):
            found[key] = Outcome(None, "loop")
        else:
            found[key] = given.get(key, Outcome(None, "not_typed"))
    for key in in_order(dependencies(layout)):
        content = said[key]
        if isinstance(content, Formula):
            found[key] = _worth(layout, content.text, key, found)
    return {key: found[key] for key in said}


def _worth(layout: Layout, text: str, at: CellKey, outcomes: Mapping[CellKey, Outcome]) -> Outcome:
    try:
        return Sight(layout.axes, at, outcomes).worth(parsed(text))
    except (FormulaError, UnknownNameError):
        return Outcome(None, "faulty")


def checked(layout: Layout, outcomes: Mapping[CellKey, Outcome]) -> list[CheckOutcome]:
    """Return the check sums, each in every column or row that it is meant for."""
    return [
        _compared(layout, number, check, at, outcomes)
        for number, check in enumerate(layout.checks)
        for at in _places(layout, check)
        if not _on_blank(layout, check, at, outcomes)
    ]


def _places(layout: Layout, check: Check) -> list[CellKey]:
    axes = layout.axes
    alone = set(_keys_alone(check, axes))
    by_row = alone & set(axes.columns)
    if alone & set(axes.rows):
        rows = axes.rows if by_row else ("",)
        return [CellKey(row, column) for row in rows for column in axes.columns]
    return [CellKey(row, "") for row in axes.rows] if by_row else [CellKey("", "")]


def _keys_alone(check: Check, axes: Axes) -> Iterator[str]:
    """Yield the keys by which a check names rows or columns alone."""
    for text in (check.left, check.right):
        try:
            names = [name for name, _summed in names_in(parsed(text))]
        except FormulaError:
            continue
        for name in names:
            if not isinstance(name, Name):
                yield from axes.keys_of(name.first)
                yield from axes.keys_of(name.last)
            elif not name.column:
                yield from axes.keys_of(name.key)


def _on_blank(
    layout: Layout, check: Check, at: CellKey, outcomes: Mapping[CellKey, Outcome]
) -> bool:
    """Say whether a check meets a cell in which nothing stands, so that it is not meant there."""
    for text in (check.left, check.right):
        try:
            names = [name for name, summed in names_in(parsed(text)) if not summed]
            keys = [key for name in names for key in layout.axes.cells(name, at)]
        except (FormulaError, UnknownNameError):
            continue
        if any(outcomes.get(key, BLANK).reason == "blank" for key in keys):
            return True
    return False


def _compared(
    layout: Layout,
    number: int,
    check: Check,
    at: CellKey,
    outcomes: Mapping[CellKey, Outcome],
) -> CheckOutcome:
    left, right = (_worth(layout, text, at, outcomes) for text in (check.left, check.right))
    verdict: CheckVerdict = "unknown"
    if left.value is not None and right.value is not None:
        verdict = "holds" if compares(left.value, check.sign, right.value) else "fails"
    return CheckOutcome(number, check, at, verdict, left, right)


def compares(left: Fraction, sign: str, right: Fraction) -> bool:
    """Say whether two numbers compare as a sign says."""
    return {
        "=": left == right,
        "<=": left <= right,
        ">=": left >= right,
        "<": left < right,
        ">": left > right,
    }[sign]


def rounded(value: Fraction) -> Decimal:
    """Return a value to a tenth, a half up (away from nought), as it is shown and printed."""
    tenths, whole = abs(value.numerator) * TENTHS, value.denominator
    found = Decimal((2 * tenths + whole) // (2 * whole)) / TENTHS
    found = found.quantize(Decimal(1)) if found == found.to_integral_value() else found
    return -found if value < 0 else found


def unit_of(layout: Layout, key: CellKey, indicators: Mapping[str, Indicator]) -> str:
    """Return in what a cell is counted: a formula in what the first cell that it names is."""
    said = contents(layout)
    seen: set[CellKey] = set()
    while key not in seen:
        seen.add(key)
        content = said.get(key, Blank())
        if isinstance(content, Figure):
            definition = indicators.get(content.indicator)
            return definition.unit if definition else ""
        if isinstance(content, Typed):
            return content.unit
        if isinstance(content, Blank):
            return ""
        if _is_share(content.text):
            return PER_CENT
        key = next(iter(named(layout, content.text, key)), key)
    return ""


def _is_share(text: str) -> bool:
    try:
        return isinstance(parsed(text), Share)
    except FormulaError:
        return False
