"""Prove that discipline is shown, listed, filtered and hinted at only to those who may see it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from rights import matrix

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.models import User
from dangbo.honours.queries.due import badges_due
from dangbo.members.commands import record_events
from dangbo.members.models import Event, SavedFilter
from dangbo.members.queries import MemberFilters, count_members, members_of
from dangbo.members.queries.acts import member_act
from dangbo.members.queries.courses import course_of
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
LIST: Final = "/lam-viec/dang-vien/"
DAY: Final = date(2024, 5, 6)
ROUND: Final = date(2024, 9, 2)
CODE, WORDS = "canh_cao", "Cảnh cáo"
ASKED: Final = MemberFilters(values={"discipline": frozenset({CODE})})


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Fill the register; binh (here) and em (there) were disciplined."""
    found = matrix.fill()
    events = [
        {"change": "attribute", "person": uid, "kind": "discipline", "value": CODE}
        for uid in ("binh", "em")
    ]
    record_events(actor=OPERATOR, on=DAY, events=events, reason="QĐ kỷ luật")
    return found


def opened(ids: Mapping[str, int], username: str, *roles: tuple[str, str]) -> User:
    user = User.objects.create(username=username, demonstration=True)
    for role, org in roles:
        told: dict[str, Any] = {"username": username, "role": role, "org": ids[org]}
        grant_role(actor=OPERATOR, start=date(2023, 1, 1), reason="ví dụ", **told)
    return user


@pytest.fixture
def without(ids: Mapping[str, int]) -> User:
    """Return somebody who reads records and honours and sees no discipline."""
    return opened(ids, "van-phong", ("office", matrix.ROOT))


@pytest.fixture
def partly(ids: Mapping[str, int]) -> User:
    """Return somebody who reads everywhere and sees discipline in y-te alone."""
    return opened(ids, "kiem-tra", ("office", matrix.ROOT), ("inspection_member", matrix.HERE))


def found(actor: Actor, filters: MemberFilters) -> tuple[list[str], int]:
    asked: dict[str, Any] = {"actor": actor, "org": None, "on": date(2024, 6, 1)}
    rows = members_of(filters=filters, **asked)
    return sorted(row.uid for row in rows), count_members(filters=filters, **asked)


def test_a_filter_keeps_to_those_whose_discipline_may_be_seen(without: User, partly: User) -> None:
    assert found(OPERATOR, ASKED) == (["binh", "em"], 2)
    assert found(actor_of(partly), ASKED) == (["binh"], 1)
    assert found(actor_of(without), ASKED) == ([], 0)
    lacking = MemberFilters(lacking=frozenset({"discipline"}))
    assert found(actor_of(partly), lacking) == (["cuong"], 1)
    assert found(actor_of(without), lacking) == ([], 0)


def test_a_forged_address_narrows_and_shows_nothing(client: Client, without: User) -> None:
    client.force_login(without)
    query = {"a.discipline": CODE, "cols": ["name", "a.discipline"]}
    page = client.get(LIST, query)

    assert (page.status_code, page.context["count"]) == (200, "4")
    text = page.content.decode()
    assert (WORDS in text, "Hình thức kỷ luật" in text) == (False, False)
    given = client.get(LIST, {**query, "xuat": "csv"}).getvalue().decode()
    assert (WORDS in given, "Trần Thị Bình" in given) == (False, True)


def test_who_may_see_some_is_offered_the_filter_and_the_column(
    client: Client, partly: User
) -> None:
    client.force_login(partly)
    page = client.get(LIST, {"a.discipline": CODE, "cols": ["name", "a.discipline"]})

    assert [row.uid for row in page.context["part"].rows] == ["binh"]
    everybody = client.get(LIST, {"cols": ["name", "a.discipline"]}).context["part"].rows
    told = {row.uid: row.attributes.get("discipline", "") for row in everybody}
    assert told == {"binh": CODE, "cuong": "", "em": "", "giang": ""}


def test_a_shared_filter_of_somebody_else_narrows_nothing(
    client: Client, partly: User, without: User
) -> None:
    SavedFilter.objects.create(
        name="Bị kỷ luật", owner=partly, shared=True, query=f"a.discipline={CODE}"
    )
    client.force_login(without)

    page = client.get(LIST)
    (kept,) = page.context["saved"]
    assert client.get(f"{LIST}?{kept.query}").context["count"] == "4"


def test_the_course_of_a_member_and_its_acts_do_not_tell(client: Client, partly: User) -> None:
    actor = actor_of(partly)
    act = Event.objects.get(change="attribute", person__uid="em").act_id
    client.force_login(partly)
    for uid, told in (("binh", True), ("em", False)):
        steps = [each.change for each in course_of(actor=actor, uid=uid)]
        assert steps == ["enter", *["attribute"] * told]
        page = client.get(reverse("members:detail", args=[uid]))
        assert (page.status_code, WORDS in page.content.decode()) == (200, told), uid
    found = member_act(actor=actor, act=act)
    assert found is not None
    assert [each.uid for each in found.events] == ["binh"]


def test_a_badge_that_waits_does_not_say_why(without: User, partly: User) -> None:
    asked: dict[str, Any] = {"org": None, "round_day": ROUND, "on": ROUND}
    found_by = {
        user.username: {
            due.uid: [each.code for each in due.against]
            for due in badges_due(actor=actor_of(user), **asked)
        }
        for user in (without, partly)
    }
    assert found_by["van-phong"]["binh"] == found_by["van-phong"]["em"] == ["BADGE_HELD_BACK"]
    assert found_by["kiem-tra"]["binh"] == ["BADGE_DISCIPLINED"]
    assert found_by["kiem-tra"]["em"] == ["BADGE_HELD_BACK"]
