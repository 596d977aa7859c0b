"""The tree of a day over HTTP: whole, narrowed, opened, one branch, as a file."""

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs
from dangbo.ui.parts import Node

pytestmark = pytest.mark.django_db
TREE = "/lam-viec/to-chuc/"


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def drawn(nodes: Iterable[Node]) -> list[Any]:
    """Return the keys of a drawn tree, each branch that is drawn as a pair with its lines."""
    return [(node.key, drawn(node.children)) if node.children else node.key for node in nodes]


def level(officer: Client, key: str, **query: object) -> Any:
    return officer.get(f"{TREE}{key}/nhanh/", query, headers={"HX-Request": "true"})


def add_cells(superior: int, number: int) -> None:
    """Found cells below an organisation on a day on which it stands."""
    keys = [f"{superior}-{each:04}" for each in range(number)]
    found = register_orgs(actor=OPERATOR, uids=keys)
    changes = [
        {
            "change": "found",
            "org": found[key],
            "name": f"Chi bộ {at:04}",
            "kind": "chi_bo_truc_thuoc",
            "superior": superior,
        }
        for at, key in enumerate(keys, 1)
    ]
    decide(actor=OPERATOR, on=date(2013, 1, 1), changes=changes)


def test_pages_want_an_account(client: Client, ids: dict[str, int]) -> None:
    for path in (TREE, f"{TREE}khoi/", f"{TREE}khoi/nhanh/", f"{TREE}quyet-dinh/"):
        assert client.get(path).headers["Location"] == f"/tai-khoan/dang-nhap/?next={path}"


def test_tree_shows_the_day_with_its_top_open(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"on": "2014-01-01"})

    assert drawn(answer.context["picture"].nodes) == [("tinh", ["khoi"])]
    khoi = answer.context["picture"].nodes[0].children[0]
    assert (khoi.count, khoi.kind) == (
        6,
        "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng · 4 tổ chức cơ sở đảng, 5 chi bộ",
    )
    assert khoi.children_url == f"{TREE}khoi/nhanh/"
    assert [(stat.label, stat.value) for stat in answer.context["stats"]] == [
        ("Tổ chức cơ sở đảng", "4"),
        ("Chi bộ", "5"),
        ("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", "1"),
    ]


def test_tree_of_a_day_before_anything_says_so(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"on": "2001-01-01"})

    assert answer.status_code == 200
    assert "Ngày 01/01/2001 sổ chưa có tổ chức nào" in text_of(answer)


def test_tree_is_as_known_on_a_day(officer: Client, ids: dict[str, int]) -> None:
    then = officer.get(f"{TREE}?q=y+te&on=2018-06-01&known=2020-12-31")
    now = officer.get(f"{TREE}?q=y+te&on=2018-06-01")

    assert "Đảng bộ Sở Y tế" in text_of(then)
    assert "Đảng bộ Ngành Y tế" not in text_of(then)
    assert "Đảng bộ Ngành Y tế" in text_of(now)


def test_search_opens_the_path_to_what_it_finds(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"q": "van phong", "on": "2014-01-01"})

    picture = answer.context["picture"]
    assert drawn(picture.nodes) == [("tinh", [("khoi", [("y-te", ["y-te-1"])])])]
    assert (picture.found, picture.left_out) == (1, 0)


def marked(nodes: Iterable[Node]) -> list[str]:
    """Return the keys of the lines that are marked."""
    found = []
    for node in nodes:
        found += [node.key] if node.current else []
        found += marked(node.children)
    return sorted(found)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("dang_bo_co_so", ["y-te"]),
        ("co_so", ["bao", "dai", "thanh-tra", "y-te"]),
        ("moi_chi_bo", ["bao", "dai", "thanh-tra", "y-te-1", "y-te-2"]),
    ],
)
def test_filter_by_kind_marks_just_those(
    officer: Client, ids: dict[str, int], kind: str, found: list[str]
) -> None:
    answer = officer.get(TREE, {"loai": kind, "on": "2014-01-01"})

    assert marked(answer.context["picture"].nodes) == found


