"""Bad lists as an office meets them: the page names row, field and remedy, and keeps what it says.

Each file goes through the pages; what is asserted is what stands there for the reader.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from base.old_books import old_book
from base.old_codings import to_windows_1258
from base.test_sheets import repacked
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from intake.lists import CELL, HEAD, row, sheet

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.base.lists import read_list
from dangbo.intake.models import Intake
from dangbo.members.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
HOME = "/lam-viec/nhap-danh-sach/"
SURE = row("Vũ Thị Xuân", birth="23/12/1979")
LONGER = (*HEAD, "Ngày chính thức")


class Bad(NamedTuple):
    """A list with one fault: its rows, the row it is in, what the page says and what is kept."""

    content: bytes
    number: int
    told: str
    kept: str = ""
    name: str = "ds.xlsx"


@pytest.fixture
def browser(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


def book(fill: Callable[[Any], None]) -> bytes:
    content = BytesIO()
    made = xlsxwriter.Workbook(content)
    tab = made.add_worksheet()
    tab.write_row(0, 0, list(HEAD))
    fill(tab)
    made.close()
    return content.getvalue()


def formulas(tab: Any) -> None:
    tab.write_row(1, 0, row("Phạm Văn Hùng"))
    tab.write_formula(1, 2, "=VLOOKUP(1,A1:B2,2)", value="#N/A")


def hidden(tab: Any) -> None:
    tab.write_row(1, 0, row("Bùi Thị Ích", birth="31/02/1980"))
    tab.set_row(1, None, None, {"hidden": True})


def merged(tab: Any) -> None:
    for at, name in enumerate(("Lê Thị Gấm", "Bùi Thị Ích"), start=1):
        tab.write_row(at, 0, row(name, org=""))
    tab.merge_range(1, 6, 2, 6, "Chi bộ Không Có")


def rows_of(browser: Client, bad: Bad, query: str = "?xem=het") -> Any:
    """Take a list as far as its rows, as an officer does; return that page."""
    given = SimpleUploadedFile(bad.name, bad.content)
    browser.post(f"{HOME}nap/", {"tep": given, "ngay": "01/06/2024"})
    pk = Intake.objects.get().pk
    page = browser.get(f"{HOME}{pk}/cot/")
    chosen = {f"cot.{at}": field for at, _head, field, _told in page.context["columns"]}
    browser.post(f"{HOME}{pk}/cot/", {**chosen, "ngay": "01/06/2024"})
    return browser.get(f"{HOME}{pk}/{query}")


TWICE = {"citizen": "001180000123", "birth": "23/02/1980"}
BAD = {
    "merged cells": Bad(
        book(merged),
        3,
        "Sổ không có tổ chức «Chi bộ Không Có». Gần nhất: ",
        "Chi bộ Không Có",
    ),
    "formula": Bad(
        book(formulas), 2, "«Số thẻ đảng viên» là lỗi công thức #N/A. Sửa trong Excel, hoặc gõ lại."
    ),
    "no such day": Bad(
        sheet(row("Bùi Thị Ích", birth="30/02/1980")),
        2,
        "«Ngày sinh»: không có ngày «30/02/1980» trong lịch. Sửa theo giấy tờ gốc.",
        "30/02/1980",
    ),
    "words for a day": Bad(
        sheet(row("Bùi Thị Ích", birth="mùa thu 1980")),
        2,
        "«Ngày sinh» không phải ngày: «mùa thu 1980». Ghi ngày/tháng/năm.",
        "mùa thu 1980",
    ),
    "swapped day and month": Bad(
        sheet(row("Bùi Thị Ích", birth="02/25/1980")),
        2,
        "«Ngày sinh» ghi «02/25/1980»: tháng lớn hơn 12, có lẽ là 25/02/1980. Chấp nhận hoặc sửa.",
        "02/25/1980",
    ),
    "digits lost": Bad(
        sheet(row("Bùi Thị Ích", citizen="1.1800E+11")),
        2,
        "Số căn cước công dân: Bảng tính đã làm mất chữ số cuối. Nhập lại số từ giấy tờ gốc.",
        "1.1800E+11",
    ),
    "hidden row": Bad(book(hidden), 2, "«Ngày sinh»: không có ngày «31/02/1980»", "31/02/1980"),
    "macro": Bad(
        repacked(sheet(row("Bùi Thị Ích", org="")), {"xl/vbaProject.bin": b"\0"}),
        2,
        "Chưa rõ sinh hoạt ở chi bộ nào. Điền chi bộ, hoặc chọn chi bộ cho cả danh sách.",
        name="ds.xlsm",
    ),
    "old coding": Bad(
        to_windows_1258("\r\n".join(";".join(each) for each in (HEAD, row("Bùi Thị Ích", org="")))),
        2,
        "Chưa rõ sinh hoạt ở chi bộ nào. Điền chi bộ, hoặc chọn chi bộ cho cả danh sách.",
        name="ds.csv",
    ),
    "formula in a text": Bad(
        "Họ tên,Ngày sinh,Chi bộ,Trạng thái\r\n=1+1,1980,Chi bộ Văn phòng,Dự bị\r\n".encode(),
        2,
        "«Họ và tên» là công thức chưa có giá trị. Gõ lại giá trị.",
        "=1+1",
        "ds.csv",
    ),
    "digits in a name": Bad(
        sheet(row("Bùi Thị 1ch")), 2, "Họ và tên: Họ tên có chữ số. Sửa lại.", "1ch"
    ),
    "one word": Bad(
        sheet(row("Ích")),
        2,
        "Họ và tên: Họ tên chỉ có một chữ. Kiểm tra xem có thiếu họ hay tên không.",
        "Ích",
    ),
    "number used twice": Bad(
        sheet(row("Lê Thị Gấm", **TWICE), row("Bùi Thị Ích", **TWICE)),
        3,
        "«Số căn cước công dân» trùng với dòng 2. Sửa số, hoặc bỏ dòng thừa.",
        "001180000123",
    ),
    "birth after admission": Bad(
        sheet(row("Bùi Thị Ích", birth="23/02/2006")),
        2,
        "Ngày sinh sau ngày kết nạp. Kiểm tra cả hai ngày.",
        "23/02/2006",
    ),
    "dissolved cell": Bad(
        sheet(row("Bùi Thị Ích", org="Chi bộ Báo")),
        2,
        "«Chi bộ Báo» không còn vào ngày của danh sách. Ghi tổ chức kế tiếp, hoặc đổi ngày.",
        "Chi bộ Báo",
    ),
    "recognised too soon": Bad(
        sheet((*row("Bùi Thị Ích"), "01/11/2005"), head=LONGER),
        2,
        "Chính thức khi chưa đủ 12 tháng dự bị. Kiểm tra cả hai ngày.",
        "01/11/2005",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_the_page_names_the_row_and_says_what_to_do(browser: Client, bad: Bad) -> None:
    before = Person.objects.count()

    page = rows_of(browser, bad)
    text = page.content.decode()

    shown = {each.number: each for each in page.context["rows"]}[bad.number]
    assert any(words.startswith(bad.told) for words in (*shown.wrongs, *shown.doubts))
    assert f'id="dong-{bad.number}"' in text
    assert [cell for cell in (*shown.asked, *shown.others) if cell.wrong]
    kept = [cell.text for cell in (*shown.asked, *shown.others)]
    assert not bad.kept or any(bad.kept in cell for cell in kept)
    assert Person.objects.count() == before


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_the_row_comes_back_in_excel_as_it_was_with_the_reason(browser: Client, bad: Bad) -> None:
    rows_of(browser, bad)

    content = browser.get(f"{HOME}{Intake.objects.get().pk}/?xuat=sai").content

    head, *rows = [each.cells for each in read_list(content, name="x").rows][-9:]
    found = [each for each in (head, *rows) if each[-3] == str(bad.number)]
    assert [bad.told in each[-1] for each in found] == [True]
    assert not bad.kept or any(bad.kept in cell for cell in found[0])


@pytest.mark.parametrize(
    ("birth", "read"),
    [
        ("23/2/1980", "1980-02-23"),
        ("23-02-1980", "1980-02-23"),
        ("1980-02-23", "1980-02-23"),
        ("ngày 23 tháng 2 năm 1980", "1980-02-23"),
        ("23.2.80", "1980-02-23"),
        (29274, "1980-02-23"),
    ],
)
def test_what_is_plain_is_read_and_nothing_is_asked(
    browser: Client, birth: str | int, read: str
) -> None:
    cells = [*row("Lê Thị Gấm", card=" 00 012 345 ", citizen="1180000123")]
    cells[4] = birth  # type: ignore[call-overload]

    page = rows_of(browser, Bad(sheet(SURE, cells), 3, ""))

    shown = {each.number: each for each in page.context["rows"]}[3]
    said = {cell.name: cell.meant or cell.text for cell in (*shown.asked, *shown.others)}
    assert (shown.wrongs, shown.doubts) == ([], [])
    assert said["birth"] == "23/02/1980"
    assert (said["card"], said["citizen"]) == ("00012345", "001180000123")
    assert read == "1980-02-23"


@pytest.mark.parametrize("name", ["Hồ Thị Kim Ngân", "H’Hen Niê", "Y'Bê Ê Ban", "Ma Thị Súa"])
def test_names_of_four_words_and_with_apostrophes_are_ready(browser: Client, name: str) -> None:
    page = rows_of(browser, Bad(sheet(row(name)), 2, ""))

    assert [(each.number, each.state) for each in page.context["rows"]] == [(2, "new")]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ds.xls", old_book([["x"]], locked=True), "mật khẩu"),
        ("ds.xlsx", b"PK\x03\x04 broken", "hỏng"),
        ("ds.csv", b"\x89PNG\r\n\0", "Lưu thành .xlsx"),
        ("ds.xlsx", sheet(), "Tệp không có dòng nào"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_form_kept(
    browser: Client, name: str, content: bytes, told: str
) -> None:
    given = {"tep": SimpleUploadedFile(name, content), "ngay": "01/06/2024", "trang": "Tháng 5"}

    answer = browser.post(f"{HOME}nap/", given)

    assert answer.status_code == 422
    assert told in " ".join(str(each.text) for each in answer.context["refusals"])
    assert 'value="01/06/2024"' in answer.content.decode()
    assert 'value="Tháng 5"' in answer.content.decode()
    assert Intake.objects.count() == 0


def test_what_is_mended_is_kept_even_where_it_is_wrong_again(browser: Client) -> None:
    bad = Bad(sheet(row("Bùi Thị Ích", birth="30/02/1980"), row("Lê Văn Cung", org="x")), 2, "")
    rows_of(browser, bad)
    address = f"{HOME}{Intake.objects.get().pk}/"

    browser.post(
        address, {"viec": "sua", "o.2.birth": "31/04/1980", "o.3.org": CELL, "cu.3.org": "x"}
    )

    shown = {each.number: each for each in browser.get(f"{address}?xem=het").context["rows"]}
    assert [cell.text for cell in shown[2].asked if cell.name == "birth"] == ["31/04/1980"]
    assert (shown[2].state, shown[3].state) == ("wrong", "new")


def test_what_this_browser_keeps_of_the_rows_is_for_these_rows_only(browser: Client) -> None:
    bad = Bad(sheet(row("Bùi Thị Ích", birth="30/02/1980")), 2, "")
    first = rows_of(browser, bad)
    address = f"{HOME}{Intake.objects.get().pk}/"

    browser.post(address, {"viec": "sua", "o.2.birth": "31/04/1980"})
    second = browser.get(address)

    assert f'data-keep="{first.context["keep"]}"' in first.content.decode()
    assert first.context["keep"] != second.context["keep"]


def test_sent_twice_a_list_is_taken_once(browser: Client) -> None:
    rows_of(browser, Bad(sheet(row("Lê Thị Gấm")), 2, ""))
    address = f"{HOME}{Intake.objects.get().pk}/nhap/"
    before = Person.objects.count()

    first = browser.post(address, {"so-dong": "1"})
    again = browser.post(address, {"so-dong": "1"})

    assert (first.status_code, again.status_code) == (303, 422)
    assert Person.objects.count() == before + 1
