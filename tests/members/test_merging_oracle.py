"""Hold merges of two persons of a made-up story against the oracle, who lives the story anew."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from factories.orgs import REAL_KINDS, orgs
from hypothesis import HealthCheck, given, settings
from members.test_conservation import MADE_UP, SEEDS, expected, record, register_on
from oracle.journal import Raw
from oracle.membership import ImpossibleError, Membership
from oracle.memberships import DAYS, FIRST, PERSONS, Story, story
from oracle.register import BrokenError

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import foresee_merge, merge_persons, undo_merge

pytestmark = pytest.mark.django_db
Place = tuple[int, int]
DAY_SPAN = [FIRST + timedelta(days=number) for number in range(-1, DAYS + 1)]
USUAL = 200


@settings(
    max_examples=1_000 if settings().max_examples > USUAL else 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seeds=SEEDS, last=SEEDS)
def test_a_merge_holds_where_the_oracle_can_live_it(seeds: list[int], last: list[int]) -> None:
    with transaction.atomic():
        told = story(REAL_KINDS, orgs(14), seeds)
        for act, holds in told.attempts:
            if holds:
                record(act)
        for seed in last[:4]:
            assert_merge(told, Random(seed))
        transaction.set_rollback(True)


def assert_merge(told: Story, chance: Random) -> None:
    known = [person for person in PERSONS if is_named(told, person)]
    if len(known) < 2:
        return
    kept, gone = chance.sample(known, k=2)
    places = places_of(told, gone)
    wanted = chance.choice([places, places, [], chance.sample(places, k=len(places) // 2)])
    pair: dict[str, Any] = {"actor": OPERATOR, "kept": kept, "gone": gone, "on": FIRST}
    relived = lived_as_one(told, kept, gone, wanted)
    assert foresee_merge(**pair, dropped=wanted).verdict.allows == (relived is not None)
    if relived is None:
        return
    days = chance.sample(DAY_SPAN, k=4)
    act = merge_persons(**pair, dropped=wanted, reason=MADE_UP)
    for day in days:
        assert register_on(day) == expected(relived, day)
        assert register_on(day, act.seq - 1) == expected(told.beliefs[-1], day)
    undo_merge(actor=OPERATOR, act=act.seq, reason=MADE_UP)
    for day in days:
        assert register_on(day) == expected(told.beliefs[-1], day)


def is_named(told: Story, person: str) -> bool:
    """Say whether an act that stands made the person known."""
    events = {act["seq"]: act["events"] for act in told.journal if act["kind"] == "members"}
    changes = {events[seq][position]["change"] for seq, position in places_of(told, person)}
    return bool(changes & {"enter", "admit"})


def places_of(told: Story, person: str) -> list[Place]:
    """Return where the events of a person stand in the journal, those voided left out."""
    voided = {
        item["corrects"]
        for act in told.journal
        for item in act.get("items", ())
        if item["on"] is None
    }
    return [
        (act["seq"], position)
        for act in told.journal
        if act["seq"] not in voided
        for position, event in enumerate(act.get("events", ()))
        if event["person"] == person
    ]


def lived_as_one(told: Story, kept: str, gone: str, dropped: list[Place]) -> Membership | None:
    """Return everybody's life with the events of one person counted for another, if it can be."""
    acts = [_retold(act, kept, gone, dropped) for act in told.journal]
    try:
        return told.believed(acts)
    except (BrokenError, ImpossibleError):
        return None


def _retold(act: Raw, kept: str, gone: str, dropped: list[Place]) -> Raw:
    if act["kind"] == "members":
        events = [
            {**event, "person": kept if event["person"] == gone else event["person"]}
            for position, event in enumerate(act["events"])
            if (act["seq"], position) not in dropped
        ]
        return {**act, "events": events}
    if act["kind"] != "decided":
        return act
    return {**act, "changes": [_relisted(change, kept, gone) for change in act["changes"]]}


def _relisted(change: Raw, kept: str, gone: str) -> Raw:
    """List the one who is kept where only the other was listed."""
    listed = dict(change.get("members", {}).get("listed", {}))
    if gone not in listed:
        return change
    to = listed.pop(gone)
    return {**change, "members": {**change["members"], "listed": {kept: to, **listed}}}
