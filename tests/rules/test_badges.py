"""Prove badges against a plain reading of the rule, level by level and month by month."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.badges import (
    BadgeFacts,
    badge_due,
    badge_reward,
    badge_rules,
    judge_badge,
    levels_reached,
    next_round,
    previous_round,
    rounds_between,
)

LEVELS = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]
ROUND = date(2025, 5, 19)
rounds = st.builds(
    lambda year, day: date(year, *day),
    st.integers(2016, 2040),
    st.sampled_from([(2, 3), (5, 19), (9, 2), (11, 7)]),
)
starts = st.dates(date(1930, 2, 3), date(2015, 12, 31))


def years_later(day: date, years: int) -> date:
    """Return the anniversary; that of 29 February in a common year is the day before 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def reached(since: date, on: date) -> list[int]:
    return [level for level in LEVELS if years_later(since, level) <= on]


@given(starts, rounds, st.frozensets(st.sampled_from(LEVELS), max_size=3))
def test_badge_due_is_the_highest_level_reached(
    since: date, on: date, held: frozenset[int]
) -> None:
    highest = max(reached(since, on), default=None)

    due = badge_due(facts=BadgeFacts(since, held=held), round_day=on)

    assert due == (highest if highest and highest > max(held, default=0) else None)


@given(starts, rounds)
def test_badge_due_for_the_ill_comes_up_to_a_year_early(since: date, on: date) -> None:
    highest = max(reached(since, years_later(on, 1)), default=None)

    assert badge_due(facts=BadgeFacts(since, ill=True), round_day=on) == highest


@given(starts, rounds, st.integers(0, 400))
def test_badge_due_for_the_dead_comes_at_the_next_round(since: date, on: date, ago: int) -> None:
    died = on - timedelta(days=ago)
    earlier = [day for day in rounds_between(date(2010, 1, 1), on) if died <= day < on]
    highest = max(reached(since, years_later(died, 1)), default=None)

    due = badge_due(facts=BadgeFacts(since, died=died), round_day=on)

    assert due == (None if earlier else highest)


@given(starts, rounds)
def test_levels_reached_parts_the_days_of_counting(since: date, on: date) -> None:
    ranges = levels_reached(on)

    assert list(ranges) == LEVELS
    assert [level for level, days in ranges.items() if since in days] == reached(since, on)[-1:]


@pytest.mark.parametrize(
    ("hindrance", "value", "code"),
    [
        ("suspended", True, "BADGE_SUSPENDED"),
        ("discipline", ("canh_cao", date(2030, 1, 1)), "BADGE_DISCIPLINED"),
    ],
)
def test_badge_due_waits(hindrance: str, value: Any, code: str) -> None:
    facts = BadgeFacts(date(1990, 1, 1))

    assert badge_due(facts=facts, round_day=ROUND) == 30
    waiting = replace(facts, **{hindrance: value})
    assert badge_due(facts=waiting, round_day=ROUND) is None
    assert codes(waiting, 30) == [code]


def codes(facts: BadgeFacts, level: int, on: date = ROUND) -> list[str]:
    return [each.code for each in judge_badge(facts=facts, level=level, round_day=on).against]


def warnings(facts: BadgeFacts, level: int) -> list[tuple[str, object]]:
    found = judge_badge(facts=facts, level=level, round_day=ROUND).warnings
    return [(each.code, each.fact("months")) for each in found]


def test_judge_badge_tells_every_reason() -> None:
    facts = BadgeFacts(date(1990, 1, 1), held=frozenset({30}), official=False)

    assert codes(facts, 35) == ["BADGE_NO_LEVEL"]
    assert codes(facts, 30) == ["BADGE_HELD", "BADGE_NOT_OFFICIAL"]
    assert codes(replace(facts, official=True), 40) == ["BADGE_NOT_REACHED"]
    assert codes(replace(facts, held=frozenset({40})), 30, date(2025, 5, 20)) == [
        "BADGE_NOT_A_ROUND",
        "BADGE_HIGHER_HELD",
        "BADGE_NOT_OFFICIAL",
    ]


@pytest.mark.parametrize(
    ("since", "missing"), [(date(1995, 5, 20), 1), (date(1995, 6, 19), 1), (date(1996, 5, 19), 12)]
)
def test_judge_badge_says_how_early_it_is(since: date, missing: int) -> None:
    ill = BadgeFacts(since, ill=True)
    dead = BadgeFacts(since, died=ROUND)

    assert warnings(ill, 30) == [("BADGE_EARLY", missing)]
    assert warnings(dead, 30) == [("BADGE_POSTHUMOUS", None), ("BADGE_EARLY", missing)]
    assert codes(BadgeFacts(since), 30) == ["BADGE_NOT_REACHED"]
    assert codes(replace(ill, counted_from=date(1996, 5, 20)), 30) == ["BADGE_NOT_REACHED"]


def test_rounds_are_four_a_year() -> None:
    assert list(rounds_between(date(2025, 2, 3), date(2026, 2, 3))) == [
        date(2025, 2, 3),
        date(2025, 5, 19),
        date(2025, 9, 2),
        date(2025, 11, 7),
        date(2026, 2, 3),
    ]


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_next_and_previous_round_have_none_between(on: date) -> None:
    before, after = previous_round(on), next_round(on)

    assert before < on <= after
    assert list(rounds_between(before, after)) == [before, after]


@pytest.mark.parametrize(
    ("level", "on", "amount", "certain"),
    [
        (65, date(2025, 2, 3), 14_040_000, True),
        (30, date(2025, 2, 3), 3_510_000, True),
        (30, date(2024, 5, 19), 2_700_000, True),
        (30, date(2023, 5, 19), 2_235_000, True),
        (45, date(2025, 2, 3), 4_680_000, False),
        (40, date(2018, 2, 3), 2_600_000, False),
    ],
)
def test_badge_reward_is_a_multiple_of_the_base_wage(
    level: int, on: date, amount: int, certain: bool
) -> None:
    reward = badge_reward(level=level, on=on)

    assert (reward.amount, reward.certain) == (amount, certain)
    assert reward.multiple * reward.base_wage == reward.amount


def test_badge_reward_is_unknown_for_other_levels_and_days() -> None:
    assert badge_reward(level=35, on=ROUND) is None
    assert badge_reward(level=30, on=date(2015, 10, 26)) is None


def test_badge_rules_name_what_is_to_be_confirmed() -> None:
    rules = badge_rules(ROUND)

    assert [each.years for each in rules.levels.values() if not each.certain] == [45, 85, 90]
    assert rules.levels[80].multiple == Decimal(15)
    assert {"early_months", "posthumous_months"} <= rules.uncertain
