"""Keep how exactly a day is known beside the first day it can mean.

Source: architecture 4 (historic dates carry a precision; nothing shows a day nobody stated).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LAST_MONTH = 12
DAY = timedelta(days=1)


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


@dataclass(frozen=True)
class DayRange:
    """Days from the first to the last, both included; from `date.min`: however early."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def days_meant(partial: PartialDay) -> DayRange:
    """Return the days that a statement can mean."""
    return DayRange(partial.first, last_day(partial))


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


def add_months(day: date, months: int) -> date:
    """Return the same day so many months on; the last of the month where it has no such day.

    Source: Civil Code 2015, article 148 (how a period in months or years ends).
    """
    years, month = divmod(day.month - 1 + months, LAST_MONTH)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, last_of_month(first.year, first.month).day))


def full_months(*, since: date, on: date) -> int:
    """Return how many months are full on a day; below zero for a day before."""
    months = (on.year - since.year) * LAST_MONTH + on.month - since.month
    return months if add_months(since, months) <= on else months - 1


def latest_start(*, months: int, on: date) -> date:
    """Return the last day from which so many months are full on a day."""
    years, month = divmod(on.month - 1 - months, LAST_MONTH)
    year = on.year + years
    if year < date.min.year:
        return date.min
    last = last_of_month(year, month + 1)
    is_end = on == last_of_month(on.year, on.month)
    return last if is_end else last.replace(day=min(on.day, last.day))


def _first_of(day: date, precision: Precision) -> date:
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision is Precision.MONTH else day
