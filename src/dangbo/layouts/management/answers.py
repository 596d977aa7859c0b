"""Write filled forms as programs read them."""

from fractions import Fraction
from typing import Any

from dangbo.layouts.phrases import reason_words, unit_words
from dangbo.layouts.queries import Filled, FilledCell, definition_version
from dangbo.rules.form_filling import CheckOutcome, rounded
from dangbo.rules.form_layouts import Layout


def defined(layout: Layout) -> dict[str, Any]:
    """Return what a form is."""
    return {
        "code": layout.code,
        "version": layout.version,
        "name": layout.name,
        "source": layout.source,
        "confirmed": layout.confirmed,
        "period": layout.period,
        "definition": definition_version(layout),
    }


def cells(found: Filled) -> list[dict[str, Any]]:
    """Return every cell, row by row, under the titles of its row and column."""
    titles = found.layout.titles
    return [
        {
            "row": key.row,
            "column": key.column,
            "row_title": titles[key.row],
            "column_title": titles[key.column],
            **_cell(cell),
        }
        for key, cell in found.cells.items()
    ]


def checks(found: Filled) -> list[dict[str, Any]]:
    """Return every check sum at every place it is made."""
    return [_check(each) for each in found.checks]


def _cell(cell: FilledCell) -> dict[str, Any]:
    return {
        "value": number(cell.value),
        "unit": unit_words(cell.unit) or None,
        "reason": cell.reason or None,
        "remark": reason_words(cell.reason) or None,
    }


def _check(found: CheckOutcome) -> dict[str, Any]:
    return {
        "text": found.check.text or f"{found.check.left} {found.check.sign} {found.check.right}",
        "row": found.at.row or None,
        "column": found.at.column or None,
        "verdict": found.verdict,
        "left": number(found.left.value),
        "sign": found.check.sign,
        "right": number(found.right.value),
    }


def number(value: Fraction | None) -> int | float | None:
    """Return a value as it is shown: to a tenth."""
    if value is None:
        return None
    found = rounded(value)
    return int(found) if found == found.to_integral_value() else float(found)
