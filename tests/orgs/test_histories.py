"""Hold the register in a database against the oracle, through made-up histories."""

from random import Random

import pytest
from django.db import transaction
from factories.ledgers import take
from factories.orgs import PARTY, REFUSALS, STATE, judge_now, known_on, orgs, record, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.histories import Attempt, Setting, history
from orgs.invariants import broken_invariants
from orgs.questions import (
    ask_about_a_day,
    ask_about_a_period,
    ask_about_all_days,
    ask_by_name,
    probes,
)
from orgs.rows import ledger_rows, table_rows, wrongly_folded

from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.ledger import Ledger
from dangbo.rules.org_kinds import org_kinds

pytestmark = pytest.mark.django_db

SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=14)
QUESTIONS = (ask_about_a_day, ask_about_all_days, ask_about_a_period, ask_by_name)
shared = settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def everybody() -> list[int]:
    """Return the ids of organisations that histories may be about."""
    return orgs(12)


@pytest.mark.parametrize("setting", [PARTY, STATE], ids=["party", "state"])
@shared
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_register_answers_as_the_oracle_does(
    everybody: list[int], setting: Setting, seeds: list[int], chance: Random
) -> None:
    told = history(setting, everybody, seeds)

    ledger = Ledger(org_kinds())

    with transaction.atomic():
        for attempt in told.attempts:
            try_act(attempt)
        for act in told.journal:
            take(ledger, act, act["seq"])
        assert table_rows() == ledger_rows(ledger)
        assert wrongly_folded() == []
        for at in probes(told.beliefs, known_on, chance, number=2):
            for ask in chance.sample(QUESTIONS, k=2):
                ask(at)
        assert first_difference() is None
        transaction.set_rollback(True)


def try_act(attempt: Attempt) -> None:
    """Record an act; where the oracle says that it does not hold, nothing may have changed."""
    if attempt.refused:
        before = tables()
        with pytest.raises(REFUSALS):
            record(attempt.act)
        assert tables() == before
        return
    act = record(attempt.act)
    assert act.seq == attempt.act["seq"]
    judge_now()
    assert broken_invariants() == set()
