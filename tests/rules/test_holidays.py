"""Working days agree with the moon, with what was announced, and with a count by hand."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from math import floor, pi, sin
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dangbo.rules
from dangbo.rules.holidays import (
    days_off,
    is_open,
    known_years,
    working_day_after,
    working_days_between,
)

DAY = timedelta(days=1)
SETS = Path(dangbo.rules.__file__).parent / "sets" / "holidays.toml"
RAW = tomllib.loads(SETS.read_text(encoding="utf-8"))
DAYS = st.dates(date(1995, 1, 1), date(2049, 12, 31))
# The number of the Julian day that begins at noon of the day before the ordinal 0.
JULIAN = 1721425


def new_moon(number: int) -> int:
    """Say on which Julian day, in Hanoi, a new moon falls (the series of Meeus, first edition)."""
    t = number / 1236.85
    turn = pi / 180
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * turn)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3) * turn
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3) * turn
    node = (21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3) * turn
    terms = (
        (0.1734 - 0.000393 * t, sun),
        (0.0021, 2 * sun),
        (-0.4068, moon),
        (0.0161, 2 * moon),
        (-0.0004, 3 * moon),
        (0.0104, 2 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2 * node + sun),
        (-0.0004, 2 * node - sun),
        (-0.0006, 2 * node + moon),
        (0.0010, 2 * node - moon),
        (0.0005, 2 * moon + sun),
    )
    delta = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + sum(size * sin(angle) for size, angle in terms) - delta + 0.5 + 7 / 24)


def sun_sign(julian: int) -> int:
    """Say in which twelfth of its way the sun stands at the midnight that begins a day."""
    t = (julian - 2451545.5 - 7 / 24) / 36525
    turn = pi / 180
    mean = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * turn
    away = (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(mean)
    away += (0.019993 - 0.000101 * t) * sin(2 * mean) + 0.000290 * sin(3 * mean)
    return floor((280.46645 + 36000.76983 * t + 0.0003032 * t**2 + away) % 360 / 30)


def lunar_day(year: int, month: int, day: int) -> date:
    """Find a day of the lunar year: month 11 has the solstice; a month without a term leaps."""
    first = floor((date(year - 1, 11, 15).toordinal() + JULIAN - 2415021) / 29.530588853) - 1
    moons = [new_moon(first + each) for each in range(20)]
    months = [(begin, sun_sign(begin) != sun_sign(end)) for begin, end in pairwise(moons)]
    solstices = [
        place
        for place, (begin, end) in enumerate(pairwise(moons))
        if sun_sign(begin) < 9 <= sun_sign(end) or (sun_sign(begin), sun_sign(end)) == (8, 9)
    ]
    start = solstices[0]
    leap_year = len(solstices) > 1 and solstices[1] - start == 13
    number, leapt = 11, False
    for place in range(start + 1, start + 13):
        begin, has_term = months[place]
        if leap_year and not leapt and not has_term:
            leapt = True
            continue
        number = number % 12 + 1
        if number == month:
            return date.fromordinal(begin + day - 1 - JULIAN)
    raise AssertionError(year)


def test_lunar_days_are_those_of_moon_and_sun() -> None:
    years = range(1990, 2051)

    assert known_years() == years
    assert RAW["lunar"]["new_year"] == [lunar_day(year, 1, 1) for year in years]
    assert RAW["lunar"]["hung_kings"] == [lunar_day(year, 3, 10) for year in years]


@pytest.mark.parametrize("announced", RAW["announced"], ids=lambda each: str(each["year"]))
def test_announced_days_are_those_of_the_rule(announced: dict[str, object]) -> None:
    # An independent count: five days from the eve on; Saturdays before, Sundays behind.
    new_year = next(day for day in RAW["lunar"]["new_year"] if day.year == announced["year"])
    five = {new_year + DAY * away for away in range(-1, 4)}
    off = {day for day in five if day.weekday() < 5}
    for day in sorted(five - off):
        step = -DAY if day.weekday() == 5 else DAY
        free = day
        while free in five or free in off or free.weekday() > 4:
            free += step
        off.add(free)

    assert sorted(off) == announced["tet"]


@pytest.mark.parametrize(
    ("first", "last", "closed"),
    [
        # Week days on which offices were closed, as announced year by year.
        (date(2015, 4, 27), date(2015, 5, 4), ["04-28", "04-29", "04-30", "05-01"]),
        (date(2016, 4, 28), date(2016, 5, 5), ["05-02", "05-03"]),
        (date(2017, 4, 28), date(2017, 5, 4), ["05-01", "05-02"]),
        (date(2021, 8, 30), date(2021, 9, 7), ["09-02", "09-03"]),
        (date(2022, 8, 30), date(2022, 9, 7), ["09-01", "09-02"]),
        (date(2023, 4, 27), date(2023, 5, 5), ["05-01", "05-02", "05-03"]),
        (date(2023, 8, 30), date(2023, 9, 7), ["09-01", "09-04"]),
        (date(2024, 8, 30), date(2024, 9, 6), ["09-02", "09-03"]),
        (date(2025, 8, 29), date(2025, 9, 5), ["09-01", "09-02"]),
        (date(2025, 4, 28), date(2025, 5, 6), ["04-30", "05-01", "05-02"]),
        (date(2026, 4, 23), date(2026, 5, 5), ["04-27", "04-30", "05-01"]),
        (date(2026, 8, 28), date(2026, 9, 4), ["08-31", "09-01", "09-02"]),
        (date(2026, 2, 12), date(2026, 2, 24), ["02-16", "02-17", "02-18", "02-19", "02-20"]),
        (date(2015, 2, 12), date(2015, 2, 25), [f"02-{day}" for day in (16, 17, 18, 19, 20, 23)]),
    ],
)
def test_offices_are_closed_as_announced(first: date, last: date, closed: list[str]) -> None:
    days = [first + DAY * away for away in range((last - first).days + 1)]

    found = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not is_open(day)]

    assert found == closed


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        # A working Saturday before the five-day week, and none after it.
        (date(1999, 9, 25), True),
        (date(1999, 10, 2), False),
        # 10/3 of the lunar year, before and since 2007.
        (date(2006, 4, 7), True),
        (date(2007, 4, 26), False),
        # The second day of National Day since 2021.
        (date(2020, 9, 3), True),
        (date(2021, 9, 3), False),
        # The fourth day of Tet since the code of 2012: 13 Feb 2013 still under the old one.
        (date(2013, 2, 15), True),
        (date(2014, 2, 3), False),
        # The day of culture since 2026.
        (date(2025, 11, 24), True),
        (date(2026, 11, 24), False),
        # Exchanged days, off and worked.
        (date(2018, 12, 31), False),
        (date(2019, 1, 5), True),
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
    ],
)
def test_each_set_begins_on_its_day(day: date, *, open_: bool) -> None:
    assert is_open(day) is open_


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        # Counted by hand with a calendar.
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 13), 30, date(2026, 4, 3)),
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
        (date(2024, 2, 28), 1, date(2024, 2, 29)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2025, 2, 28), 1, date(2025, 3, 3)),
        (date(2025, 1, 31), 1, date(2025, 2, 3)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2024, 12, 30), 30, date(2025, 2, 18)),
    ],
)
def test_working_day_after_at_the_borders(start: date, count: int, due: date) -> None:
    assert working_day_after(start, count) == due


@given(start=DAYS, count=st.integers(1, 70))
def test_working_day_after_is_the_one_with_that_number(start: date, count: int) -> None:
    due = working_day_after(start, count)

    assert is_open(due)
    assert working_days_between(start, due) == count
    assert working_days_between(start, due - DAY) == count - 1


@given(start=DAYS, count=st.integers(1, 40))
def test_working_day_after_adds_up(start: date, count: int) -> None:
    due = start
    for _ in range(count):
        due = working_day_after(due, 1)

    assert working_day_after(start, count) == due


@given(st.integers(1995, 2050))
def test_days_off_are_as_many_week_days_as_the_law_gives(year: int) -> None:
    # Every holiday on a week-end is made up for, so none is lost; Saturdays were worked until 1999.
    tet = 4 if year <= 2013 else 5
    wanted = 4 + tet + (year >= 2007) + (year >= 2021) + (year >= 2026)

    five_days = date(1999, 10, 2)
    found = sum(day.weekday() < (5 if day >= five_days else 6) for day in days_off(year))

    assert found == wanted


@given(start=DAYS, back=st.integers(0, 400))
def test_working_days_between_is_none_backwards(start: date, back: int) -> None:
    assert working_days_between(start, start - DAY * back) == 0


@pytest.mark.parametrize("count", [0, -1])
def test_working_day_after_wants_a_day_after(count: int) -> None:
    with pytest.raises(ValueError, match="no number of working days"):
        working_day_after(date(2026, 1, 1), count)


@pytest.mark.parametrize("year", [1989, 2051])
def test_years_without_lunar_days_have_the_fixed_holidays_only(year: int) -> None:
    off = {
        day for day in days_off(year) if (day.month, day.day) in {(1, 1), (4, 30), (5, 1), (9, 2)}
    }

    assert year not in known_years()
    assert len(off) == 4
    assert not {day for day in days_off(year) if day.month in {2, 3}}
