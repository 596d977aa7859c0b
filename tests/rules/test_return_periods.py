"""Prove the days of the periods: half a year, a year, when they are due, and what is none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.return_periods import (
    HALF,
    QUARTER,
    YEAR,
    period_called,
    period_running,
    periods_ended,
    quarter_before,
    quarter_running,
    set_number,
    terms_between,
)


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


def test_quarters_follow_each_other_through_the_year() -> None:
    found = [period_called(f"2026q{number}") for number in (1, 2, 3, 4)]
    quarters = [each for each in found if each]

    assert [(each.start, each.cut_off) for each in quarters] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]
    assert quarters[3].due["upper"] == date(2027, 1, 10)
    assert quarters[2].name == "Quý III năm 2026"
    assert [quarter_before(each).code for each in quarters] == [
        *("2025q4", "2026q1", "2026q2", "2026q3")
    ]
    assert quarter_running(date(2026, 9, 30)) == quarters[2]


def test_quarters_are_offered_when_asked_for_the_latest_cut_off_first() -> None:
    found = periods_ended(today=date(2026, 7, 1), most=4, kinds=[YEAR, HALF, QUARTER])

    assert [each.code for each in found] == ["2026h1", "2026q2", "2026q1", "2025"]


def test_a_term_is_from_a_congress_to_the_eve_of_the_next() -> None:
    term = period_called("t20200914-20250820")

    assert term is not None
    assert (term.start, term.cut_off) == (date(2020, 9, 14), date(2025, 8, 20))
    assert term.due == {"grassroots": date(2025, 9, 4), "upper": date(2025, 9, 19)}
    assert term.name == "Nhiệm kỳ 14/09/2020 – 20/08/2025"
    assert terms_between([(date(2025, 8, 21), True), (date(2020, 9, 14), True)]) == [term]


@pytest.mark.parametrize(
    "code", ["t20200914", "t20200231-20250820", "t20250820-20200914", "t2020-2025", "k1", "k0"]
)
def test_what_is_no_term_is_none(code: str) -> None:
    assert period_called(code) is None


@given(st.dictionaries(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.booleans(), max_size=6))
def test_terms_are_told_where_both_congresses_are_known_to_the_day(
    congresses: dict[date, bool],
) -> None:
    found = terms_between(congresses.items())

    days = sorted(congresses)
    expected = []
    for number in range(len(days) - 1):
        first, after = days[number], days[number + 1]
        if congresses[first] and congresses[after]:
            expected.append((first, after - timedelta(days=1)))
    assert [(each.start, each.cut_off) for each in reversed(found)] == expected
    assert [period_called(each.code) for each in found] == found


def test_a_period_of_the_office_has_a_number_alone() -> None:
    assert [set_number(code) for code in ("k1", "k120", "k0", "k", "2026", "k1 ")] == [
        *(1, 120),
        *([None] * 4),
    ]
