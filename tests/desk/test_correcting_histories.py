"""Hold what is foreseen of a correction against what it then does, through made-up histories."""

from datetime import date
from random import Random
from typing import Any

import pytest
from django.db import transaction
from factories.orgs import PARTY, STATE, orgs, record, tables
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.histories import Setting, history

from dangbo.accounts.access import OPERATOR
from dangbo.desk.commands import Foreseen, Outlook, foresee_corrections
from dangbo.orgs.commands import correct_together
from dangbo.orgs.models import Decision, OrgVersion
from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import RuleError, Verdict

pytestmark = pytest.mark.django_db

SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=12)
FIELDS = ("name", "short_name", "kind", "superior_id", "code", "sector")
shared = settings(
    max_examples=settings().max_examples // 4,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def everybody() -> list[int]:
    """Return the ids of organisations that histories may be about."""
    return orgs(12)


@pytest.mark.parametrize("setting", [PARTY, STATE], ids=["party", "state"])
@shared
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_correction_does_what_was_foreseen_and_each_way_out_leads_out(
    everybody: list[int], setting: Setting, seeds: list[int], chance: Random
) -> None:
    told = history(setting, everybody, seeds)

    with transaction.atomic():
        for act in told.journal:
            record(act)
        corrections = a_correction(setting, chance)
        before, was = tables(), states(setting)
        outlook = foresee(corrections)
        assert_ways_lead_out(outlook)
        assert tables() == before
        refused = refusal(corrections)
        if outlook.complete.against:
            assert refused == outlook.complete
        else:
            assert refused.against == outlook.verdict.against
        if refused.against:
            assert tables() == before
        elif outlook.foreseen is not None:
            assert foretold(outlook.foreseen, setting) == differing(was, states(setting))
        transaction.set_rollback(True)


def foresee(corrections: Any) -> Outlook:
    return foresee_corrections(
        actor=OPERATOR,
        corrections=corrections,
        reason="as made up",
        cited=False,
        today=date(2026, 11, 22),
    )


def refusal(corrections: list[Correction]) -> Verdict:
    """Correct decisions, and return the verdict that refused it; an empty one where none did."""
    try:
        correct_together(actor=OPERATOR, corrections=corrections, reason="as made up")
    except RuleError as refused:
        return refused.verdict
    return Verdict()


def a_correction(setting: Setting, chance: Random) -> list[Correction]:
    """Return the correction of up to three decisions, sometimes to what they are already."""
    acts = sorted(set(Decision.objects.values_list("act", flat=True)))
    chosen = chance.sample(acts, k=min(len(acts), chance.choice([1, 1, 1, 2, 3])))
    return [
        Correction(act, chance.choice([None, setting.day(chance.randint(0, setting.days - 1))]))
        for act in chosen
    ]


def assert_ways_lead_out(outlook: Outlook) -> None:
    """Require that everything offered against a refusal does away with it."""
    ways = outlook.ways_out()
    assert [way.act for way in ways] == list(outlook.broken)
    for way in ways:
        for offered in way.offered:
            after = foresee(offered)
            assert after.complete.allows
            assert way.act not in after.broken
            assert offered is way.void or after.broken.keys() < outlook.broken.keys()


def states(setting: Setting) -> dict[tuple[int, date], tuple[Any, ...]]:
    """Return what everybody is believed to be on every day of a setting and around it."""
    rows = OrgVersion.objects.filter(voided_by=None).values_list("org", "start", "end", *FIELDS)
    return {
        (org, day): tuple(state)
        for org, start, end, *state in rows
        for day in setting.all_days()
        if start <= day and (end is None or day < end)
    }


def differing(was: Any, now: Any) -> set[tuple[Any, ...]]:
    """Return the organisations and days on which two beliefs differ, with both."""
    return {
        (*key, was.get(key), now.get(key))
        for key in was.keys() | now.keys()
        if was.get(key) != now.get(key)
    }


def foretold(foreseen: Foreseen, setting: Setting) -> set[tuple[Any, ...]]:
    """Return the same of what a foresight said."""
    return {
        (each.org, day, plain(each.was), plain(each.now))
        for each in foreseen.differences
        for day in setting.all_days()
        if each.start <= day and (each.end is None or day < each.end)
    }


def plain(state: Any) -> tuple[Any, ...] | None:
    if state is None:
        return None
    return (*(state.name, state.short_name, state.kind, state.superior, state.code, state.sector),)
