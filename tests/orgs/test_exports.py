"""Files of lists: what a spreadsheet could run is text, and the head says what the rows are."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
ORGS = "/lam-viec/to-chuc/"
FORMULAS = ["=1+1", "+84 Hạ Long", "-Cẩm Phả", "@SUM(A1)"]


@pytest.fixture
def formulas(ids: dict[str, int]) -> None:
    found = register_orgs(actor=OPERATOR, uids=[f"f-{at}" for at in range(len(FORMULAS))])
    changes = [
        {
            "change": "found",
            "org": org,
            "name": name,
            "kind": "chi_bo_truc_thuoc",
            "superior": ids["y-te"],
        }
        for org, name in zip(found.values(), FORMULAS, strict=True)
    ]
    decide(actor=OPERATOR, on=date(2019, 6, 1), changes=changes)


def test_no_cell_of_a_csv_starts_a_formula(officer: Client, formulas: None) -> None:
    answer = officer.get(f"{ORGS}y-te/nhanh/", {"xuat": "csv", "on": "2020-01-01"})

    lines = b"".join(answer.streaming_content).decode().splitlines()[9:]
    names = [line.split('",')[0].lstrip('"') for line in lines]
    assert names[0] == "Đảng bộ Ngành Y tế"
    assert sorted(names[1:]) == sorted([*(f"'{name}" for name in FORMULAS), "Chi bộ Văn phòng"])


def test_no_cell_of_an_xlsx_is_a_formula(officer: Client, formulas: None) -> None:
    answer = officer.get(f"{ORGS}y-te/nhanh/", {"xuat": "xlsx", "on": "2020-01-01"})

    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert sorted(row[0] for row in sheet.to_python()[10:]) == sorted(
        [*FORMULAS, "Chi bộ Văn phòng"]
    )
    assert b"<f>" not in answer.content


def test_head_says_both_days_the_filters_and_who(officer: Client, ids: dict[str, int]) -> None:
    query = {"xuat": "csv", "on": "2015-12-01", "known": "2020-06-01", "loai": "merge"}
    answer = officer.get(f"{ORGS}quyet-dinh/", query)

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[:4] == [
        '\ufeff"Quyết định về tổ chức đảng"',
        '"Ngày xem","01/12/2015"',
        '"Theo những gì đã biết đến","01/06/2020"',
        '"Bộ lọc","Loại thay đổi: Hợp nhất"',
    ]
    assert lines[4].startswith('"Xuất lúc","')
    assert lines[5] == '"Người xuất","Lan (van-phong)"'
    assert len(lines) == 9


def test_file_has_the_columns_that_were_chosen(officer: Client, ids: dict[str, int]) -> None:
    query = {"xuat": "csv", "cols": ["day", "touched"], "on": "2012-12-31"}
    answer = officer.get(f"{ORGS}quyet-dinh/", query)

    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[7] == '"Nội dung","Có hiệu lực","Số tổ chức","Dữ liệu minh họa"'
    assert [line.rsplit(",", 3)[1:] for line in lines[8:]] == [
        ['"01/03/2012"', "6", '""'],
        ['"01/01/2010"', "2", '""'],
    ]


def test_unknown_kind_of_file_is_the_page(officer: Client, ids: dict[str, int]) -> None:
    answer = officer.get(f"{ORGS}quyet-dinh/", {"xuat": "exe"})

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_statements_of_a_file_do_not_grow_with_the_rows(
    ids: dict[str, int], statements: Callable[[str], int]
) -> None:
    address = f"{ORGS}quyet-dinh/?xuat=xlsx"
    few = statements(address)
    for number, (key, org) in enumerate(register_orgs(actor=OPERATOR, uids=["a", "b"]).items(), 1):
        begun = {"change": "found", "org": org, "name": f"Chi bộ {key}", "kind": "chi_bo_co_so"}
        changes = [{**begun, "superior": ids["khoi"]}]
        decide(actor=OPERATOR, on=date(2019, 6, number), changes=changes)

    assert statements(address) == few
