"""Prove the days of the periods: half a year, a year, when they are due, and what is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.return_periods import period_called, period_running, periods_ended


def test_half_a_year_ends_on_30_june_and_is_due_in_july() -> None:
    period = period_called("2026h1")

    assert period is not None
    assert (period.start, period.cut_off) == (date(2026, 1, 1), date(2026, 6, 30))
    assert period.due == {"grassroots": date(2026, 7, 10), "upper": date(2026, 7, 15)}
    assert not period.is_late(level="grassroots", today=date(2026, 7, 10))
    assert period.is_late(level="grassroots", today=date(2026, 7, 11))
    assert not period.is_late(level="upper", today=date(2026, 7, 15))


def test_a_year_ends_on_31_december_and_is_due_in_january_after() -> None:
    period = period_called("2026")

    assert period is not None
    assert (period.start, period.cut_off) == (date(2026, 1, 1), date(2026, 12, 31))
    assert period.due == {"grassroots": date(2027, 1, 10), "upper": date(2027, 1, 20)}
    assert period.name == "Năm 2026"
    assert period.source.startswith("Hướng dẫn 11-HD/BTCTW")


@pytest.mark.parametrize("code", ["", "26", "0999", "2026h2", "2026H1", "2026h1 ", "h1", "20261"])
def test_what_is_no_period_is_none(code: str) -> None:
    assert period_called(code) is None


@given(st.dates(date(1964, 1, 2), date(2100, 1, 1)), st.integers(1, 9))
def test_ended_periods_are_those_whose_cut_off_has_come(today: date, most: int) -> None:
    found = periods_ended(today=today, most=most)
    every = [
        period
        for year in range(today.year - 10, today.year + 1)
        for code in (f"{year}h1", str(year))
        if (period := period_called(code)) and period.cut_off <= today
    ]

    every.sort(key=lambda each: each.cut_off, reverse=True)
    assert found == every[:most]


@given(st.dates(date(1964, 1, 2), date(2100, 1, 1)))
def test_the_running_period_is_the_first_not_yet_cut_off(today: date) -> None:
    running = period_running(today)
    before = periods_ended(today=today - timedelta(days=1), most=1)[0]

    assert running.start <= today <= running.cut_off
    assert before.cut_off < today
