"""Prove that rights end at once: in a session that goes on, and over what is dissolved."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone
from rights import matrix

from dangbo.accounts.access import OPERATOR, Actor, NotGranted, actor_of
from dangbo.accounts.models import User
from dangbo.audit.models import Access, Act
from dangbo.members.commands import record_events
from dangbo.members.queries import members_of
from dangbo.orgs.access import ask_over
from dangbo.orgs.commands import decide
from dangbo.rights.commands import grant_role, withdraw
from dangbo.rules.rights import MEMBER_CHANGE, MEMBER_READ

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
LIST: Final = "/lam-viec/dang-vien/"
START: Final = date(2023, 1, 2)
CELL: Final = "y-te-1"


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    return matrix.fill()


def officer(ids: Mapping[str, int], org: str) -> tuple[User, int]:
    user = User.objects.create(username="can-bo", demonstration=True)
    told: dict[str, Any] = {"username": "can-bo", "role": "grassroots_officer", "org": ids[org]}
    return user, grant_role(actor=OPERATOR, start=START, reason="ví dụ", **told).seq


def test_a_role_removed_ends_in_every_tab_and_a_form_begun_before_writes_nothing(
    client: Client, ids: Mapping[str, int]
) -> None:
    user, grant = officer(ids, matrix.HERE)
    client.force_login(user)
    # Two tabs of one session: a list, and a form half filled in.
    form = f"{LIST}binh/ghi/die/"
    assert (client.get(LIST).status_code, client.get(form).status_code) == (200, 200)
    today = timezone.localdate()
    withdraw(actor=OPERATOR, grant=grant, on=today, reason="Thôi việc", paper=None)
    acts = Act.objects.count()

    sent = client.post(form, {"on": f"{today:%d/%m/%Y}", "reason": "ví dụ", "do": "record"})
    assert (client.get(LIST).status_code, sent.status_code) == (403, 403)
    assert client.get("/lam-viec/quyen/cua-toi/").status_code == 200
    assert Act.objects.count() == acts
    assert Access.objects.filter(code="refused", actor="can-bo").count() == 2


def test_a_grant_over_what_was_dissolved_shows_its_past_and_nothing_since(
    ids: Mapping[str, int],
) -> None:
    user, _grant = officer(ids, CELL)
    before, on = date(2024, 5, 1), date(2024, 6, 1)
    left = {"change": "transfer", "org": ids["y-te-2"]}
    moves = [{**left, "person": uid} for uid in ("binh", "cuong")]
    record_events(actor=OPERATOR, on=on, events=moves, reason="ví dụ")
    gone = [{"change": "dissolve", "org": ids[CELL]}]
    decide(actor=OPERATOR, on=on + timedelta(days=1), changes=gone, reason="ví dụ")
    actor = actor_of(user)

    assert listed(actor, before) == {"binh", "cuong"}
    assert listed(actor, on + timedelta(days=2)) == set()
    event = {"change": "die", "person": "binh"}
    with pytest.raises(NotGranted):
        record_events(actor=actor, on=on + timedelta(days=3), events=[event], reason="ví dụ")
    for act in (MEMBER_READ, MEMBER_CHANGE):
        with pytest.raises(NotGranted):
            ask_over(actor, act, [ids[matrix.HERE]], on=on + timedelta(days=2))


def listed(actor: Actor, on: date) -> set[str]:
    return {row.uid for row in members_of(actor=actor, org=None, on=on)}