def test_a_kind_that_is_not_on_the_list_narrows_nothing(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(TREE, {"loai": "khong-co", "on": "2014-01-01"})

    assert answer.context["picture"].found is None
    assert answer.context["chips"] == []


def test_nothing_found_offers_the_search_of_all_names(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"q": "ngan hang"})

    assert "không có tổ chức nào khớp" in text_of(answer)
    assert "tìm cả những tên đã thôi dùng" in text_of(answer)


def test_tree_opens_at_one_organisation(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"mo": "y-te-1", "on": "2014-01-01"})

    assert drawn(answer.context["picture"].nodes) == [
        ("tinh", [("khoi", ["bao", "dai", "thanh-tra", ("y-te", ["y-te-2", "y-te-1"])])])
    ]


def test_everything_can_be_opened_at_once(officer: Client, ids: dict[str, int]) -> None:
    whole = officer.get(TREE, {"het": "1", "on": "2014-01-01"})
    branch = officer.get(TREE, {"het": "1", "mo": "y-te", "on": "2014-01-01"})

    assert drawn(whole.context["picture"].nodes) == [
        ("tinh", [("khoi", ["bao", "dai", "thanh-tra", ("y-te", ["y-te-2", "y-te-1"])])])
    ]
    assert drawn(branch.context["picture"].nodes) == [("y-te", ["y-te-2", "y-te-1"])]


def test_branch_answers_one_level_on_the_day(officer: Client, ids: dict[str, int]) -> None:
    before = level(officer, "y-te", on="2014-01-01")
    after = level(officer, "y-te", on="2019-06-01")

    assert [node.key for node in before.context["nodes"]] == ["y-te-2", "y-te-1"]
    assert [node.key for node in after.context["nodes"]] == ["y-te-1"]
    assert f'href="{TREE}y-te-1/?on=2019-06-01"' in text_of(after)


def test_branch_without_a_script_leads_to_the_tree(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{TREE}y-te/nhanh/", {"on": "2014-01-01"})

    assert answer.headers["Location"] == f"{TREE}?mo=y-te&on=2014-01-01#node-y-te"


@pytest.mark.parametrize("path", ["khong-co/", "khong-co/nhanh/", "?mo=khong-co"])
def test_unknown_organisation_is_404(officer: Client, ids: dict[str, int], path: str) -> None:
    assert officer.get(f"{TREE}{path}", headers={"HX-Request": "true"}).status_code == 404


def test_long_level_comes_in_parts_of_200(officer: Client, ids: dict[str, int]) -> None:
    add_cells(ids["y-te"], 450)

    whole = level(officer, "y-te", on="2014-01-01").context["nodes"]
    part = level(officer, "y-te", on="2014-01-01", phan=400).context["nodes"]

    assert [len(whole), len(part)] == [202, 52]
    assert [str(node.label) for node in whole[200:]] == [
        "Xem thêm: tổ chức thứ 201 đến 400 trong 452",
        "Xem thêm: tổ chức thứ 401 đến 452 trong 452",
    ]
    assert whole[200].kind == "từ Chi bộ 0201 đến Chi bộ 0400"
    assert whole[201].children_url == f"{TREE}y-te/nhanh/?phan=400"
    assert [part[0].label, part[-1].label] == ["Chi bộ 0401", "Chi bộ Văn phòng"]


def test_tree_opens_the_part_that_holds_an_organisation(
    officer: Client, ids: dict[str, int]
) -> None:
    add_cells(ids["y-te"], 450)

    answer = officer.get(TREE, {"mo": f"{ids['y-te']}-0299", "on": "2014-01-01"})

    y_te = answer.context["picture"].nodes[0].children[0].children[-1]
    parts = [(node.key, len(node.children)) for node in y_te.children[200:]]
    assert parts == [("y-te--200", 200), ("y-te--400", 0)]
    assert y_te.children[200].children[99].current


@pytest.mark.parametrize("page", [TREE, f"{TREE}?q=chi+bo", f"{TREE}?het=1", f"{TREE}?mo=y-te"])
def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int], page: str
) -> None:
    day = f"{page}{'&' if '?' in page else '?'}on=2014-01-01"
    few = statements(day)
    add_cells(ids["y-te"], 3)

    assert statements(day) == few


