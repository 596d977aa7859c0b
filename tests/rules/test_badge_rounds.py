"""Prove where members stand at a round, and each way of giving a badge, by a plain reading."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.test_badges import reached, rounds, starts, years_later

from dangbo.rules.badge_rounds import judge_giving, place_at
from dangbo.rules.badges import BadgeFacts, badge_due, previous_round

ROUND = date(2025, 5, 19)
SINCE = date(1975, 5, 19)
held_sets = st.frozensets(st.sampled_from([30, 40, 45, 50, 55, 60]), max_size=2)


def codes(verdict: Any) -> tuple[list[str], list[str]]:
    return (
        [each.code for each in verdict.against],
        [each.code for each in verdict.warnings],
    )


@given(starts, rounds, held_sets)
def test_the_living_are_due_or_nearly(since: date, on: date, held: frozenset[int]) -> None:
    facts = BadgeFacts(since, held=held)
    now = max(reached(since, on), default=0)
    soon = max(reached(since, years_later(on, 1)), default=0)

    place = place_at(facts=facts, round_day=on)

    if now > max(held, default=0):
        assert place is not None
        assert (place.state, place.level) == ("due", now)
        assert place.reached == years_later(since, now)
        assert place.fresh == (now > max(reached(since, previous_round(on)), default=0))
    elif soon > max(held, default=0):
        assert place is not None
        assert (place.state, place.level) == ("early", soon)
    else:
        assert place is None


@given(starts, rounds, held_sets, st.booleans(), st.booleans())
def test_who_is_hindered_waits_with_a_reason(
    since: date, on: date, held: frozenset[int], official: bool, suspended: bool
) -> None:
    facts = BadgeFacts(since, held=held, official=official, suspended=suspended)
    free = place_at(facts=BadgeFacts(since, held=held), round_day=on)

    place = place_at(facts=facts, round_day=on)

    if free is not None and free.state == "due":
        assert place is not None
        assert place.level == free.level
        assert (place.state == "waits") == (not official or suspended)
        wanted = (["BADGE_NOT_OFFICIAL"] * (not official)) + (["BADGE_SUSPENDED"] * suspended)
        assert [each.code for each in place.against] == wanted
    elif not official or suspended:
        assert place is None


@given(starts, rounds, st.integers(-40, 200))
def test_the_dead_have_their_first_round(since: date, on: date, before: int) -> None:
    died = on - timedelta(days=before)
    place = place_at(facts=BadgeFacts(since, died=died), round_day=on)

    if died > on:
        assert place == place_at(facts=BadgeFacts(since), round_day=on)
    elif died <= previous_round(on):
        assert place is None
    else:
        level = max(reached(since, years_later(died, 1)), default=None)
        assert (place and (place.state, place.level)) == (level and ("posthumous", level))


@given(starts, rounds, held_sets)
def test_what_is_due_may_be_given(since: date, on: date, held: frozenset[int]) -> None:
    facts = BadgeFacts(since, held=held)
    level = badge_due(facts=facts, round_day=on)

    if level is not None:
        assert codes(judge_giving(facts=facts, kind="award", level=level, on=on)) == ([], [])
        early = judge_giving(facts=facts, kind="early", level=level, on=on)
        assert codes(early)[0] == ["BADGE_NOT_EARLY"]


def test_the_borders_of_an_early_badge() -> None:
    def judged(since: date) -> tuple[list[str], list[str]]:
        return codes(judge_giving(facts=BadgeFacts(since), kind="early", level=50, on=ROUND))

    assert judged(SINCE) == (["BADGE_NOT_EARLY"], [])
    assert judged(SINCE + timedelta(days=1)) == ([], ["BADGE_EARLY"])
    assert judged(date(1976, 5, 19)) == ([], ["BADGE_EARLY"])
    assert judged(date(1976, 5, 20)) == (["BADGE_NOT_REACHED"], [])


@pytest.mark.parametrize(
    ("facts", "kind", "level", "against"),
    [
        (None, "award", 50, ["BADGE_AGE_UNKNOWN"]),
        (BadgeFacts(SINCE), "gift", 50, ["BADGE_KIND_UNKNOWN"]),
        (BadgeFacts(SINCE), "award", 35, ["BADGE_NO_LEVEL"]),
        (BadgeFacts(SINCE), "posthumous", 50, ["BADGE_NOT_DEAD"]),
        (BadgeFacts(SINCE, died=date(2025, 4, 1)), "award", 50, ["BADGE_OF_THE_DEAD"]),
        (BadgeFacts(SINCE), "reissue", 50, ["BADGE_NOT_HELD"]),
        (BadgeFacts(SINCE, held=frozenset({50})), "reissue", 50, []),
        (BadgeFacts(SINCE, held=frozenset({50})), "award", 50, ["BADGE_HELD"]),
    ],
)
def test_each_way_has_its_reasons(
    facts: BadgeFacts | None, kind: str, level: int, against: list[str]
) -> None:
    assert codes(judge_giving(facts=facts, kind=kind, level=level, on=ROUND))[0] == against


def test_a_badge_is_given_again_on_any_day_and_awarded_on_a_round_alone() -> None:
    facts, on = BadgeFacts(SINCE), ROUND + timedelta(days=1)
    again = replace(facts, held=frozenset({50}))

    assert codes(judge_giving(facts=again, kind="reissue", level=50, on=on)) == ([], [])
    assert codes(judge_giving(facts=facts, kind="award", level=50, on=on))[0] == [
        "BADGE_NOT_A_ROUND"
    ]
