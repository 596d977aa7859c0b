"""Hold the written-out conditions of sight against the rows, looked through one by one."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any, Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import small_register
from querying import plan_of

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.access import (
    every,
    in_sight,
    may_see,
    person_by_uid,
    readable_standings,
    seen_through,
)
from dangbo.members.commands import record_events
from dangbo.members.models import Person, Posting, Standing
from dangbo.orgs.access import every as every_org_row
from dangbo.orgs.access import is_inside
from dangbo.orgs.models import OrgPath
from dangbo.rules.rights import MEMBER_READ, Rights

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
Row = Any
# Who came where and when, went on to where, and left (or comes only on a day ahead).
LIVES: Final[Mapping[str, list[tuple[int, str, str]]]] = {
    "p1": [(2013, "enter", "y-te-1")],
    "p2": [(2013, "enter", "y-te-2"), (2017, "transfer", "giam-dinh")],
    "p3": [(2017, "enter", "giam-dinh"), (2018, "transfer", "y-te-1")],
    "p4": [(2013, "enter", "y-te-1"), (2018, "resign", "")],
    "p5": [(2013, "enter", "y-te-1"), (2017, "transfer", "giam-dinh"), (2018, "resign", "")],
    "p6": [(2017, "enter", "giam-dinh"), (2018, "post_temporarily", "y-te-2")],
    "p7": [(2017, "enter", "giam-dinh"), (2090, "transfer", "y-te-1")],
    "p8": [(2091, "enter", "y-te-2")],
    "p9": [(2013, "enter", "y-te-2"), (2014, "resign", ""), (2020, "readmit", "giam-dinh")],
}


@pytest.fixture
def ids() -> dict[str, int]:
    """Let people come, move on and leave; one of the cells moves in 2019."""
    found = small_register.build()
    days = sorted((year, person, *rest) for person, life in LIVES.items() for year, *rest in life)
    for year, person, change, org in days:
        on = date(year, 3, 1)
        event: dict[str, Any] = {"change": change, "person": person}
        if org:
            event["org"] = found[org]
        if change == "enter":
            event |= {"standing": "official", "identity": {"name": f"Người {person}"}}
        if change == "readmit":
            event["admitted"] = on.isoformat()
        record_events(actor=OPERATOR, on=on, events=[event], reason="ví dụ")
    return found


def holder(orgs: Iterable[int]) -> Actor:
    """Return whoever reads members where some organisations stand today."""
    rows = every_org_row(OrgPath).filter(org__in=orgs, voided_by=None, end=None)
    branches = tuple(sorted(rows.values_list("path", flat=True)))
    return Actor("ai-do", user_id=1, branches=(), rights=Rights(((MEMBER_READ, branches),)))


def over(row: Row, today: date) -> bool:
    return row.end is not None and row.end <= today


class Oracle:
    """Look through all rows, in no order and by no index."""

    def __init__(self, actor: Actor) -> None:
        self.branches, self.today = actor.over(MEMBER_READ), timezone.localdate()
        self.paths = list(every_org_row(OrgPath).filter(voided_by=None))
        self.postings = list(every(Posting).filter(voided_by=None))

    def stands(self, posting: Row) -> bool:
        return any(not over(path, self.today) for path in self.inside(posting))

    def stood(self, posting: Row) -> bool:
        until = posting.end or date.max
        return self.stands(posting) or any(
            path.start < until and (path.end is None or path.end > posting.start)
            for path in self.inside(posting)
        )

    def inside(self, posting: Row) -> list[Row]:
        own = (path for path in self.paths if path.org_id == posting.org_id)
        return [path for path in own if is_inside(path.path, self.branches)]

    def of(self, person: int) -> list[Row]:
        return [each for each in self.postings if each.person_id == person]

    def ever(self, person: int) -> bool:
        return any(self.stood(each) for each in self.of(person))

    def sees(self, person: int) -> bool:
        rows = self.of(person)
        current = [each for each in rows if not over(each, self.today)]
        if current:
            return any(self.stands(each) for each in current)
        latest = max((each.start for each in rows), default=None)
        return any(self.stood(each) for each in rows if each.start == latest)

    def held(self, row: Row) -> bool:
        return self.sees(row.person_id) or any(
            self.stood(each)
            and (each.end is None or each.end > row.start)
            and each.start <= (row.end or date.max)
            for each in self.of(row.person_id)
        )


def test_conditions_tell_what_the_rows_say(ids: Mapping[str, int]) -> None:
    orgs = [ids[each] for each in ("y-te", "bao-dai", "giam-dinh", "y-te-1", "y-te-2")]
    told = set()
    for granted in [*combinations(orgs, 1), *combinations(orgs, 2)]:
        actor = holder(granted)
        oracle, persons = Oracle(actor), every(Person)
        sight, ever = in_sight(actor, "pk"), seen_through(actor, "pk")
        assert sight is not None
        assert ever is not None
        seen = {each.pk for each in persons.filter(sight)}
        known = {each.pk for each in persons.filter(ever)}
        held = {each.pk for each in readable_standings(actor)}

        assert seen == {each.pk for each in persons.all() if oracle.sees(each.pk)}
        assert seen == {each.pk for each in persons.all() if may_see(actor, MEMBER_READ, each.pk)}
        assert known == {each.pk for each in persons.all() if oracle.ever(each.pk)}
        standings = every(Standing).filter(voided_by=None)
        assert held == {each.pk for each in standings if oracle.held(each)}
        assert not persons.filter(~ever, sight).exists()
        told.add((len(seen), len(known), len(held)))
    assert len(told) > 5


def test_the_own_record_is_in_sight_without_a_branch(ids: Mapping[str, int]) -> None:
    own = every(Person).get(uid="p1").pk
    actor = Actor("ai-do", user_id=1, person=own, rights=Rights(((MEMBER_READ, ()),)))
    with_branch = holder([ids["giam-dinh"]])

    assert person_by_uid(actor, "p1").pk == own
    assert not may_see(with_branch, MEMBER_READ, own)


def test_a_person_is_opened_by_one_statement_that_jumps(ids: Mapping[str, int]) -> None:
    actor = holder([ids["y-te"]])
    with CaptureQueriesContext(connection) as seen:
        person_by_uid(actor, "p1")

    assert len(seen) == 1
    plan = plan_of(seen[0]["sql"])
    assert "SCAN" not in plan, plan
