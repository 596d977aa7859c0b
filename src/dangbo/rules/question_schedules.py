"""Say on which days a question that is kept is asked again by itself."""

from datetime import date
from typing import Final

from dangbo.rules.days import LAST_MONTH, add_months, full_months

MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "half": 6, "year": LAST_MONTH}


def due_after(*, first: date, every: str, day: date) -> date:
    """Return the first day due after a day; from the first one on, the same day of the month.

    Where a month has no such day it is its last, and the next one the day itself again.
    """
    if day < first:
        return first
    months = MONTHS[every]
    times = full_months(since=first, on=day) // months
    return next(
        due
        for number in range(times, times + 3)
        if (due := add_months(first, number * months)) > day
    )
