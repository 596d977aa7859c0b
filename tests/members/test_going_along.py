"""Prove that what is foreseen of members is what signing writes, act by act and in a row."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from factories.orgs import REAL_KINDS, orgs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from members.test_conservation import SEEDS, record, rows
from oracle.journal import Raw
from oracle.memberships import story

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands.going_along import UNKNOWN, GoingAlong
from dangbo.members.models import Carry, Person
from dangbo.members.replay import stored_spans
from dangbo.orgs.commands import Foresight
from dangbo.rules.corrections import Correction
from dangbo.rules.member_spans import Held
from dangbo.rules.projection import Projection
from dangbo.rules.verdicts import Verdict

pytestmark = pytest.mark.django_db
shared = settings(
    max_examples=max(10, settings().max_examples // 4),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)


class Look:
    """A foresight of several acts with the members who go along."""

    def __init__(self) -> None:
        self.foresight = Foresight(OPERATOR)
        self.along = GoingAlong(self.foresight)
        self.verdict = Verdict()

    def at(self, act: Raw) -> None:
        seq = self.foresight.since + len(self.foresight.projections)
        if act["kind"] == "decided":
            found = self.foresight.decide(on=act["on"], changes=act["changes"])
            self._meet(found, {seq: act["changes"]})
        else:
            (item,) = act["items"]
            found = self.foresight.correct([Correction(item["corrects"], item["on"])])
            self._meet(found, {})

    def _meet(self, found: Projection, stated: Any) -> None:
        against = found.outcome.verdict.against
        if not against:
            met = self.along.meet(found=found, stated=stated).against
            # The register passes over keys that nobody has; only the desk refuses them.
            against = tuple(each for each in met if each.code != UNKNOWN)
        self.verdict = Verdict((*self.verdict.against, *against))

    def spans(self, before: dict[int, list[Held]]) -> dict[int, list[Held]]:
        """Return what all persons are as foreseen, over what they were before."""
        told = {who: list(course.spans) for who, course in self.along.after.items()}
        return in_order({**before, **told})


def spans_now() -> dict[int, list[Held]]:
    persons = list(Person.objects.values_list("pk", flat=True))
    stored = stored_spans(persons)
    return in_order({who: [each.span for each in stored.get(who, ())] for who in persons})


def in_order(found: dict[int, list[Held]]) -> dict[int, list[Held]]:
    return {
        who: sorted(spans, key=lambda each: (each.track, each.start, str(each.end)))
        for who, spans in found.items()
        if spans
    }


def is_of_orgs(act: Raw) -> bool:
    return act["kind"] == "decided" or act.get("of") == "orgs"


@shared
@given(seeds=SEEDS)
def test_each_act_does_to_members_what_was_foreseen(seeds: list[int]) -> None:
    with transaction.atomic():
        for act, holds in story(REAL_KINDS, orgs(14), seeds).attempts:
            if not is_of_orgs(act):
                if holds:
                    record(act)
                continue
            look, before, kept = Look(), spans_now(), (rows(), Carry.objects.count())
            look.at(act)
            assert (rows(), Carry.objects.count()) == kept
            assert look.verdict.allows == holds
            if holds:
                record(act)
                assert look.spans(before) == spans_now()
        transaction.set_rollback(True)


@shared
@given(seeds=SEEDS, size=st.integers(2, 4))
def test_acts_in_a_row_do_to_members_what_was_foreseen(seeds: list[int], size: int) -> None:
    with transaction.atomic():
        attempts = [act for act, holds in story(REAL_KINDS, orgs(14), seeds).attempts if holds]
        while attempts:
            row = []
            while attempts and len(row) < size and is_of_orgs(attempts[0]):
                row.append(attempts.pop(0))
            if not row:
                record(attempts.pop(0))
                continue
            look, before = Look(), spans_now()
            decided = [act for act in row if act["kind"] == "decided"]
            for act in decided if len(decided) == len(row) else row[:1]:
                look.at(act)
            for act in decided if len(decided) == len(row) else row[:1]:
                record(act)
            assert look.verdict.allows
            assert look.spans(before) == spans_now()
            for act in () if len(decided) == len(row) else row[1:]:
                record(act)
        transaction.set_rollback(True)


def test_a_day_without_acts_is_told_as_it_is(db: None) -> None:
    look = Look()

    assert look.along.told(str) == []
    assert look.along.moved(date(2020, 1, 1)) == []
    assert look.along.resized(date(2020, 1, 1)) == set()
