"""Draw how old members are, how many are women, and how long each stays.

Source: architecture 4 (invented data). Ages and rates are our reading of what is believable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from dangbo.rules.days import add_months
from dangbo.rules.draws import Draws

YEAR: Final = 365
MONTHS: Final = 12
OLDEST: Final = {False: 60, True: 55}
FULL_AGE: Final = 20
PARTY_BEGAN: Final = date(1931, 1, 1)
# Women among newcomers, in hundredths.
WOMEN: Final = ((1964, 16), (1985, 28), (2005, 38), (2024, 47))
# Ten thousandths a year, in the order in which they are tried; deaths of those over fifty apart.
OLDER: Final = 50
DEATHS: Final = (20, 55)
WAYS: Final = (("move_out", 130), ("strike_off", 9), ("resign", 4), ("expel", 3))
# One in so many is exempt from activity for the last time before retiring.
EXEMPT: Final = 40
LAST_TIME: Final = 500


@dataclass(frozen=True)
class Fate:
    """How and when a member leaves, and from when he or she is exempt before that."""

    on: date
    how: str
    exempt_from: date | None = None


def drawn_woman(year: int, draws: Draws) -> bool:
    """Draw whether one who comes in a year is a woman."""
    return draws.below(100) < share_in(WOMEN, year)


def share_in(points: Sequence[tuple[int, int]], year: int) -> int:
    """Return a share in a year: as stated for one, between two years in proportion."""
    if year <= points[0][0]:
        return points[0][1]
    for (first, low), (last, high) in pairwise(points):
        if year <= last:
            return low + (high - low) * (year - first) // (last - first)
    return points[-1][1]


def born_before(on: date, *, least: int, spread: int, draws: Draws) -> date:
    """Draw a birth that makes one `least` years old on a day, or up to `spread` years older."""
    age = least + draws.below(spread // 2 + 1) + draws.below(spread - spread // 2 + 1)
    return add_months(on, -MONTHS * age) - timedelta(days=draws.below(YEAR))


def admitted_before(birth: date, *, came: date, latest: date, draws: Draws) -> date:
    """Draw the day on which one who comes as an official member was admitted."""
    earliest = max(add_months(birth, MONTHS * FULL_AGE), PARTY_BEGAN)
    last = min(latest, came - timedelta(days=2 * YEAR), add_months(birth, MONTHS * (FULL_AGE + 16)))
    if last <= earliest:
        return min(earliest, last)
    return earliest + timedelta(days=draws.below((last - earliest).days + 1))


def drawn_fate(*, birth: date, woman: bool, came: date, draws: Draws) -> Fate:
    """Draw how and when one who came on a day leaves; not within the first two years."""
    retires = add_months(birth, MONTHS * OLDEST[woman]) + timedelta(days=draws.below(LAST_TIME))
    retires = max(retires, came + timedelta(days=2 * YEAR + draws.below(YEAR)))
    day = came + timedelta(days=2 * YEAR)
    while day < retires:
        age = (day - birth).days // YEAR
        ways = (("die", DEATHS[age >= OLDER]), *WAYS)
        draw = draws.below(10_000)
        for how, share in ways:
            if draw < share:
                return Fate(min(retires, day + timedelta(days=draws.below(YEAR))), how)
            draw -= share
        day += timedelta(days=YEAR)
    if draws.below(EXEMPT):
        return Fate(retires, "move_out")
    return Fate(retires, "move_out", retires - timedelta(days=30 + draws.below(LAST_TIME)))
