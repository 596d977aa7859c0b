"""Hold indicators against the oracle on made-up registers that change and are corrected."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from factories.orgs import REAL_KINDS, orgs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members.test_conservation import record
from oracle.answers import state_on
from oracle.membership import Membership
from oracle.memberships import DAYS, FIRST, TOP, Story, story

from dangbo.accounts.access import OPERATOR
from dangbo.members.queries import balance
from dangbo.reports import queries
from dangbo.reports.queries import Asked

pytestmark = pytest.mark.django_db
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=12)
DAY = timedelta(days=1)
USUAL = 200
Figures = dict[str, dict[tuple[str, ...], int]]


@settings(
    max_examples=200 if settings().max_examples > USUAL else 10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_indicators_are_what_the_oracle_counts(seeds: list[int], chance: Random) -> None:
    with transaction.atomic():
        told = story(REAL_KINDS, orgs(14), seeds)
        for act, holds in told.attempts:
            if holds:
                record(act)
        days = [FIRST + timedelta(days=number) for number in range(DAYS + 1)]
        top = told.orgs[TOP]
        for day in chance.sample(days, k=3):
            asked = queries.ask(actor=OPERATOR, org=top, on=day, start=FIRST)
            assert counted(asked) == expected(told, day), day
            assert below(asked) == expected_below(told.beliefs[-1], day), day
        first, last = sorted(chance.sample(days, k=2))
        assert_flows(queries.ask(actor=OPERATOR, org=top, on=last, start=first), told, first, last)
        transaction.set_rollback(True)


def counted(asked: Asked) -> Figures:
    """Return counts of a day by what the persons and the organisations are."""
    return {
        name: {
            part.keys: part.value.part
            for part in queries.broken_down(code, by, asked)
            if part.value.part
        }
        for name, (code, by) in CUTS.items()
    }


CUTS = {
    "standing": ("dang_vien", ["standing"]),
    "activity": ("dang_vien", ["activity"]),
    "both": ("dang_vien", ["standing", "activity"]),
    "exempt": ("dang_vien_mien_sinh_hoat", ["standing"]),
    "away": ("tam_thoi_di", ["standing"]),
    "kinds": ("to_chuc_dang", ["kind"]),
    "cells": ("chi_bo", ["size"]),
    "empty": ("chi_bo_chua_co_dang_vien", ["kind"]),
}


def expected(told: Story, day: date) -> Figures:
    belief = told.beliefs[-1]
    beings = list(belief.members_on(day).values())
    states = state_on(belief.register, day)
    cells = [org for org, state in states.items() if state["kind"] == "chi_bo_co_so"]
    heads = Counter(each.org for each in beings)

    def group(*keys: tuple[str, ...]) -> dict[tuple[str, ...], int]:
        return dict(Counter(keys))

    return {
        "standing": group(*((each.standing,) for each in beings)),
        "activity": group(*((each.activity,) for each in beings)),
        "both": group(*((each.standing, each.activity) for each in beings)),
        "exempt": group(*((each.standing,) for each in beings if each.activity == "exempt")),
        # Every organisation of these stories stands below the top: nobody is away from it.
        "away": {},
        "kinds": group(*((state["kind"],) for state in states.values())),
        "cells": group(*(("0_2" if heads[org] < 3 else "3_8",) for org in cells)),
        "empty": group(*(("chi_bo_co_so",) for org in cells if not heads[org])),
    }


def below(asked: Asked) -> dict[int, tuple[int, int]]:
    """Return how many members each organisation has, and how many are there for a time."""
    members = {each.id: each.value.part for each in queries.below("dang_vien", asked) if each.value}
    here = {each.id: each.value.part for each in queries.below("tam_thoi_den", asked) if each.value}
    return {org: (members[org], here[org]) for org in members}


def expected_below(belief: Membership, day: date) -> dict[int, tuple[int, int]]:
    beings = belief.members_on(day).values()
    posted = Counter(each.org for each in beings)
    visiting = Counter(each.visiting for each in beings if each.visiting != each.org)
    states = state_on(belief.register, day)
    return {
        org: (posted[org], visiting[org])
        for org, state in states.items()
        if state["superior"] is not None
    }


def assert_flows(asked: Asked, told: Story, first: date, last: date) -> None:
    """What came less what went is the difference between both days, those first known left out."""
    belief = told.beliefs[-1]
    came, went = (len(queries.items_of(f"dang_vien_{way}", asked)) for way in ("tang", "giam"))
    table = balance(actor=OPERATOR, org=asked.org, start=first, end=last)
    entered = sum(line.count.total for line in table.difference)
    before, after = (len(belief.members_on(day)) for day in (first - DAY, last))
    assert before + came - went + entered == after
    moments = queries.series("dang_vien_tang", asked, "month")
    assert sum(each.value.part for each in moments if each.value) == came
