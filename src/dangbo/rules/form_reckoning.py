"""Reckon formulas of statistical forms in fractions; nothing that is met is ever raised.

Source: `rules.md` 13.2.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from dangbo.rules.form_formulas import (
    Axes,
    CellKey,
    Expression,
    Name,
    Number,
    Outcome,
    Range,
    Share,
    Sum,
)

HUNDRED: Final = 100


@dataclass(frozen=True)
class Sight:
    """What a formula sees from the place where it stands: cells and what they come to."""

    axes: Axes
    at: CellKey
    outcomes: Mapping[CellKey, Outcome]

    def worth(self, expression: Expression) -> Outcome:
        """Return what an expression comes to; nothing is ever raised for what it meets."""
        if isinstance(expression, Number):
            return Outcome(expression.value)
        if isinstance(expression, Name):
            keys = self.axes.cells(expression, self.at)
            return self._cell(keys[0]) if len(keys) == 1 else Outcome(None, "faulty")
        if isinstance(expression, Sum):
            return self._sum(expression)
        if isinstance(expression, Share):
            divided = self._joined("/", expression.part, expression.whole)
            return Outcome(HUNDRED * divided.value) if divided.value is not None else divided
        return self._joined(expression.sign, expression.left, expression.right)

    def _cell(self, key: CellKey) -> Outcome:
        found = self.outcomes.get(key, Outcome(None, "blank"))
        return Outcome(None, "rests_on", key) if found.value is None else Outcome(found.value)

    def _sum(self, expression: Sum) -> Outcome:
        total = Fraction(0)
        for each in self._summed(expression):
            if each.value is None:
                return each
            total += each.value
        return Outcome(total)

    def _summed(self, expression: Sum) -> Iterator[Outcome]:
        for term in expression.terms:
            if not isinstance(term, Name | Range):
                yield self.worth(term)
                continue
            for key in self.axes.cells(term, self.at):
                if self.outcomes.get(key, Outcome(None, "blank")).reason != "blank":
                    yield self._cell(key)

    def _joined(self, sign: str, left: Expression, right: Expression) -> Outcome:
        one, other = self.worth(left), self.worth(right)
        if one.value is None or other.value is None:
            return one if one.value is None else other
        if sign == "+":
            return Outcome(one.value + other.value)
        if sign == "-":
            return Outcome(one.value - other.value)
        if sign == "*":
            return Outcome(one.value * other.value)
        return Outcome(one.value / other.value) if other.value else Outcome(None, "divided_by_zero")
