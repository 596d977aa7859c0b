"""The search at the top finds members too, beside organisations and papers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from factories.small_membership import happen

from dangbo.accounts.access import Actor
from dangbo.members.panels import members_found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
SEARCH = "/lam-viec/to-chuc/tim-kiem/"


def found(answer: Any) -> list[str]:
    groups = {group.key: group for group in answer.context["groups"]}
    return [line.name for line in groups["members"].lines] if groups else []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nguyễn Văn An", ["Nguyễn Văn An"]),
        ("an nguyen", ["Nguyễn Văn An"]),
        ("dang em", ["Đặng Thị Em"]),
        ("28/02/1990", ["Trần Thị Bình"]),
        ("van", ["Nguyễn Văn An", "Hoàng Văn Dũng"]),
        ("00012345", ["Lê Minh Châu"]),
        ("không ai", []),
        ("a", []),
    ],
)
def test_members_are_found_by_name_number_and_birth(
    officer: Client, text: str, names: list[str]
) -> None:
    number = {"change": "number", "person": "chau", "kind": "card", "value": "00012345"}
    happen(date(2018, 1, 1), number)

    assert found(officer.get(SEARCH, {"q": text})) == names


def test_each_line_tells_birth_standing_and_place_of_the_day(officer: Client) -> None:
    now = officer.get(SEARCH, {"q": "van an"}).context["groups"][0]
    then = officer.get(SEARCH, {"q": "van an", "on": "2013-06-01"}).context["groups"][0]

    assert now.lines[0].more == "02/03/1985 · chính thức · Đảng bộ Báo và Đài"
    assert then.lines[0].more == "02/03/1985 · dự bị · Chi bộ Báo"


def test_what_is_not_an_organisation_is_not_called_nothing(officer: Client) -> None:
    text = officer.get(SEARCH, {"q": "Hoàng Văn Dũng"}).content.decode()

    assert "Không có tổ chức nào từng mang tên" in text
    assert "Thử bớt từ, hoặc kiểm tra chính tả." not in text


def test_members_are_offered_with_what_tells_them_apart(officer: Client) -> None:
    def offered(text: str) -> list[tuple[str, str, str]]:
        rows = officer.get("/lam-viec/dang-vien/goi-y/", {"q": text}).json()["rows"]
        return [(row["key"], row["name"], row["more"]) for row in rows]

    told = "02/03/1985 · chính thức · Đảng bộ Báo và Đài"
    assert offered("an nguyen") == [("an", "Nguyễn Văn An", told)]
    assert offered("a") == offered("không ai") == []


def test_hints_come_in_groups_with_their_pages(officer: Client) -> None:
    told = officer.get(f"{SEARCH}goi-y/", {"q": "an", "on": "2017-01-01"}).json()["groups"]

    groups = {group["title"]: group["rows"] for group in told}
    assert groups["Đảng viên"][0] == {
        "name": "Nguyễn Văn An",
        "more": "02/03/1985 · chính thức · Đảng bộ Báo và Đài",
        "url": "/lam-viec/dang-vien/an/?on=2017-01-01",
    }
    assert "Tổ chức đảng" in groups
    assert officer.get(f"{SEARCH}goi-y/", {"q": "a"}).json() == {"groups": []}


def test_whoever_may_not_know_of_a_person_does_not_find_one() -> None:
    day = {"on": date(2017, 1, 1), "known": None, "limit": 5}

    assert members_found(actor=Actor("x", branches=("0001.0002",)), text="van an", **day) is None


def test_more_than_are_shown_lead_to_the_list(officer: Client) -> None:
    group = members_found(actor=Actor("x"), text="van", on=date(2017, 1, 1), known=None, limit=1)

    assert group is not None
    assert [line.name for line in group.lines] == ["Nguyễn Văn An"]
    assert officer.get(group.more_url).status_code == 200
