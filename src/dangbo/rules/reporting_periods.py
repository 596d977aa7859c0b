"""Cut a time into the months, quarters or years by which figures are shown.

Source: `rules.md` 13.1 (half a year, a year, and any time asked for).
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from dangbo.rules.days import DAY, LAST_MONTH, add_months

Step = Literal["month", "quarter", "year"]
MONTHS: Final[Mapping[Step, int]] = {"month": 1, "quarter": 3, "year": LAST_MONTH}


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    start: date
    end: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end


def periods_of(*, start: date, end: date, step: Step) -> list[Period]:
    """Return the periods from one day to another; the first and the last may be short."""
    found = []
    first = start
    while first <= end:
        months = MONTHS[step]
        month = (first.month - 1) // months * months + 1
        beyond = add_months(date(first.year, month, 1), months)
        found.append(Period(first, min(beyond - DAY, end)))
        first = beyond
    return found


def step_named(name: str) -> Step | None:
    """Return the step that a name is of."""
    return next((each for each in MONTHS if each == name), None)


def quarter_of(day: date) -> int:
    """Return the number of the quarter of its year that a day is in."""
    return (day.month - 1) // MONTHS["quarter"] + 1


def year_to(day: date) -> Period:
    """Return the days of a year up to one of them."""
    return Period(date(day.year, 1, 1), day)
