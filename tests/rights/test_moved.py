"""Prove who sees what of a cell that a decision moved from one branch to another."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from django.http import Http404
from rights import matrix

from dangbo.accounts.access import OPERATOR, Actor, NotGranted, actor_of
from dangbo.accounts.models import User
from dangbo.members.access import person_by_uid
from dangbo.members.commands import record_events
from dangbo.members.queries import (
    MemberFilters,
    count_members,
    member_counts,
    members_of,
    total_members,
)
from dangbo.orgs.commands import decide
from dangbo.orgs.models import Org
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
BEFORE, MOVED, AFTER = date(2024, 3, 1), date(2024, 5, 6), date(2024, 6, 1)
CELL, FROM, TO = "y-te-1", "y-te", "bao-dai"
# Both are posted in the cell that is moved; em is of a third branch.
HERE: Final = ["binh", "cuong"]


@pytest.fixture
def officers(db: None) -> Mapping[str, Actor]:
    """Move the cell; return the officer of each branch, by the branch."""
    ids = matrix.fill()
    changes = [{"change": "move", "orgs": [ids[CELL]], "superior": ids[TO]}]
    decide(actor=OPERATOR, on=MOVED, changes=changes, reason="ví dụ")
    found = {}
    for branch in (FROM, TO):
        told: dict[str, Any] = {"role": "grassroots_officer", "org": ids[branch]}
        user = User.objects.create(username=branch, demonstration=True)
        grant_role(actor=OPERATOR, username=branch, start=date(2023, 1, 2), reason="ví dụ", **told)
        found[branch] = actor_of(user)
    return found


def listed(actor: Actor, on: date, org: int | None = None) -> tuple[list[str], int]:
    """Return the members of an organisation, or of all that is the actor's, and their count."""
    asked: dict[str, Any] = {"actor": actor, "org": org, "on": on, "filters": MemberFilters()}
    found, count = sorted(row.uid for row in members_of(**asked)), count_members(**asked)
    told = member_counts(actor=actor, org=org, on=on).total
    assert told == total_members(actor=actor, org=org, on=on) == count
    return found, count


def cell() -> int:
    return Org.objects.get(uid=CELL).pk


def test_lists_and_counts_follow_the_cell(officers: Mapping[str, Actor]) -> None:
    assert listed(officers[FROM], AFTER) == listed(officers[FROM], AFTER, cell()) == ([], 0)
    assert listed(officers[TO], AFTER) == listed(officers[TO], AFTER, cell()) == (HERE, 2)


def test_a_day_of_the_past_shows_the_branches_of_that_day(officers: Mapping[str, Actor]) -> None:
    assert listed(officers[FROM], BEFORE) == (HERE, 2)
    assert listed(officers[TO], BEFORE) == ([], 0)


def test_a_second_branch_changes_nothing_about_the_first(officers: Mapping[str, Actor]) -> None:
    told: dict[str, Any] = {"role": "grassroots_officer", "reason": "ví dụ"}
    third = Org.objects.get(uid=matrix.THERE).pk
    for branch in (FROM, TO):
        grant_role(actor=OPERATOR, username=branch, org=third, start=date(2023, 1, 2), **told)
    one, other = (actor_of(User.objects.get(username=branch)) for branch in (FROM, TO))

    assert listed(one, BEFORE) == (sorted([*HERE, "em", "giang"]), 4)
    assert listed(one, AFTER) == listed(other, BEFORE) == (["em", "giang"], 2)
    assert listed(other, AFTER) == (sorted([*HERE, "em", "giang"]), 4)


def test_who_is_in_another_of_the_own_branches_is_not_away(officers: Mapping[str, Actor]) -> None:
    event = {"change": "post_temporarily", "person": "em", "org": cell()}
    record_events(actor=OPERATOR, on=AFTER, events=[event], reason="ví dụ")
    third = Org.objects.get(uid=matrix.THERE).pk
    asked: dict[str, Any] = {"actor": officers[TO], "org": None, "on": AFTER}
    told = member_counts(**asked)
    assert (told.temporary_in, told.temporary_out) == (1, 0)

    given: dict[str, Any] = {"role": "grassroots_officer", "reason": "ví dụ"}
    start = date(2023, 1, 2)
    grant_role(actor=OPERATOR, username=TO, org=third, start=start, **given)
    asked["actor"] = actor_of(User.objects.get(username=TO))

    both = member_counts(**asked)
    assert (both.total, both.temporary_in, both.temporary_out) == (4, 0, 0)
    assert members_of(**asked, filters=MemberFilters(temporary="out")) == []


def test_the_past_of_the_cell_is_of_who_has_it_and_of_who_had_it(
    officers: Mapping[str, Actor],
) -> None:
    assert listed(officers[TO], BEFORE, cell()) == (HERE, 2)
    assert listed(officers[FROM], BEFORE, cell()) == (HERE, 2)


def test_records_open_to_who_has_the_cell_now(officers: Mapping[str, Actor]) -> None:
    assert person_by_uid(officers[TO], "binh").uid == "binh"
    with pytest.raises(NotGranted):
        person_by_uid(officers[FROM], "binh")


def test_acts_are_of_who_has_the_cell_now(officers: Mapping[str, Actor]) -> None:
    told: dict[str, Any] = {"on": AFTER, "reason": "ví dụ"}
    with pytest.raises(NotGranted):
        record_events(actor=officers[FROM], events=[{"change": "die", "person": "binh"}], **told)
    record_events(actor=officers[TO], events=[{"change": "die", "person": "binh"}], **told)

    assert listed(officers[TO], date(2024, 6, 2)) == (["cuong"], 1)


def test_who_came_after_the_move_was_never_there(officers: Mapping[str, Actor]) -> None:
    told = {"change": "enter", "person": "moi", "standing": "official", "org": cell()}
    event = {**told, "identity": {"name": "Người Mới"}}
    record_events(actor=OPERATOR, on=AFTER, events=[event], reason="ví dụ")

    assert person_by_uid(officers[TO], "moi").uid == "moi"
    with pytest.raises(Http404):
        person_by_uid(officers[FROM], "moi")


def test_a_record_goes_with_the_person_who_is_transferred(officers: Mapping[str, Actor]) -> None:
    event = {"change": "transfer", "person": "binh", "org": Org.objects.get(uid=matrix.THERE).pk}
    record_events(actor=OPERATOR, on=date(2024, 7, 1), events=[event], reason="ví dụ")

    with pytest.raises(NotGranted):
        person_by_uid(officers[TO], "binh")
    assert listed(officers[TO], AFTER) == (HERE, 2)
    assert listed(officers[TO], date(2024, 7, 1)) == (["cuong"], 1)
