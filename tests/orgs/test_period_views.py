"""Changes in a period and two days compared, over HTTP."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
CHANGES = "/lam-viec/to-chuc/thay-doi/"
COMPARE = "/lam-viec/to-chuc/so-sanh/"
BOTH = [CHANGES, COMPARE]


def page(officer: Client, address: str, **query: object) -> Any:
    return officer.get(address, query)


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def cells_of(table: Any) -> list[list[str]]:
    return [[str(cell.value) for cell in line.cells] for line in table.lines]


@pytest.mark.parametrize("address", BOTH)
def test_form_offers_the_year_before_the_day(
    officer: Client, ids: dict[str, int], address: str
) -> None:
    form = page(officer, address, on="2019-06-01", to_chuc="khoi").context["form"]

    assert form.initial == {"tu": date(2018, 6, 1), "den": date(2019, 6, 1), "to_chuc": "khoi"}


@pytest.mark.parametrize("address", BOTH)
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("30/02/2020", "“30/02/2020” không có trong lịch."),
        ("02/13/2020", "có lẽ ngày và tháng bị đổi chỗ"),
        ("hôm qua", "không phải ngày theo dạng ngày/tháng/năm"),
        ("", "Trường này là bắt buộc"),
    ],
)
def test_wrong_day_is_refused_in_words(
    officer: Client, ids: dict[str, int], address: str, day: str, said: str
) -> None:
    answer = page(officer, address, tu=day, den="01/01/2022")

    assert answer.status_code == 422
    assert said in text_of(answer)


@pytest.mark.parametrize("address", BOTH)
def test_days_the_wrong_way_round_are_offered_exchanged(
    officer: Client, ids: dict[str, int], address: str
) -> None:
    answer = page(officer, address, tu="01/01/2022", den="01/01/2010", to_chuc="khoi")

    assert answer.status_code == 200
    assert "Ngày thứ nhất 01/01/2022 ở sau ngày thứ hai 01/01/2010." in text_of(answer)
    again = officer.get(f"{address}{answer.context['swapped_url']}")
    assert "swapped_url" not in again.context
    assert (again.context["start"], again.context["end"]) == (date(2010, 1, 1), date(2022, 1, 1))


@pytest.mark.parametrize("address", BOTH)
def test_name_of_several_lets_choose(officer: Client, ids: dict[str, int], address: str) -> None:
    answer = page(officer, address, tu="01/01/2010", den="01/01/2020", to_chuc="Chi bộ Thanh tra")

    offered = answer.context["chosen"].offered
    assert "“Chi bộ Thanh tra” là tên của nhiều tổ chức" in text_of(answer)
    assert sorted((each.kind, each.superior) for each in offered) == [
        ("Chi bộ cơ sở", "Đảng bộ Khối các cơ quan"),
        ("Chi bộ trực thuộc", "Đảng bộ Báo và Đài"),
    ]
    chosen = officer.get(f"{address}{offered[0].url}").context["chosen"]
    assert (chosen.settled, chosen.org.name) == (True, "Chi bộ Thanh tra")


@pytest.mark.parametrize("address", BOTH)
def test_unknown_name_offers_what_comes_close(
    officer: Client, ids: dict[str, int], address: str
) -> None:
    answer = page(officer, address, tu="01/01/2010", den="01/01/2022", to_chuc="Chi bộ Giám địhn")

    assert "Không có tổ chức nào là “Chi bộ Giám địhn”" in text_of(answer)
    assert "Chi bộ Giám định" in [each.name for each in answer.context["chosen"].offered]


def test_changes_of_a_period_within_one(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, CHANGES, tu="01/01/2015", den="31/12/2018", to_chuc="y-te")

    assert [row[:4] for row in cells_of(answer.context["table"])] == [
        ["Đảng bộ Ngành Y tế", "Đổi tên", "01/05/2018", "18-QĐ/ĐUK"],
        ["Đảng bộ Sở Y tế", "Chia, tách (tổ chức nguồn)", "đầu năm 2016", "Chưa rõ số văn bản"],
    ]
    assert (answer.context["decision_count"], answer.context["org_count"]) == (2, 1)


def test_changes_of_one_kind_everywhere(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, CHANGES, tu="01/01/2010", den="31/12/2022", loai="merge", sort="day")

    assert [row[:3] for row in cells_of(answer.context["table"])] == [
        ["Đảng bộ Báo và Đài", "Hợp nhất (tổ chức tiếp nhận)", "01/06/2015"],
        ["Chi bộ Báo", "Hợp nhất (tổ chức nguồn)", "01/06/2015"],
        ["Chi bộ Đài", "Hợp nhất (tổ chức nguồn)", "01/06/2015"],
    ]


def test_period_without_changes_says_so(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, CHANGES, tu="01/01/2013", den="31/12/2013")

    assert "Không có thay đổi nào trong kỳ này" in text_of(answer)


def test_two_days_are_compared_by_what_became_of_whom(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2014", den="01/01/2020", to_chuc="khoi")

    assert cells_of(answer.context["table"]) == [
        ["Chi bộ Báo", "Toàn bộ nhập vào", "Đảng bộ Báo và Đài", "Đảng bộ cơ sở"],
        ["Chi bộ Đài", "Toàn bộ nhập vào", "Đảng bộ Báo và Đài", "Đảng bộ cơ sở"],
        ["Đảng bộ Sở Y tế", "Một phần chuyển vào", "Chi bộ Giám định", "Chi bộ cơ sở"],
        [
            "Đảng bộ Sở Y tế",
            "Giữ lại một phần; đổi tên",
            "Đảng bộ Ngành Y tế",
            "Đảng bộ cơ sở",
        ],
        [
            "Chi bộ Thanh tra",
            "Chuyển về trực thuộc Đảng bộ Báo và Đài",
            "Chi bộ Thanh tra",
            "Chi bộ trực thuộc",
        ],
    ]
    assert (answer.context["differing"], answer.context["same"]) == (5, 3)


def test_all_can_be_shown(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2014", den="01/01/2020", to_chuc="khoi", tat_ca="1")

    same = [row for row in cells_of(answer.context["table"]) if row[1] == "Giữ nguyên"]
    assert [row[0] for row in same] == [
        "Đảng bộ Khối các cơ quan",
        "Chi bộ Thanh tra",
        "Chi bộ Văn phòng",
    ]


def test_what_came_from_outside_is_no_newcomer(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2017", den="01/01/2020", to_chuc="bao-dai")

    assert cells_of(answer.context["table"]) == [
        ["Chi bộ Thanh tra", "Chuyển về từ nơi khác", "Chi bộ Thanh tra", "Chi bộ trực thuộc"]
    ]


def test_end_without_a_successor_and_a_true_newcomer(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2020", den="01/06/2022")

    assert [row[:3] for row in cells_of(answer.context["table"])] == [
        ["Chi bộ Thanh tra", "Kết thúc, không nêu nơi nhận", "–"],
        ["–", "Mới, không có tổ chức nguồn", "Chi bộ Minh họa"],
    ]


def test_counts_of_both_days_stand_side_by_side(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2014", den="01/06/2022", to_chuc="khoi")

    counts = [
        (row.label, row.before, row.after, row.difference) for row in answer.context["counts"]
    ]
    assert counts == [
        ("Tổ chức cơ sở đảng", 4, 4, ""),
        ("đảng bộ cơ sở", 1, 2, "+1"),
        ("chi bộ cơ sở", 3, 2, "\u22121"),
        ("Chi bộ (tất cả)", 5, 4, "\u22121"),
        ("chi bộ dưới tổ chức cơ sở", 2, 2, ""),
        ("Tất cả tổ chức bên dưới", 6, 6, ""),
    ]


def test_equal_days_say_so(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2014", den="01/01/2014")

    assert "Hai ngày không khác nhau" in text_of(answer)


def test_comparison_is_as_known_on_a_day(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2014", den="01/01/2020", known="2020-01-20")

    assert answer.context["differing"] == 0


def test_file_of_a_comparison(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, COMPARE, tu="01/01/2020", den="01/06/2022", xuat="xlsx")

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    cells = sheet.to_python()
    assert cells[1][:2] == ["Tổ chức", "Cả cây tổ chức"]
    assert cells[4][:2] == [
        "Bộ lọc",
        "Ngày thứ nhất: 01/01/2020; Ngày thứ hai: 01/06/2022; Hiện: chỉ chỗ khác nhau",
    ]
    assert cells[8:] == [
        [
            "Ngày 01/01/2020",
            "Thay đổi",
            "Ngày 01/06/2022",
            "Loại hình ngày sau",
            "Dữ liệu minh họa",
        ],
        ["Chi bộ Thanh tra", "Kết thúc, không nêu nơi nhận", "–", "", ""],
        ["–", "Mới, không có tổ chức nguồn", "Chi bộ Minh họa", "Chi bộ cơ sở", "có"],
    ]


def test_file_of_changes(officer: Client, ids: dict[str, int]) -> None:
    answer = page(officer, CHANGES, tu="01/01/2021", den="31/12/2022", xuat="csv", sort="day")

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[4] == '"Bộ lọc","Từ ngày: 01/01/2021; Đến ngày: 31/12/2022"'
    assert [line.split(",")[0] for line in lines[9:]] == ['"Chi bộ Thanh tra"', '"Chi bộ Minh họa"']


@pytest.mark.parametrize("address", BOTH)
def test_statements_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int], address: str
) -> None:
    asked = f"{address}?tu=01/01/2021&den=01/06/2022&to_chuc=khoi"
    few = statements(asked)
    for key, org in register_orgs(actor=OPERATOR, uids=["a", "b"]).items():
        begun = {"change": "found", "org": org, "name": f"Chi bộ {key}", "kind": "chi_bo_co_so"}
        decide(actor=OPERATOR, on=date(2022, 2, 1), changes=[{**begun, "superior": ids["khoi"]}])

    assert statements(asked) == few
