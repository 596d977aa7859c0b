"""Say on which days offices are open, and spread days over a time so that they fall on these."""

from datetime import date, timedelta
from typing import Final

from dangbo.rules.draws import Draws

DAY: Final = timedelta(days=1)
FRIDAY: Final = 4
# The holidays that fall on the same day every year.
HOLIDAYS: Final = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})


def is_working_day(day: date) -> bool:
    """Say whether offices are open: no weekend, and no holiday that is the same every year."""
    return day.weekday() <= FRIDAY and (day.month, day.day) not in HOLIDAYS


def spread_days(*, count: int, first: date, last: date, draws: Draws) -> list[date]:
    """Draw so many days from `first` to `last`, in order and evenly, on working days if any."""
    length = (last - first).days + 1
    days = []
    for place in range(count):
        low, high = place * length // count, (place + 1) * length // count - 1
        away = draws.between(low, max(low, high))
        days.append(_working_day(first + DAY * away, first, last))
    return sorted(days)


def _working_day(day: date, first: date, last: date) -> date:
    later = day
    while not is_working_day(later) and later < last:
        later += DAY
    if is_working_day(later):
        return later
    earlier = day
    while not is_working_day(earlier) and earlier > first:
        earlier -= DAY
    return earlier if is_working_day(earlier) else day
