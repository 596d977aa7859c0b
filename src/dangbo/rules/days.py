"""Keep how exactly a day is known beside the first day it can mean.

Source: architecture 4 (historic dates carry a precision; nothing shows a day nobody stated).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST_MONTH = 12


class Precision(StrEnum):
    """How exactly a day is stated; inferred means by the context, in words of its own."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INFERRED = "inferred"


@dataclass(frozen=True)
class PartialDay:
    """The first day a statement can mean, how exactly it says so, and its words as printed."""

    first: date
    precision: Precision
    text: str = ""

    def __post_init__(self) -> None:
        if self.first != _first_of(self.first, self.precision):
            raise ValueError(f"{self.first} is not the first day of its {self.precision}")
        if self.precision is Precision.INFERRED and not self.text:
            raise ValueError("an inferred day needs the words it was inferred from")


def last_day(partial: PartialDay) -> date:
    """Return the last day that a statement can mean; an inferred one means the day inferred."""
    first = partial.first
    if partial.precision is Precision.YEAR:
        return date(first.year, LAST_MONTH, 31)
    if partial.precision is Precision.MONTH:
        return last_of_month(first.year, first.month)
    return first


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    if month == LAST_MONTH:
        return date(year, month, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _first_of(day: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision is Precision.MONTH else day
