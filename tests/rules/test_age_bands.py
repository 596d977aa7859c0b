"""Prove the bands of age against counting each birthday."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.age_bands import average_age, band_days, bands_on, full_years, youth_band

births = st.dates(date(1925, 1, 1), date(2026, 12, 31))
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def birthdays(birth: date, on: date) -> int:
    """Count birthdays; that of 29 February in a common year is 28 February."""
    count = 0
    for year in range(birth.year + 1, on.year + 1):
        try:
            day = birth.replace(year=year)
        except ValueError:
            day = date(year, 2, 28)
        count += day <= on
    return count


@given(births, st.integers(0, 36_000))
def test_full_years_are_birthdays(birth: date, later: int) -> None:
    on = birth + timedelta(days=later)

    assert full_years(since=birth, on=on) == birthdays(birth, on)


@pytest.mark.parametrize("measure", ["age", "party_age"])
@given(birth=births, on=days)
def test_band_days_put_each_day_in_the_band_of_its_age(measure: str, birth: date, on: date) -> None:
    bands = bands_on(measure, on).bands
    ranges = band_days(bands, on)

    expected = [
        band.code
        for band in bands
        if birth <= on
        and birthdays(birth, on) in range(band.first, 200 if band.last is None else band.last + 1)
    ]
    assert [code for code, range_ in ranges.items() if birth in range_] == expected
    assert len(expected) == (birth <= on)
    assert expected == [band.code for band in bands if full_years(since=birth, on=on) in band]


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2007, 11, 22), "18_30"),
        (date(2007, 11, 23), "0_17"),
        (date(1994, 11, 23), "18_30"),
        (date(1994, 11, 22), "31_35"),
        (date(1969, 11, 23), "51_55"),
        (date(1964, 11, 23), "56_60"),
        (date(1964, 11, 22), "61"),
    ],
)
def test_band_days_at_their_borders(birth: date, band: str) -> None:
    on = date(2025, 11, 22)
    ranges = band_days(bands_on("age", on).bands, on)

    assert [code for code, range_ in ranges.items() if birth in range_] == [band]


def test_youth_band_is_that_of_the_rule_book() -> None:
    band = youth_band(date(2026, 1, 1))

    assert (band.first, band.last) == (18, 30)


def test_bands_say_what_is_to_be_confirmed() -> None:
    certain = [bands_on(measure, date(2026, 1, 1)).certain for measure in ("age", "party_age")]

    assert certain == [True, False]


@given(st.lists(births, min_size=1, max_size=30), st.dates(date(2026, 12, 31), date(2040, 1, 1)))
def test_average_age_is_the_mean_to_a_tenth(many: list[date], on: date) -> None:
    exact = mean(birthdays(birth, on) for birth in many)

    average = average_age(Counter(many).items(), on)

    assert abs(average - Decimal(exact)) <= Decimal("0.0500001")
    assert average * 10 == int(average * 10)


def test_average_age_rounds_a_half_up_and_none_of_nobody() -> None:
    on = date(2026, 1, 1)

    assert average_age([(date(2000, 1, 1), 19), (date(1999, 1, 1), 1)], on) == Decimal("26.1")
    assert average_age([], on) is None
