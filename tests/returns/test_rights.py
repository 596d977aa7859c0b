"""Prove who may take which step, and who reads what was sent, by real grants."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from returns.register import FORM, report, send

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.rights.commands import grant_role

HERE = f"/lam-viec/bao-cao/{FORM}/2023h1/"
ROLES = {
    "co-so": ("grassroots_officer", "y-te"),
    "khoi": ("office", "khoi"),
    "uy-vien": ("committee_member", "y-te"),
}

pytestmark = pytest.mark.by_grants


@pytest.fixture
def clients(ids: Mapping[str, int]) -> dict[str, Client]:
    """Return a signed-in client of each account, with a role of its own."""
    found = {}
    for username, (role, org) in ROLES.items():
        user = User.objects.create(username=username, first_name=username, demonstration=True)
        grant_role(
            actor=OPERATOR,
            username=username,
            role=role,
            org=ids[org],
            start=date(2023, 1, 2),
            reason="Phân công",
        )
        found[username] = Client()
        found[username].force_login(user)
    return found


def take(client: Client, org: str, kind: str, **given: str) -> int:
    page = client.get(f"{HERE}{org}/buoc/{kind}/")
    if page.status_code != 200:
        return int(page.status_code)
    data = {"da_xem": page.context["form"]["da_xem"].value(), "seen": page.context["seen"]}
    return int(client.post(f"{HERE}{org}/buoc/{kind}/", data | given).status_code)


def test_the_grassroots_sends_and_the_committee_above_receives(clients: dict[str, Client]) -> None:
    own, above, member = clients["co-so"], clients["khoi"], clients["uy-vien"]

    assert member.get(f"{HERE}y-te/").status_code == 200
    assert take(member, "y-te", "confirm") == 403
    assert take(own, "bao-dai", "confirm") == 403
    assert take(own, "y-te", "confirm") == 302
    assert take(own, "y-te", "receive") == 403
    assert take(own, "y-te", "send") == 302
    assert take(above, "y-te", "receive") == 302
    assert report("y-te").state == "received"
    assert own.get(f"{HERE}bao-dai/").status_code == 403
    assert above.get(f"{HERE}bao-dai/").status_code == 200


def test_what_the_province_holds_the_committee_does_not_reopen(clients: dict[str, Client]) -> None:
    for org in ("y-te", "khoi"):
        send(org)
    above = clients["khoi"]
    assert take(above, "y-te", "receive") == 302
    page = above.get(f"{HERE}y-te/buoc/reopen/").content.decode()
    assert "Cấp nhận báo cáo ấy phải mở lại trước" in page

    assert take(above, "y-te", "reopen", ly_do="sai") == 422
    assert report("y-te").state == "received"
    assert take(above, "khoi", "receive") == 403


def test_progress_shows_those_alone_whose_members_one_reads(clients: dict[str, Client]) -> None:
    own = clients["co-so"].get("/lam-viec/bao-cao/?ky=2023h1&to_chuc=khoi").content.decode()
    above = clients["khoi"].get("/lam-viec/bao-cao/?ky=2023h1&to_chuc=khoi").content.decode()

    assert "Chi bộ Báo và Đài" not in own
    assert "Chi bộ Báo và Đài" in above
    assert f"{HERE}y-te/" in clients["co-so"].get("/lam-viec/bao-cao/?ky=2023h1").content.decode()


def test_an_account_without_rights_meets_a_refusal(clients: dict[str, Client]) -> None:
    stranger = Client()
    stranger.force_login(User.objects.create(username="khac", demonstration=True))

    assert stranger.get(f"{HERE}y-te/").status_code == 403
    assert stranger.get("/lam-viec/bao-cao/").status_code == 403
