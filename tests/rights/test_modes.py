"""Prove how roles are lent and taken up, and that looking as another never shows more."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dangbo.accounts.access import keeper
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.orgs.access import is_inside
from dangbo.orgs.models import OrgPath
from dangbo.rights.models import Grant
from dangbo.rights.queries.holding import BEHALF, SEEN_AS
from dangbo.rules.rights import READING, Rights, roles_on

ROOT = "/lam-viec/quyen/"
ORGS = "/lam-viec/to-chuc/"
HOME = f"{ROOT}cua-toi/"
pytestmark = pytest.mark.by_grants


def words(answer: HttpResponse) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).strftime("%d/%m/%Y")


def loan(**more: str) -> dict[str, str]:
    told = {"grant": "organisation:", "username": "moi", "start": day(0), "last": day(9)}
    return {**told, "reason": "Nghỉ phép", **more}


@pytest.fixture
def lent(clients: Mapping[str, Client]) -> int:
    """Have to-chuc lend its role to moi; return the act."""
    assert clients["to-chuc"].post(f"{ROOT}uy-quyen/", loan()).status_code == 302
    return Grant.objects.get(behalf__username="to-chuc").opened_by_id


def test_what_is_done_on_behalf_is_noted_so(clients: Mapping[str, Client], lent: int) -> None:
    taker = clients["moi"]
    assert taker.get(ROOT).status_code == 403
    assert "Làm thay to-chuc" in words(taker.get(f"{ROOT}cua-toi/"))

    assert taker.post(f"{ROOT}lam-thay/{lent}/").status_code == 302

    until = f"Đang làm thay to-chuc: Ban Tổ chức, đến hết ngày {day(9)}"
    assert until in words(taker.get(ORGS))
    assert taker.get(ROOT).status_code == 200
    given = {"username": "van-phong", "role": "propaganda", "start": day(0), "reason": "Phân công"}
    assert taker.post(f"{ROOT}giao/", given).status_code == 302
    act = Act.objects.get(code="rights.granted", actor="moi")
    assert (act.behalf, act.role) == ("to-chuc", "organisation")
    assert "làm thay to-chuc" in words(taker.get(f"{ROOT}{act.seq}/"))

    assert taker.post(f"{ROOT}thoi/").status_code == 302
    assert "Đang làm thay" not in words(taker.get(HOME))
    assert taker.get(ROOT).status_code == 403


@pytest.mark.parametrize("username", ["moi", "to-chuc"])
def test_on_behalf_nobody_grants_to_either(
    clients: Mapping[str, Client], lent: int, username: str
) -> None:
    clients["moi"].post(f"{ROOT}lam-thay/{lent}/")
    given = {"username": username, "role": "auditor", "start": day(0), "reason": "x"}

    answer = clients["moi"].post(f"{ROOT}giao/", given)

    assert answer.status_code == 422
    assert "Không ai tự giao quyền cho mình" in words(answer)


def test_on_behalf_nobody_lends_on_nor_looks_as_another(
    clients: Mapping[str, Client], lent: int
) -> None:
    clients["moi"].post(f"{ROOT}lam-thay/{lent}/")

    assert clients["moi"].get(f"{ROOT}uy-quyen/").status_code == 403
    assert clients["moi"].get(f"{ROOT}xem-nhu/").status_code == 403


def test_a_loan_taken_back_ends_at_once(clients: Mapping[str, Client], lent: int) -> None:
    clients["moi"].post(f"{ROOT}lam-thay/{lent}/")
    back = {"on": day(0), "reason": "Đã đi làm lại"}

    assert clients["to-chuc"].post(f"{ROOT}{lent}/thu/", back).status_code == 302

    assert clients["moi"].get(ROOT).status_code == 403
    assert "Việc làm thay đã hết" in words(clients["moi"].get(HOME))
    clients["moi"].post(f"{ROOT}thoi/")
    assert "Việc làm thay đã hết" not in words(clients["moi"].get(HOME))


def test_only_who_is_lent_a_role_takes_it_up(clients: Mapping[str, Client], lent: int) -> None:
    assert clients["van-phong"].post(f"{ROOT}lam-thay/{lent}/").status_code == 404
    assert clients["moi"].post(f"{ROOT}lam-thay/{lent + 1000}/").status_code == 404
    assert clients["moi"].get(f"{ROOT}lam-thay/{lent}/").status_code == 405
    assert clients["moi"].get(f"{ROOT}thoi/").status_code == 405
    assert clients["van-phong"].get(f"{ROOT}{lent}/").status_code == 404


def test_a_loan_is_short_and_of_a_role_of_ones_own(clients: Mapping[str, Client]) -> None:
    late = clients["to-chuc"].post(f"{ROOT}uy-quyen/", loan(start=day(-1), last=day(200)))
    other = clients["van-phong"].post(f"{ROOT}uy-quyen/", loan())
    checked = clients["to-chuc"].post(f"{ROOT}uy-quyen/", loan(check="1"))

    assert late.status_code == 422
    assert "Ủy quyền bắt đầu từ hôm nay trở đi" in words(late)
    assert "nhiều nhất 180 ngày" in words(late)
    assert other.status_code == 422
    assert "Không có gì vướng" in words(checked)
    assert Grant.objects.filter(behalf__isnull=False).count() == 0


def seen(client: Client, role: str = "office", org: str = "y-te") -> int:
    told = {"role": role, "org": org, "reason": "Hỗ trợ người dùng"}
    return client.post(f"{ROOT}xem-nhu/", told).status_code


def test_looking_as_another_is_noted_and_only_reads(
    clients: Mapping[str, Client], ids: Mapping[str, int], grants: Mapping[str, int]
) -> None:
    one = clients["to-chuc"]
    assert seen(one) == 302

    act = Act.objects.get(code="rights.seen_as")
    assert (act.actor, act.reason) == ("to-chuc", "Hỗ trợ người dùng")
    assert act.params == {"role": "office", "org": ids["y-te"]}
    page = words(one.get(ORGS))
    assert "Đang xem như Văn phòng, Đảng bộ Ngành Y tế. Chỉ xem, không ghi." in page
    refused = one.get(ROOT)
    assert refused.status_code == 403
    assert "Đang xem như Văn phòng" in words(refused)
    assert one.post(f"{ROOT}giao/", {}).status_code == 403
    assert one.post(f"{ROOT}uy-quyen/", loan()).status_code == 403
    assert one.post(f"{ROOT}{grants['to-chuc']}/thu/", {}).status_code == 403
    assert one.get(f"{ROOT}xem-nhu/").status_code == 403

    assert one.post(f"{ROOT}thoi/").status_code == 302
    assert "Đang xem như" not in words(one.get(HOME))
    assert one.get(ROOT).status_code == 200


def test_looking_as_another_asks_why(clients: Mapping[str, Client]) -> None:
    told = {"role": "auditor", "org": "y-te", "reason": ""}
    answer = clients["to-chuc"].post(f"{ROOT}xem-nhu/", told)

    assert answer.status_code == 422
    assert "Vai trò này chỉ có trên toàn hệ thống" in words(answer)
    assert SEEN_AS not in clients["to-chuc"].session
    assert not Act.objects.filter(code="rights.seen_as").exists()


def within(shown: Rights, own: Rights) -> bool:
    return all(
        own.over(act) is None
        or (where is not None and all(is_inside(path, own.over(act)) for path in where))
        for act, where in shown.places
    )


@pytest.mark.parametrize("username", ["to-chuc", "nganh-y", "van-phong", "moi"])
def test_looking_as_another_never_shows_more_than_ones_own(
    clients: Mapping[str, Client], ids: Mapping[str, int], username: str
) -> None:
    user = User.objects.get(username=username)
    own = keeper().granted(user, session={}).rights
    assert OrgPath.objects.exists()

    for role in roles_on(timezone.localdate()).roles:
        for org in (None, ids["khoi"], ids["y-te-1"], ids["bao-dai"]):
            told = {SEEN_AS: {"role": role, "org": org}}
            shown = keeper().granted(user, session=told).rights
            assert within(shown, own)
            assert {act for act, _ in shown.places} <= READING


def test_a_made_up_session_lends_nothing(clients: Mapping[str, Client], lent: int) -> None:
    user = User.objects.get(username="van-phong")
    own = keeper().granted(user, session={})

    for told in ({BEHALF: lent}, {BEHALF: 10**9}, {SEEN_AS: {"role": "không có", "org": None}}):
        assert within(keeper().granted(user, session=told).rights, own.rights)
        assert keeper().granted(user, session=told).behalf == ""
