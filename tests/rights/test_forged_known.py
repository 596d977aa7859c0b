"""Prove that a day of knowledge in the address never shows more than today's rights reach."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone
from rights import matrix

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.models import User
from dangbo.members.commands import correct_events, record_events
from dangbo.members.queries import (
    EVERYONE,
    count_members,
    member_counts,
    members_of,
    search_members,
)
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.models import Org
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
WRONG, ON, LATER = date(2022, 1, 1), date(2022, 2, 1), date(2024, 6, 1)
BRANCH: Final = "bao-dai"
MISTAKEN: Final = {"nham": "Người Ghi Nhầm", "binh": "Trần Thị Bình", "cuong": "Lê Mạnh Cường"}


def entered(person: str, name: str, org: int) -> dict[str, Any]:
    identity = {"name": name, "birth": "1980-01-01", "sex": "nam"}
    told = {"change": "enter", "person": person, "standing": "official"}
    return {**told, "org": org, "identity": identity}


@pytest.fixture
def known() -> date:
    """Return the last day on which the mistakes were believed."""
    return timezone.localdate()


@pytest.fixture
def officer(db: None, known: date, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """Have two things believed of a branch for a month that never were so; return its officer.

    That somebody was posted in it, and that a cell with two members stood below it.
    """
    ids = matrix.fill()
    made_up: dict[str, Any] = {"actor": OPERATOR, "on": WRONG, "reason": "ví dụ", "invented": True}
    events = [entered("that", "Người Ở Đó", ids[BRANCH])]
    record_events(events=events, **made_up)
    events = [entered("nham", "Người Ghi Nhầm", ids[BRANCH])]
    posted = record_events(events=events, **made_up)
    move = {"change": "move", "orgs": [ids["y-te-1"]], "superior": ids[BRANCH]}
    moved = decide(changes=[move], **made_up)
    today = timezone.localdate
    month = timedelta(days=30)
    monkeypatch.setattr(timezone, "localdate", lambda *given: today(*given) + month)
    correct(actor=OPERATOR, act=moved.seq, void=True, reason="ghi nhầm")
    correct_events(actor=OPERATOR, act=posted.seq, void=True, reason="ghi nhầm")

    user = User.objects.create(username="bao-dai", demonstration=True)
    told: dict[str, Any] = {"username": user.username, "role": "grassroots_officer"}
    start = date(2023, 1, 2)
    grant_role(actor=OPERATOR, org=ids[BRANCH], start=start, reason="ví dụ", **told)
    return actor_of(user)


def shown(actor: Actor, on: date, known: date | None) -> tuple[set[str], set[str], int, int]:
    asked: dict[str, Any] = {"actor": actor, "on": on, "known": known}
    listed = {row.uid for row in members_of(org=None, **asked)}
    found = {row.uid for name in MISTAKEN.values() for row in search_members(text=name, **asked)}
    counted = count_members(org=None, filters=EVERYONE, **asked)
    return listed, found, counted, member_counts(org=None, **asked).total


def test_the_mistakes_are_seen_by_whoever_may_see_all(officer: Actor, known: date) -> None:
    listed, found, *_ = shown(OPERATOR, ON, known)
    assert set(MISTAKEN) <= listed
    assert set(MISTAKEN) <= found
    below = {row.uid for row in members_of(actor=OPERATOR, org=place(), on=ON, known=known)}
    assert below == {"that", *MISTAKEN}


def place() -> int:
    return Org.objects.get(uid=BRANCH).pk


@pytest.mark.parametrize("then", [False, True])
@pytest.mark.parametrize("on", [ON, LATER])
def test_lists_counts_and_search_tell_of_nobody_more(
    officer: Actor, known: date, on: date, then: bool
) -> None:
    believed = known if then else None
    assert shown(officer, on, believed) == ({"that"}, set(), 1, 1)
    below = {row.uid for row in members_of(actor=officer, org=place(), on=on, known=believed)}
    assert below == {"that"}


def test_pages_tell_of_nobody_more(officer: Actor, known: date, client: Client) -> None:
    client.force_login(User.objects.get(username=officer.name))
    days = {"on": ON.isoformat(), "known": known.isoformat()}
    for page in ("", "?xuat=csv", "nham/", "binh/", "so-lieu/", "bien-dong/"):
        answer = client.get(f"/lam-viec/dang-vien/{page.partition('?')[0]}", days)
        if "?" in page:
            answer = client.get("/lam-viec/dang-vien/", {**days, "xuat": "csv"})
        assert answer.status_code in {200, 403, 404}, page
        text = b"".join(answer).decode()
        assert {name for name in MISTAKEN.values() if name in text} == set(), page
