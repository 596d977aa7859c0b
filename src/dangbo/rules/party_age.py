"""Say how old a member is in the Party, less the time outside, as exactly as the days are known.

Source: `rules.md` R2.23, R2.31 to R2.34. The age counts from the day of the decision to admit, not
from the ceremony, and time outside is deducted in days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from dangbo.rules.days import (
    LAST_MONTH,
    DayRange,
    PartialDay,
    add_months,
    days_meant,
    full_months,
)
from dangbo.rules.instruments import instrument_on

NO_TIME: Final = timedelta()


class Age(NamedTuple):
    """Full years, and the full months beyond them."""

    years: int
    months: int


class AgeRange(NamedTuple):
    """The least and the most that an age can be; equal where the days are known well enough."""

    least: Age
    most: Age

    @property
    def is_exact(self) -> bool:
        """Say whether only one age is possible."""
        return self.least == self.most


@dataclass(frozen=True)
class Spell:
    """One time in the Party: the decision to admit, and the day of leaving (None: still in).

    `undone`: the exit was wrong and is undone, so the time after it is not deducted.
    """

    admitted: PartialDay
    left: PartialDay | None = None
    undone: bool = False


def counted_from(spells: Sequence[Spell]) -> DayRange:
    """Return the days from which the Party age can count, the time outside deducted.

    The spells stand in their order, and only the last may be open.
    """
    first = days_meant(spells[0].admitted)
    least = most = NO_TIME
    for spell, following in pairwise(spells):
        if spell.left is None:
            raise ValueError("a spell that is not over stands before another")
        left, back = days_meant(spell.left), days_meant(following.admitted)
        if back.last < left.first:
            raise ValueError("a spell begins before the one before it ended")
        if not spell.undone:
            least += max(back.first - left.last, NO_TIME)
            most += back.last - left.first
    return DayRange(first.first + least, first.last + most)


def age_on(*, since: date, on: date) -> Age:
    """Return the age in full years and months on a day, from an exact one; zero before it."""
    return Age(*divmod(max(full_months(since=since, on=on), 0), LAST_MONTH))


def party_age(*, since: DayRange, on: date) -> AgeRange | None:
    """Return the Party age on a day; None where it cannot have begun yet."""
    if on < since.first:
        return None
    return AgeRange(age_on(since=since.last, on=on), age_on(since=since.first, on=on))


def probation_end(*, ceremony: date) -> date | None:
    """Return the day on which probation ends; None before the Statute that we know."""
    instrument = instrument_on("party_age", ceremony)
    if ceremony < instrument.since:
        return None
    return add_months(ceremony, instrument.values["probation_months"])
