"""The search over HTTP: by any name ever held, the likeliest first, papers beside."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
SEARCH = "/lam-viec/to-chuc/tim-kiem/"


def found(officer: Client, text: str, **query: object) -> list[list[str]]:
    answer = officer.get(SEARCH, {"q": text, **query})
    assert answer.status_code == 200
    return [[str(cell.value) for cell in line.cells] for line in answer.context["table"].lines]


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_name_no_longer_borne_is_found(officer: Client, ids: dict[str, int]) -> None:
    assert found(officer, "so y te") == [
        [
            "Đảng bộ Ngành Y tế",
            "Đảng bộ Sở Y tế (01/03/2012 – 30/04/2018)",
            "Đảng bộ cơ sở",
            "Đảng bộ Khối các cơ quan",
            "10.1",
            "Đang hoạt động",
        ]
    ]


@pytest.mark.parametrize("text", ["chi bộ đài", "CHI BO DAI", "chi bộ đaì", "  đài   chi bộ "])
def test_search_is_blind_to_accents_case_and_order(
    officer: Client, ids: dict[str, int], text: str
) -> None:
    assert found(officer, text) == [
        [
            "Chi bộ Đài",
            "chính tên này (01/03/2012 – 31/05/2015)",
            "Chi bộ cơ sở",
            "Đảng bộ Khối các cơ quan",
            "",
            "Không còn từ 01/06/2015",
        ]
    ]


def test_other_names_and_codes_are_found(officer: Client, ids: dict[str, int]) -> None:
    [alias] = found(officer, "dan chinh dang")
    by_code = found(officer, "10.1")

    assert alias[:2] == ["Đảng bộ Khối các cơ quan", "Đảng bộ Dân Chính Đảng (tên gọi khác)"]
    assert [row[0] for row in by_code] == ["Đảng bộ Ngành Y tế"]


def test_what_stands_comes_first_then_higher_kinds(officer: Client, ids: dict[str, int]) -> None:
    assert [(row[0], row[5]) for row in found(officer, "bo")] == [
        ("Đảng bộ tỉnh Ví Dụ", "Đang hoạt động"),
        ("Đảng bộ Khối các cơ quan", "Đang hoạt động"),
        ("Đảng bộ Báo và Đài", "Đang hoạt động"),
        ("Đảng bộ Ngành Y tế", "Đang hoạt động"),
        ("Chi bộ Giám định", "Đang hoạt động"),
        ("Chi bộ Minh họa", "Đang hoạt động"),
        ("Chi bộ Thanh tra", "Đang hoạt động"),
        ("Chi bộ Văn phòng", "Đang hoạt động"),
        ("Chi bộ Báo", "Không còn từ 01/06/2015"),
        ("Chi bộ Đài", "Không còn từ 01/06/2015"),
        ("Chi bộ Thanh tra", "Không còn từ 01/01/2021"),
    ]


def test_search_on_a_day_says_what_was_still_to_come(officer: Client, ids: dict[str, int]) -> None:
    [row] = found(officer, "bao va dai", on="2014-01-01")

    assert row[5] == "Có từ 01/06/2015"


def test_nothing_found_offers_what_comes_close(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(SEARCH, {"q": "Chi bộ Giám địhn"})

    assert "Không có tổ chức nào từng mang tên “Chi bộ Giám địhn”" in text_of(answer)
    assert "Chi bộ Giám định" in [each.name for each in answer.context["nearest"]]


def test_without_a_text_the_page_asks_for_one(officer: Client, ids: dict[str, int]) -> None:
    assert "Gõ một phần tên của tổ chức" in text_of(officer.get(SEARCH))


def test_papers_are_found_beside(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(SEARCH, {"q": "12-QĐ/TU"})

    assert [paper["name"] for paper in answer.context["papers"]] == ["12-QĐ/TU, năm 2012"]
    assert answer.context["page"].paginator.count == 0


def test_text_is_shown_and_never_run(officer: Client, ids: dict[str, int]) -> None:
    text = text_of(officer.get(SEARCH, {"q": "<script>alert(1)</script>"}))

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int]
) -> None:
    few = statements(f"{SEARCH}?q=giam+dinh")
    for key, org in register_orgs(actor=OPERATOR, uids=["a", "b"]).items():
        begun = {"change": "found", "org": org, "name": f"Chi bộ Giám định {key}"}
        changes = [{**begun, "kind": "chi_bo_co_so", "superior": ids["khoi"]}]
        decide(actor=OPERATOR, on=date(2019, 1, 1), changes=changes)

    assert statements(f"{SEARCH}?q=giam+dinh") == few
