"""Put the check sums of a filled form into words: those that fail first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.layouts.phrases.cells import reason_words
from dangbo.rules.form_filling import CheckOutcome, rounded
from dangbo.rules.form_formulas import Outcome
from dangbo.rules.form_layouts import Layout

ORDER: Final = ("fails", "unknown", "holds")


@dataclass(frozen=True)
class CheckRow:
    """A check sum at one place, in words."""

    text: str
    where: str
    verdict: str
    left: str
    sign: str
    right: str
    difference: str


def check_rows(layout: Layout, found: Iterable[CheckOutcome]) -> list[CheckRow]:
    """Return the check sums, those that fail first."""
    ordered = sorted(found, key=lambda each: ORDER.index(each.verdict))
    return [_row(layout, each) for each in ordered]


def _row(layout: Layout, found: CheckOutcome) -> CheckRow:
    left, right = found.left.value, found.right.value
    away = ""
    if left is not None and right is not None and found.verdict == "fails":
        away = format_number(rounded(left - right))
    return CheckRow(
        found.check.text or f"{found.check.left} {found.check.sign} {found.check.right}",
        _where(layout, found),
        found.verdict,
        _side(found.left),
        found.check.sign,
        _side(found.right),
        away,
    )


def _where(layout: Layout, found: CheckOutcome) -> str:
    names = [layout.titles[key] for key in found.at if key]
    return ", ".join(names) or _("cả biểu")


def _side(side: Outcome) -> str:
    if side.value is None:
        return reason_words(side.reason)
    return format_number(rounded(side.value))