def test_file_holds_the_branch_in_the_order_of_reading(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(f"{TREE}khoi/nhanh/", {"xuat": "xlsx", "on": "2014-01-01"})

    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="nhanh-khoi-2014-01-01.xlsx"'
    )
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    cells = rows.to_python()
    assert cells[0][0] == "Nhánh tổ chức đảng"
    assert [row[:2] for row in cells[1:5]] == [
        ["Tổ chức", "Đảng bộ Khối các cơ quan"],
        ["Ngày xem", "01/01/2014"],
        ["Theo những gì đã biết đến", "những gì đã biết đến khi xuất"],
        ["Bộ lọc", "không"],
    ]
    assert cells[8] == [
        *("Tổ chức", "Cấp", "Loại hình", "Trực thuộc", "Mã", "Số tổ chức bên dưới", "Khóa"),
        "Dữ liệu minh họa",
    ]
    assert [(row[0], row[1], row[5]) for row in cells[9:]] == [
        ("Đảng bộ Khối các cơ quan", 1.0, 6.0),
        ("Chi bộ Báo", 2.0, 0.0),
        ("Chi bộ Đài", 2.0, 0.0),
        ("Chi bộ Thanh tra", 2.0, 0.0),
        ("Đảng bộ Sở Y tế", 2.0, 2.0),
        ("Chi bộ Thanh tra", 3.0, 0.0),
        ("Chi bộ Văn phòng", 3.0, 0.0),
    ]


def test_tree_opened_at_a_branch_offers_that_branch_as_a_file(
    officer: Client, ids: dict[str, int]
) -> None:
    at_branch = officer.get(TREE, {"mo": "y-te", "on": "2014-01-01"}).context["exports"]
    narrowed = officer.get(TREE, {"mo": "y-te", "q": "bao"}).context["exports"]

    assert at_branch["csv"] == f"{TREE}y-te/nhanh/?xuat=csv&on=2014-01-01"
    assert narrowed["csv"] == "?mo=y-te&q=bao&xuat=csv"


def test_file_of_the_narrowed_tree_holds_what_was_found(
    officer: Client, ids: dict[str, int]
) -> None:
    answer = officer.get(TREE, {"xuat": "csv", "q": "chi bo", "on": "2022-06-01"})

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0] == '\ufeff"Cây tổ chức đảng"'
    assert '"Bộ lọc","Tên tổ chức: chi bo"' in lines
    found = [line.split(",") for line in lines[8:]]
    assert [(row[0], row[-1]) for row in found] == [
        ('"Chi bộ Giám định"', '""'),
        ('"Chi bộ Minh họa"', '"có"'),
        ('"Chi bộ Thanh tra"', '""'),
        ('"Chi bộ Văn phòng"', '""'),
    ]


def test_invented_organisations_are_marked(officer: Client, ids: dict[str, int]) -> None:
    answer = level(officer, "khoi", on="2022-06-01")

    marks = {
        node.key: [str(badge.text) for badge in node.badges] for node in answer.context["nodes"]
    }
    assert marks == {
        "bao-dai": [],
        "giam-dinh": [],
        "minh-hoa": ["Dữ liệu minh họa"],
        "y-te": [],
    }


def test_english_page_speaks_english(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(TREE, {"on": "2014-01-01"}, headers={"accept-language": "en"})

    assert answer.context["picture"].nodes[0].kind.startswith("Province Party organisation")
