"""Say on which days offices in Vietnam are open, and count working days.

Source: the Labour codes (1994 article 73, 2012 article 115, 2019 article 112) and the yearly
announcements of the government; the days are in `sets/holidays.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from dangbo.rules.instruments import Instrument, instrument_on

DAY = timedelta(days=1)
SATURDAY = 5
NATIONAL_DAY = (9, 2)


def is_open(day: date) -> bool:
    """Say whether offices are open: an exchanged Saturday is, a holiday or its substitute is not.

    Years without a known lunar calendar have the fixed holidays only (see `known_years`).
    """
    calendar = _calendar()
    if day in calendar.worked:
        return True
    return not (day in calendar.exchanged or _is_week_end(day) or day in days_off(day.year))


def working_day_after(start: date, count: int) -> date:
    """Return the working day number `count` after `start`; `start` itself does not count."""
    if count < 1:
        raise ValueError(f"{count} is no number of working days after a day")
    day = start
    while count:
        day += DAY
        count -= is_open(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start` up to and with `end`; none when it is not later."""
    return sum(is_open(start + DAY * away) for away in range(1, (end - start).days + 1))


def known_years() -> range:
    """Return the years whose lunar holidays are known."""
    years = sorted(_calendar().new_year)
    return range(years[0], years[-1] + 1)


@cache
def days_off(year: int) -> frozenset[date]:
    """Return the public holidays of a year and the days that make up for those on week-ends."""
    calendar = _calendar()
    off = set(_solar_holidays(year))
    if year in calendar.hung_kings and _set_on(calendar.hung_kings[year]).values["hung_kings"]:
        off.add(calendar.hung_kings[year])
    tet = _tet(year)
    off.update(tet)
    for day in sorted(off - tet):
        if _is_week_end(day):
            off.add(_next_free(day, off, DAY))
    return frozenset(off)


@dataclass(frozen=True)
class _Calendar:
    """What the file lists by day and year."""

    new_year: Mapping[int, date]
    hung_kings: Mapping[int, date]
    announced: Mapping[int, frozenset[date]]
    exchanged: frozenset[date]
    worked: frozenset[date]


def _solar_holidays(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    for each in (first + DAY * away for away in range((date(year + 1, 1, 1) - first).days)):
        rule = _set_on(each).values
        if each.strftime("%m-%d") in rule["fixed"]:
            yield each
        if (each.month, each.day) == NATIONAL_DAY and rule["national_second"]:
            yield each + DAY * rule["national_second"][each.weekday()]


def _tet(year: int) -> set[date]:
    calendar = _calendar()
    if year not in calendar.new_year:
        return set()
    first, last = _set_on(calendar.new_year[year]).values["tet"]
    days = {calendar.new_year[year] + DAY * away for away in range(first, last + 1)}
    if year in calendar.announced:
        return days | calendar.announced[year]
    before = _set_on(calendar.new_year[year]).values["tet_saturday"] == "before"
    for day in sorted(days):
        if _is_week_end(day):
            back = before and day.weekday() == SATURDAY
            days.add(_next_free(day, days, -DAY if back else DAY))
    return days


def _next_free(day: date, off: set[date], step: timedelta) -> date:
    day += step
    while day in off or _is_week_end(day):
        day += step
    return day


def _is_week_end(day: date) -> bool:
    return day.weekday() in _set_on(day).values["week_end"]


def _set_on(day: date) -> Instrument:
    return instrument_on("holidays", day)


@cache
def _calendar() -> _Calendar:
    text = resources.files("dangbo.rules").joinpath("sets/holidays.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    return _Calendar(
        new_year={day.year: day for day in raw["lunar"]["new_year"]},
        hung_kings={day.year: day for day in raw["lunar"]["hung_kings"]},
        announced={each["year"]: frozenset(each["tet"]) for each in raw["announced"]},
        exchanged=frozenset(each["off"] for each in raw["swap"]),
        worked=frozenset(each["worked"] for each in raw["swap"]),
    )
