"""Prove what the pages of rights show to whom, and that acts pass through their verdict."""

import re
from collections.abc import Mapping
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.audit.queries import differences
from dangbo.posts.commands import record_posts
from dangbo.rights.commands import grant_role
from dangbo.rights.models import Grant
from dangbo.rights.queries.holders import holders

ROOT = "/lam-viec/quyen/"
ON = date(2023, 1, 2)
pytestmark = pytest.mark.by_grants


def words(answer: HttpResponse) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def listed(client: Client, query: str = "") -> list[str]:
    """Return the accounts of the list, in its order."""
    answer = client.get(f"{ROOT}{query}")
    assert answer.status_code == 200
    return [row.cells[0].value for row in answer.context["table"].lines] if answer.context else []


def form(**more: str) -> dict[str, str]:
    told = {"username": "moi", "role": "office", "org": "y-te", "start": "02/01/2023"}
    return {**told, "reason": "Phân công", **more}


def given() -> list[tuple[str, str, str | None]]:
    rows = Grant.objects.filter(voided_by=None).order_by("pk")
    return [
        (row.user.username, row.role, row.org.uid if row.org else None)
        for row in rows.select_related("user", "org")
    ]


def test_the_list_is_of_the_day_and_of_what_one_may_grant(clients: Mapping[str, Client]) -> None:
    assert listed(clients["to-chuc"]) == ["nganh-y", "to-chuc", "van-phong"]
    assert listed(clients["nganh-y"]) == ["nganh-y"]
    before = clients["to-chuc"].get(f"{ROOT}?on=2022-12-31")
    assert "Không có quyền nào khớp vào ngày 31/12/2022" in words(before)


def test_the_list_is_narrowed_and_sorted(clients: Mapping[str, Client]) -> None:
    one = clients["to-chuc"]

    assert listed(one, "?q=khong-co") == []
    assert listed(one, "?q=van-phong") == ["van-phong"]
    assert listed(one, "?vai_tro=organisation") == ["nganh-y", "to-chuc"]
    assert listed(one, "?sort=-username") == ["van-phong", "to-chuc", "nganh-y"]


@pytest.mark.parametrize("username", ["van-phong", "moi"])
@pytest.mark.parametrize("path", ["", "giao/", "xem-nhu/"])
def test_who_may_grant_nothing_is_refused(
    clients: Mapping[str, Client], username: str, path: str
) -> None:
    assert clients[username].get(f"{ROOT}{path}").status_code == 403
    assert clients[username].post(f"{ROOT}{path}", form()).status_code == 403


def test_nobody_comes_in_unsigned(client: Client, grants: Mapping[str, int]) -> None:
    for path in ("", "vai-tro/", "cua-toi/", "giao/", f"{grants['van-phong']}/"):
        assert client.get(f"{ROOT}{path}").status_code == 302


def test_a_role_is_checked_and_then_granted(clients: Mapping[str, Client]) -> None:
    one, before = clients["to-chuc"], given()

    checked = one.post(f"{ROOT}giao/", form(check="1", last="31/12/2023"))
    assert checked.status_code == 200
    assert "Không có gì vướng" in words(checked)
    assert given() == before

    answer = one.post(f"{ROOT}giao/", form(last="31/12/2023"))
    row = Grant.objects.get(user__username="moi")
    assert answer.status_code == 302
    assert answer["Location"] == f"{ROOT}{row.opened_by_id}/"
    assert (row.role, row.org.uid, row.start, row.end) == ("office", "y-te", ON, date(2024, 1, 1))
    assert "31/12/2023" in words(one.get(answer["Location"]))
    assert [each for each in differences() if each[1] is not None] == []


def test_every_reason_against_is_told_at_once(clients: Mapping[str, Client]) -> None:
    wrong = form(role="auditor", username="to-chuc", last="01/12/2022", reason="")
    before = given()

    answer = clients["to-chuc"].post(f"{ROOT}giao/", wrong)

    assert answer.status_code == 422
    text = words(answer)
    assert "Ghi lý do hoặc chọn văn bản làm căn cứ" in text
    assert "Không ai tự giao quyền cho mình" in text
    assert "chỉ giao trên toàn hệ thống" in text
    assert "Ngày hết phải sau ngày bắt đầu" in text
    assert given() == before


@pytest.mark.parametrize("org", ["bao-dai", ""])
def test_a_role_is_granted_only_where_one_grants(clients: Mapping[str, Client], org: str) -> None:
    answer = clients["nganh-y"].post(f"{ROOT}giao/", form(org=org))

    assert answer.status_code == 422
    assert "nhưng không phải ở đơn vị này" in words(answer)
    assert ("moi", "office", org or None) not in given()
    assert clients["nganh-y"].post(f"{ROOT}giao/", form(org="y-te-1")).status_code == 302


