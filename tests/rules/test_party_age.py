"""Prove Party age against counting day by day and month by month."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.days import (
    DayRange,
    PartialDay,
    Precision,
    add_months,
    days_meant,
    full_months,
    latest_start,
)
from dangbo.rules.party_age import Age, Spell, age_on, counted_from, party_age, probation_end

DAY = timedelta(days=1)
days = st.dates(date(1930, 2, 3), date(2060, 12, 31))
# A path of moments in order: into the Party, out of it, in again, out …
gaps = st.lists(st.integers(1, 3_000), min_size=1, max_size=6)


def exact(day: date) -> PartialDay:
    return PartialDay(day, Precision.DAY)


def month_of(day: date) -> PartialDay:
    return PartialDay(day.replace(day=1), Precision.MONTH)


def year_of(day: date) -> PartialDay:
    return PartialDay(day.replace(month=1, day=1), Precision.YEAR)


def anniversaries(since: date) -> Iterator[date]:
    """Yield the ends of one month, two months …, the day found by stepping down the calendar."""
    year, month = since.year, since.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        number = since.day
        while True:
            try:
                yield date(year, month, number)
                break
            except ValueError:
                number -= 1


def counted(since: date, on: date) -> int:
    return sum(1 for _ in takewhile(lambda end: end <= on, anniversaries(since)))


@given(st.dates(date(2000, 1, 1), date(2004, 12, 31)), st.integers(0, 1_200))
def test_age_on_is_that_of_counting_months(since: date, later: int) -> None:
    on = since + DAY * later

    assert age_on(since=since, on=on) == divmod(counted(since, on), 12)


@given(days, st.integers(0, 1_200))
def test_latest_start_is_the_last_day_with_so_many_months(on: date, months: int) -> None:
    latest = latest_start(months=months, on=on)

    assert add_months(latest, months) <= on < add_months(latest + DAY, months)
    assert full_months(since=latest, on=on) >= months > full_months(since=latest + DAY, on=on)


@given(days, days)
def test_age_on_never_falls_with_time(one: date, other: date) -> None:
    first, last = sorted([one, other])

    assert age_on(since=first, on=last) <= age_on(since=first, on=last + DAY)
    assert age_on(since=last, on=first) <= age_on(since=last, on=last) == Age(0, 0)


@pytest.mark.parametrize(
    ("since", "on", "age"),
    [
        (date(2024, 2, 29), date(2025, 2, 27), Age(0, 11)),
        (date(2024, 2, 29), date(2025, 2, 28), Age(1, 0)),
        (date(2024, 2, 29), date(2028, 2, 28), Age(3, 11)),
        (date(2024, 2, 29), date(2028, 2, 29), Age(4, 0)),
        (date(2024, 8, 31), date(2024, 9, 30), Age(0, 1)),
        (date(2024, 8, 25), date(2054, 8, 24), Age(29, 11)),
        (date(2024, 8, 25), date(2054, 8, 25), Age(30, 0)),
    ],
)
def test_age_on_at_its_borders(since: date, on: date, age: Age) -> None:
    assert age_on(since=since, on=on) == age


def test_worked_example_of_the_rule_book() -> None:
    decision, ceremony = date(2024, 8, 25), date(2024, 9, 15)

    since = counted_from([Spell(exact(decision))])

    assert since == DayRange(decision, decision)
    assert probation_end(ceremony=ceremony) == date(2025, 9, 15)
    assert party_age(since=since, on=date(2025, 8, 25)) == (Age(1, 0), Age(1, 0))


@pytest.mark.parametrize(
    ("ceremony", "end"),
    [
        (date(2011, 1, 18), None),
        (date(2011, 1, 19), date(2012, 1, 19)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_probation_end_at_its_borders(ceremony: date, end: date | None) -> None:
    assert probation_end(ceremony=ceremony) == end


def spells_of(moments: list[PartialDay], undone: bool = False) -> list[Spell]:
    pairs = zip(moments[::2], [*moments[1::2], None], strict=False)
    return [Spell(admitted, left, undone) for admitted, left in pairs]


@given(st.dates(date(1950, 1, 1), date(1980, 1, 1)), gaps)
def test_counted_from_leaves_the_days_inside(start: date, gone: list[int]) -> None:
    moments = [start + DAY * sum(gone[:place]) for place in range(len(gone) // 2 * 2 + 1)]
    on = moments[-1] + DAY * 500
    inside = 0
    for place, day in enumerate(moments):
        until = moments[place + 1] if place + 1 < len(moments) else on
        inside += (until - day).days if place % 2 == 0 else 0

    since = counted_from(spells_of([exact(day) for day in moments]))

    assert since.first == since.last == on - DAY * inside
    kept = counted_from(spells_of([exact(day) for day in moments], undone=True))
    assert kept == DayRange(start, start)


@given(
    st.dates(date(1950, 1, 1), date(1980, 1, 1)),
    st.tuples(*[st.integers(800, 3_000)] * 2),
    st.tuples(*[st.sampled_from([exact, month_of, year_of])] * 3),
)
def test_counted_from_has_every_day_that_the_statements_allow(
    start: date, gone: tuple[int, int], stated: tuple[type, type, type]
) -> None:
    known = [start, start + DAY * gone[0], start + DAY * sum(gone)]
    moments = [state(day) for state, day in zip(stated, known, strict=True)]
    ends = [(days_meant(each).first, days_meant(each).last) for each in moments]
    possible = [first + (back - left) for first, left, back in product(*ends)]

    since = counted_from(spells_of(moments))

    assert since == DayRange(min(possible), max(possible))


@pytest.mark.parametrize(
    ("since", "ages"),
    [
        (exact(date(1995, 5, 19)), (Age(30, 0), Age(30, 0))),
        (month_of(date(1995, 5, 19)), (Age(29, 11), Age(30, 0))),
        (year_of(date(1995, 5, 19)), (Age(29, 4), Age(30, 4))),
        (year_of(date(2025, 5, 19)), (Age(0, 0), Age(0, 4))),
        (year_of(date(2026, 5, 19)), None),
    ],
)
def test_party_age_is_as_exact_as_the_day(since: PartialDay, ages: object) -> None:
    found = party_age(since=days_meant(since), on=date(2025, 5, 19))

    assert found == ages
    assert found is None or found.is_exact == (found.least == found.most)


@pytest.mark.parametrize(
    ("moments", "words"),
    [
        ([date(1990, 1, 1), date(1995, 1, 1), date(1994, 12, 31)], "begins before"),
        ([date(1990, 1, 1), None, date(1994, 12, 31)], "not over"),
    ],
)
def test_counted_from_refuses_spells_out_of_order(moments: list[date | None], words: str) -> None:
    first, left, back = moments
    spells = [Spell(exact(first), left and exact(left)), Spell(exact(back))]

    with pytest.raises(ValueError, match=words):
        counted_from(spells)
