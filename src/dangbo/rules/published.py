"""Judge whether a value agrees with a published figure that says about, over or nearly.

Source: architecture 10 (published figures have an operator; an inequality is met by any value that
satisfies it). The margins of "about" and "nearly" are our reading: no instrument states them.
"""

from decimal import Decimal
from enum import StrEnum

ABOUT_WITHIN = Decimal("0.05")
NEARLY_WITHIN = Decimal("0.10")


class Operator(StrEnum):
    """How a published figure stands to the value it speaks of."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


def satisfies(
    operator: Operator,
    stated: Decimal,
    value: Decimal,
    *,
    about_within: Decimal = ABOUT_WITHIN,
    nearly_within: Decimal = NEARLY_WITHIN,
) -> bool:
    """Say whether `value` may be what a source meant by `operator` and the figure `stated`.

    The margins are shares of the figure stated, themselves included.
    """
    return {
        Operator.EXACT: value == stated,
        Operator.ABOUT: abs(value - stated) <= abs(stated) * about_within,
        Operator.OVER: value > stated,
        Operator.NEARLY: 0 < stated - value <= abs(stated) * nearly_within,
        Operator.AT_LEAST: value >= stated,
        Operator.AT_MOST: value <= stated,
    }[operator]
