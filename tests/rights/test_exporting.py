"""Prove that files tell only of persons over whom the actor holds the right to export."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse
from rights import matrix

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.models import Access
from dangbo.cases.commands import open_case
from dangbo.cases.commands.opening import Wanted
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
LIST: Final = "/lam-viec/dang-vien/"
START: Final = date(2023, 1, 1)
NAMES: Final = {uid: name for uid, (name, _org) in matrix.MEMBERS.items()}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    return matrix.fill()


def signed_in(client: Client, ids: Mapping[str, int], *roles: tuple[str, str]) -> Client:
    """Sign in an account with some roles over organisations."""
    user = User.objects.create(username="ai-do", demonstration=True)
    for role, org in roles:
        told: dict[str, Any] = {"username": "ai-do", "role": role, "org": ids[org]}
        grant_role(actor=OPERATOR, start=START, reason="ví dụ", **told)
    client.force_login(user)
    return client


@pytest.fixture
def split(client: Client, ids: Mapping[str, int]) -> Client:
    """Sign in somebody who reads everywhere and exports in y-te alone."""
    return signed_in(
        client, ids, ("committee_member", matrix.ROOT), ("grassroots_officer", matrix.HERE)
    )


def told_of(answer: Any) -> set[str]:
    text = answer.getvalue().decode()
    return {uid for uid, name in NAMES.items() if name in text}


def noted() -> list[tuple[str, object]]:
    rows = Access.objects.exclude(code="signed_in").order_by("seq")
    return [(row.code, row.facts.get("count")) for row in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_says_first_how_many_it_leaves_out(split: Client, kind: str) -> None:
    assert told_of(split.get(LIST)) == set(NAMES)
    before = len(noted())

    asks = split.get(LIST, {"xuat": kind})
    words = " ".join(asks.content.decode().split())
    assert "Danh sách đang xem có 4 dòng. 2 dòng thuộc đơn vị" in words
    assert "chỉ có 2 dòng còn lại" in words
    assert told_of(asks) == set()
    assert len(noted()) == before
    assert (asks.context["go_url"], asks.context["back_url"]) == (
        f"?xuat={kind}&xuat_mot_phan=1", "?",
    )  # fmt: skip

    given = split.get(LIST, {"xuat": kind, "xuat_mot_phan": "1"})
    assert "attachment" in given.headers["Content-Disposition"]
    if kind == "csv":
        text = given.getvalue().decode()
        assert {uid for uid, name in NAMES.items() if name in text} == {"binh", "cuong"}
        assert '"chỉ gồm những người ở đơn vị được quyền xuất"' in text
    assert noted()[before:] == [("exported", 2)]
    assert "X-Dangbo-Persons" not in given.headers


def test_a_file_that_would_tell_of_nobody_is_refused_with_the_reason(split: Client) -> None:
    refused = split.get(LIST, {"xuat": "csv", "to_chuc": matrix.THERE})

    assert refused.status_code == 403
    text = refused.content.decode()
    assert "“Xuất và in dữ liệu đảng viên”, nhưng không phải ở đơn vị này" in text
    assert noted()[-1] == ("refused", None)


def test_where_all_may_be_exported_nothing_is_asked(split: Client) -> None:
    given = split.get(LIST, {"xuat": "csv", "to_chuc": matrix.HERE})

    text = given.getvalue().decode()
    assert {uid for uid, name in NAMES.items() if name in text} == {"binh", "cuong"}
    assert "chỉ gồm những người" not in text


def test_what_may_not_be_read_is_not_told_of(client: Client, ids: Mapping[str, int]) -> None:
    officer = signed_in(client, ids, ("grassroots_officer", matrix.HERE))

    assert told_of(officer.get(LIST, {"xuat": "csv"})) == {"binh", "cuong"}


def test_the_purpose_is_asked_for_of_what_is_left(
    split: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dangbo.rules.exporting.purpose_above", lambda _day: 2)

    asks = split.get(LIST, {"xuat": "csv"})
    assert "chỉ có 2 dòng còn lại" in " ".join(asks.content.decode().split())
    given = split.get(LIST, {"xuat": "csv", "xuat_mot_phan": "1"})
    assert told_of(given) == {"binh", "cuong"}
    assert "Content-Disposition" in given.headers


def test_a_paper_about_one_person_goes_by_the_right_to_export(split: Client) -> None:
    for uid, status in (("binh", 200), ("em", 403)):
        case = open_case(actor=OPERATOR, wanted=Wanted("resignation", matrix.DAY, person=uid))
        address = reverse("cases:letter", args=[case.pk, "resignation_decision", "docx"])
        assert split.get(address).status_code == status, uid
        assert split.post(address).status_code == 403, uid
