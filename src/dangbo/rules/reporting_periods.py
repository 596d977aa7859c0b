"""Cut a time into the months or years by which figures are shown.

Source: `rules.md` 13.1 (half a year, a year, and any time asked for).
"""

from datetime import date
from typing import Final, Literal, NamedTuple

from dangbo.rules.days import DAY, LAST_MONTH, add_months

Step = Literal["month", "year"]
MONTHS: Final = {"month": 1, "year": LAST_MONTH}


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def periods_of(*, start: date, end: date, step: Step) -> list[Period]:
    """Return the months or years from one day to another; the first and the last may be short."""
    found = []
    first = start
    while first <= end:
        month = 1 if step == "year" else first.month
        beyond = add_months(date(first.year, month, 1), MONTHS[step])
        found.append(Period(first, min(beyond - DAY, end)))
        first = beyond
    return found


def year_to(day: date) -> Period:
    """Return the days of a year up to one of them."""
    return Period(date(day.year, 1, 1), day)
