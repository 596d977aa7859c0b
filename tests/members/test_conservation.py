"""Hold the register of members against the oracle: nobody is lost, nobody is counted twice."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from factories.orgs import REAL_KINDS, orgs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle.journal import Raw
from oracle.membership import Being, Membership
from oracle.memberships import DAYS, FIRST, PERSONS, Story, story

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import correct_events, record_events
from dangbo.members.models import Posting, Standing
from dangbo.orgs.commands import correct, decide
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db

SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=16)
MADE_UP = "as made up"
EXAMPLES = 200
OFTEN = 10_000
# Whoever asks for the long run gets far more histories than of other properties.
shared = settings(
    max_examples=OFTEN if settings().max_examples > EXAMPLES else EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@shared
@given(seeds=SEEDS, chance=st.randoms(use_true_random=False))
def test_members_are_where_the_oracle_says(seeds: list[int], chance: Random) -> None:
    with transaction.atomic():
        told = story(REAL_KINDS, orgs(14), seeds)
        for act, holds in told.attempts:
            try_act(act, holds=holds)
        days = [FIRST + timedelta(days=number) for number in range(-1, DAYS + 1)]
        for day in chance.sample(days, k=6):
            assert register_on(day) == expected(told.beliefs[-1], day)
        assert_known_before(told, chance.choice(days), chance)
        transaction.set_rollback(True)


def assert_known_before(told: Story, day: date, chance: Random) -> None:
    known = chance.randrange(1, len(told.beliefs) + 1)
    assert register_on(day, known) == expected(told.beliefs[known - 1], day)


def try_act(act: Raw, *, holds: bool) -> None:
    """Record an act; where the oracle says that it cannot be, nothing may have changed."""
    if holds:
        assert record(act).seq == act["seq"]
        return
    before = rows()
    with pytest.raises(RuleError), transaction.atomic():
        record(act)
    assert rows() == before


def record(act: Raw) -> Act:
    if act["kind"] == "decided":
        return decide(actor=OPERATOR, on=act["on"], changes=act["changes"])
    if act["kind"] == "members":
        events = [described(each) for each in act["events"]]
        return record_events(actor=OPERATOR, on=act["on"], events=events)
    (item,) = act["items"]
    corrected = correct if act["of"] == "orgs" else correct_events
    return corrected(
        actor=OPERATOR,
        act=item["corrects"],
        on=item["on"],
        void=item["on"] is None,
        reason=MADE_UP,
    )


def described(event: Raw) -> Raw:
    if event["change"] not in {"enter", "admit"}:
        return event
    return {**event, "identity": {"name": f"Nguyễn Văn {PERSONS.index(event['person'])}"}}


def rows() -> list[Any]:
    return [*Posting.objects.order_by("pk").values(), *Standing.objects.order_by("pk").values()]


def register_on(day: date, known: int | None = None) -> dict[str, Being]:
    """Return everybody whom the register has on a day, official places and visits together."""
    found: dict[str, dict[str, Any]] = {}
    for span in believed(Standing, known, day):
        found[span.person.uid] = {
            "standing": span.standing,
            "activity": span.activity,
            "counted": span.counted_from,
            "admitted": span.admitted,
        }
    for span in believed(Posting, known, day):
        name = "org" if span.kind == "official" else "visiting"
        assert name not in found[span.person.uid]
        found[span.person.uid][name] = span.org_id
    return {person: Being(**being) for person, being in found.items()}


def believed(model: Any, known: int | None, day: date) -> list[Any]:
    last = known if known is not None else 10**6
    found = []
    for span in model.objects.select_related("person"):
        there = span.opened_by_id <= last and not (span.voided_by_id and span.voided_by_id <= last)
        end = span.end if span.closed_by_id and span.closed_by_id <= last else None
        if there and span.start <= day and (end is None or day < end):
            found.append(span)
    assert len({(each.person_id, getattr(each, "kind", "")) for each in found}) == len(found)
    return found


def expected(told: Membership, day: date) -> dict[str, Being]:
    members = told.members_on(day)
    return {
        person: Being(*(getattr(being, name) for name in NAMES))
        for person, being in members.items()
    }


NAMES = ("standing", "activity", "org", "visiting", "counted", "admitted")