def test_an_account_tied_to_a_record_has_the_roles_of_its_posts(
    clients: Mapping[str, Client], ids: Mapping[str, int]
) -> None:
    tied = form(role="member", org="", person="an")
    assert clients["to-chuc"].post(f"{ROOT}giao/", tied).status_code == 302
    post = {"change": "begin", "person": "an", "org": ids["y-te-1"], "how": "elected"}
    record_posts(
        actor=OPERATOR,
        on=date(2023, 2, 1),
        posts=[{**post, "body": "chi_bo", "title": "bi_thu_chi_bo"}],
        reason="đại hội",
    )

    rows = holders(actor=OPERATOR, on=date(2023, 2, 1))
    assert [(row.role, row.title) for row in rows if row.username == "moi"] == [
        ("cell_secretary", "bi_thu_chi_bo"),
        ("member", ""),
    ]
    assert [row.username for row in holders(actor=OPERATOR, on=date(2023, 1, 31))].count("moi") == 1
    # Who grants below y-te sees what follows from a post there, not whose record it is.
    assert listed(clients["nganh-y"]) == ["moi", "nganh-y"]
    mine = words(clients["moi"].get(f"{ROOT}cua-toi/"))
    assert "Bí thư, phó bí thư chi bộ" in mine
    assert "Hồ sơ của mình" in mine


def test_a_grant_is_seen_by_its_holder_and_ended_by_who_grants(
    clients: Mapping[str, Client], grants: Mapping[str, int]
) -> None:
    page = f"{ROOT}{grants['van-phong']}/"

    assert clients["van-phong"].get(page).status_code == 200
    assert clients["van-phong"].get(f"{page}thu/").status_code == 404
    assert clients["moi"].get(page).status_code == 404
    assert clients["nganh-y"].get(page).status_code == 404

    end = {"on": "01/06/2023", "reason": "Chuyển công tác"}
    assert clients["to-chuc"].post(f"{page}thu/", {"on": "01/06/2023"}).status_code == 422
    assert clients["to-chuc"].post(f"{page}thu/", end).status_code == 302

    text = words(clients["to-chuc"].get(page))
    assert "Đã hết" in text
    assert "Chuyển công tác" in text
    assert "van-phong" not in listed(clients["to-chuc"])
    assert "van-phong" in listed(clients["to-chuc"], "?on=2023-05-31")
    assert clients["van-phong"].get(f"{ROOT}cua-toi/").status_code == 200
    assert Act.objects.get(code="rights.withdrawn").actor == "to-chuc"


def test_a_grant_ended_before_it_began_never_was(
    clients: Mapping[str, Client], grants: Mapping[str, int]
) -> None:
    page = f"{ROOT}{grants['van-phong']}/"
    end = {"on": "02/01/2023", "reason": "Giao nhầm"}

    assert clients["to-chuc"].post(f"{page}thu/", end).status_code == 302
    assert "Đã thu từ đầu" in words(clients["to-chuc"].get(page))
    assert clients["to-chuc"].get(f"{page}thu/").status_code == 404
    assert listed(clients["to-chuc"], "?on=2023-01-02") == ["nganh-y", "to-chuc"]


def test_everybody_reads_what_one_may_do_and_where(clients: Mapping[str, Client]) -> None:
    office = words(clients["van-phong"].get(f"{ROOT}cua-toi/"))
    nothing = words(clients["moi"].get(f"{ROOT}cua-toi/"))

    assert "Ghi sổ văn bản, đính tệp Ở đâu Đảng bộ Khối" in office or "Ghi sổ văn bản" in office
    assert "Giao và thu quyền" not in office
    assert "Tài khoản chưa có vai trò nào" in nothing


def test_the_roles_are_explained(clients: Mapping[str, Client]) -> None:
    text = words(clients["moi"].get(f"{ROOT}vai-tro/"))

    assert "Người kiểm soát nhật ký" in text
    assert "Giao và thu quyền Ban Tổ chức" in text
    assert "Mọi chức danh của" in text


def test_a_lent_role_is_marked_in_the_list(
    clients: Mapping[str, Client], grants: Mapping[str, int]
) -> None:
    other = User.objects.create(username="khac")
    grant_role(actor=OPERATOR, username=other.username, role="treasurer", start=ON, reason="x")

    assert listed(clients["to-chuc"], "?vai_tro=treasurer") == ["khac"]
