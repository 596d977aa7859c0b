from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.days import PartialDay, Precision, last_day, last_of_month


@given(st.dates(max_value=date(9999, 11, 30)))
def test_last_of_month_is_followed_by_the_first_of_the_next(day: date) -> None:
    last = last_of_month(day.year, day.month)

    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("partial", "last"),
    [
        (PartialDay(date(2020, 2, 3), Precision.DAY), date(2020, 2, 3)),
        (PartialDay(date(2020, 2, 1), Precision.MONTH), date(2020, 2, 29)),
        (PartialDay(date(2020, 12, 1), Precision.MONTH), date(2020, 12, 31)),
        (PartialDay(date(2020, 1, 1), Precision.YEAR), date(2020, 12, 31)),
        (PartialDay(date(2022, 4, 12), Precision.INFERRED, "cùng ngày"), date(2022, 4, 12)),
    ],
)
def test_last_day_is_the_last_one_it_can_mean(partial: PartialDay, last: date) -> None:
    assert last_day(partial) == last


@pytest.mark.parametrize(
    ("first", "precision"),
    [
        (date(2020, 2, 3), Precision.MONTH),
        (date(2020, 2, 1), Precision.YEAR),
        (date(2020, 1, 2), Precision.YEAR),
        (date(2020, 2, 3), Precision.INFERRED),
    ],
)
def test_partial_day_says_no_day_that_nobody_stated(first: date, precision: Precision) -> None:
    with pytest.raises(ValueError, match="day"):
        PartialDay(first, precision)


def test_precision_values_are_those_of_the_records() -> None:
    assert [each.value for each in Precision] == ["day", "month", "year", "inferred"]
