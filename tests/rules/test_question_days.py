"""Prove that days of questions are read as written, and mean the days that a calendar gives."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.question_days import (
    DAYS_OFFERED,
    STARTS_OFFERED,
    TODAY,
    DayWord,
    day_meant,
    read_day_word,
    words_in,
    written,
)

DAYS = st.dates(date(1930, 1, 1), date(2100, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "year"])
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
WORDS = st.one_of(
    st.just(TODAY),
    DAYS.map(lambda day: DayWord("day", day)),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: DayWord("last", day)),
    st.builds(
        lambda unit, number: DayWord("ago", unit=unit, number=number), UNITS, st.integers(0, 100)
    ),
    st.builds(
        lambda unit, number, edge: DayWord("edge", unit=unit, number=number, edge=edge),
        st.sampled_from(sorted(MONTHS_OF)),
        st.sampled_from([0, -1]),
        st.sampled_from(["first", "last"]),
    ),
)


@given(WORDS)
def test_what_is_written_is_read_back(word: DayWord) -> None:
    assert read_day_word(written(word)) == word


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), DAYS)
def test_the_last_such_day_is_the_nearest_of_the_past(wanted: date, today: date) -> None:
    found = day_meant(DayWord("last", wanted), today=today)

    day = today
    while (day.month, day.day) != (wanted.month, wanted.day):
        day -= timedelta(days=1)
    assert found == day


@given(st.sampled_from(sorted(MONTHS_OF)), st.sampled_from([0, -1]), DAYS)
def test_edges_are_the_first_and_last_days_of_units(unit: str, number: int, today: date) -> None:
    first = day_meant(DayWord("edge", unit=unit, number=number, edge="first"), today=today)
    last = day_meant(DayWord("edge", unit=unit, number=number, edge="last"), today=today)

    def unit_of(day: date) -> int:
        return (day.year * 12 + day.month - 1) // MONTHS_OF[unit]

    inside = [first, last]
    assert {unit_of(day) for day in inside} == {unit_of(today) + number}
    assert unit_of(first - timedelta(days=1)) == unit_of(first) - 1
    assert unit_of(last + timedelta(days=1)) == unit_of(last) + 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("30/06/2026", date(2026, 6, 30)),
        ("2026-06-30", date(2026, 6, 30)),
        ("hom nay", date(2026, 11, 23)),
        ("Hôm nay", date(2026, 11, 23)),
        ("30/6 gần nhất", date(2026, 6, 30)),
        ("31/12 gan nhat", date(2025, 12, 31)),
        ("23/11 gần nhất", date(2026, 11, 23)),
        ("29/2 gần nhất", date(2024, 2, 29)),
        ("90 ngày trước", date(2026, 8, 25)),
        ("2 tuần trước", date(2026, 11, 9)),
        ("9 tháng trước", date(2026, 2, 23)),
        ("100 năm trước", date(1926, 11, 23)),
        ("cuối quý trước", date(2026, 9, 30)),
        ("cuối nửa năm trước", date(2026, 6, 30)),
        ("đầu năm này", date(2026, 1, 1)),
        ("đầu năm", date(2026, 1, 1)),
        ("CUỐI THÁNG TRƯỚC", date(2026, 10, 31)),
    ],
)
def test_days_as_officers_write_them(text: str, meant: date) -> None:
    word = read_day_word(text)

    assert word is not None
    assert day_meant(word, today=date(2026, 11, 23)) == meant


@pytest.mark.parametrize(
    "text",
    ["", "31/2/2026", "31/2 gần nhất", "hôm qua", "30/6", "99999 ngày trước", "101 năm trước", "x"],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read_day_word(text) is None


def test_what_a_form_offers_can_be_read() -> None:
    offered = [word for text in (*DAYS_OFFERED, *STARTS_OFFERED) for word in words_in(text)]

    assert [text for text in offered if read_day_word(text) is None] == []


def test_before_all_days_is_the_first_there_is() -> None:
    assert day_meant(DayWord("ago", unit="year", number=100), today=date(50, 1, 1)) == date.min
    assert day_meant(DayWord("last", date(2000, 6, 30)), today=date(1, 1, 1)) == date.min
