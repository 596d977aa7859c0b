"""Count members of organisations from columns, where the register is large enough for them."""

from dangbo.columns.queries.answering import OneDay, counts_on, counts_over_days
from dangbo.columns.queries.holding import is_large
from dangbo.columns.queries.measures import Measure, measure_of, measures, register_measure

__all__ = [
    "Measure",
    "OneDay",
    "counts_on",
    "counts_over_days",
    "is_large",
    "measure_of",
    "measures",
    "register_measure",
]
