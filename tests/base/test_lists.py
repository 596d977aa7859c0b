"""Prove that long lists are read whole: nothing lost, nothing passed over in silence."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from base.old_books import old_book
from base.old_codings import to_tcvn3, to_vni, to_windows_1258
from base.test_sheets import book, part_of, plain_book, repacked

from dangbo.base.lists import BroughtList, read_list
from dangbo.rules.verdicts import RuleError

LINES = "Họ tên;Ngày sinh;Chi bộ\r\nNguyễn Thị Đào;03/02/1980;Chi bộ Đất Đỏ\r\n"
CELLS = [("Họ tên", "Ngày sinh", "Chi bộ"), ("Nguyễn Thị Đào", "03/02/1980", "Chi bộ Đất Đỏ")]


def cells(found: BroughtList) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def remarks(found: BroughtList) -> list[tuple[str, object]]:
    return [(each.code, each.fact("count") or each.fact("coding")) for each in found.remarks]


def refusal(content: bytes, **more: Any) -> str:
    with pytest.raises(RuleError) as refused:
        read_list(content, name="ds", **more)
    (found,) = refused.value.verdict.against
    return found.code


class TestWorkbooks:
    def test_hidden_rows_are_kept_and_marked(self) -> None:
        def fill(_: Any, tab: Any) -> None:
            for number, name in enumerate(["Họ tên", "An", "", "Bình"]):
                tab.write(number, 0, name)
            tab.set_row(1, None, None, {"hidden": True})

        found = read_list(book(fill), name="ds.xlsx")

        assert [(row.number, row.cells, row.hidden) for row in found.rows] == [
            (1, ("Họ tên",), False),
            (2, ("An",), True),
            (4, ("Bình",), False),
        ]
        assert remarks(found) == [("LIST_HIDDEN_ROWS", 1)]

    def test_errors_stay_in_their_cells(self) -> None:
        def fill(_: Any, tab: Any) -> None:
            tab.write_row(0, 0, ["Họ tên", "Số"])
            tab.write_formula(1, 0, "=NA()", value="#N/A")
            tab.write_formula(1, 1, "=1+1", value=2)
            tab.write_formula(3, 3, "=1/0", value="#DIV/0!")

        assert cells(read_list(book(fill), name="ds.xlsx")) == [
            ("Họ tên", "Số", "", ""),
            ("#N/A", "2", "", ""),
            ("", "", "", "#DIV/0!"),
        ]

    def test_a_formula_that_nobody_computed_is_shown_as_one(self) -> None:
        content = plain_book(["Họ tên", "Số"], ["An", "thay"], ["Bình", "trống"])
        path = "xl/worksheets/sheet1.xml"
        source = part_of(content, path).replace(
            b'<c r="B2" t="s"><v>3</v></c>',
            b'<c r="B2"><f>VLOOKUP(A2,&quot;x&quot;,2)</f><v></v></c>',
        )
        source = source.replace(
            b'<c r="B3" t="s"><v>5</v></c>', b'<c r="B3" t="str"><f>T(A9)</f><v></v></c>'
        )

        found = read_list(repacked(content, {path: source}), name="ds.xlsx")

        assert cells(found)[1:] == [("An", '=VLOOKUP(A2,"x",2)'), ("Bình", "")]

    def test_merged_cells_are_filled_below_the_head(self) -> None:
        def fill(made: Any, tab: Any) -> None:
            tab.write_row(0, 0, ["Họ tên", "Chi bộ", "Khác"])
            tab.merge_range(1, 1, 3, 1, "Chi bộ 1")
            tab.merge_range(1, 2, 1, 3, "ngang")
            for number, name in enumerate(["An", "Bình", "Chi", "Dũng"], start=1):
                tab.write(number, 0, name)
            tab.merge_range(0, 4, 1, 4, "đầu")

        found = read_list(book(fill), name="ds.xlsx")

        assert [row.cells[1] for row in found.rows] == ["Chi bộ", "Chi bộ 1", "", "", ""]
        assert [row.cells[1] for row in found.spread(below=1).rows] == [
            "Chi bộ",
            "Chi bộ 1",
            "Chi bộ 1",
            "Chi bộ 1",
            "",
        ]
        assert [row.cells[4] for row in found.spread(below=1).rows] == ["đầu", "", "", "", ""]

    def test_a_tab_is_chosen_by_name(self) -> None:
        def fill(made: Any, tab: Any) -> None:
            tab.write(0, 0, "thứ nhất")
            made.add_worksheet("Thứ hai").write(0, 0, "thứ hai")
            hidden = made.add_worksheet("Ẩn")
            hidden.write(0, 0, "ẩn")
            hidden.hide()

        content = book(fill)

        assert read_list(content, name="ds").tabs == ("Danh sách", "Thứ hai")
        assert cells(read_list(content, name="ds")) == [("thứ nhất",)]
        assert cells(read_list(content, name="ds", tab="Thứ hai")) == [("thứ hai",)]
        assert refusal(content, tab="Ẩn") == "SHEET_EMPTY"

    @pytest.mark.parametrize("since_1904", [False, True])
    def test_says_from_when_serial_numbers_count(self, since_1904: bool) -> None:
        content = BytesIO()
        made = xlsxwriter.Workbook(content, {"date_1904": since_1904})
        tab = made.add_worksheet()
        tab.write_datetime(0, 0, date(1980, 2, 3), made.add_format({"num_format": "dd/mm/yyyy"}))
        made.close()

        found = read_list(content.getvalue(), name="ds")

        assert (cells(found), found.since_1904) == ([("1980-02-03",)], since_1904)

    def test_macros_are_ignored_and_said(self) -> None:
        content = repacked(plain_book(["Họ tên"], ["An"]), {"xl/vbaProject.bin": b"\0" * 100})

        found = read_list(content, name="ds.xlsm")

        assert (cells(found), remarks(found)) == ([("Họ tên",), ("An",)], [("LIST_MACROS", 1)])

    def test_reads_the_format_before_2007(self) -> None:
        content = old_book([["Họ tên", "Số"], ["Nguyễn Thị Đào", 12], ["Lê An", 29254]])

        found = read_list(content, name="ds.xls")

        assert (found.name, found.tabs) == ("DS", ("DS",))
        assert cells(found) == [("Họ tên", "Số"), ("Nguyễn Thị Đào", "12"), ("Lê An", "29254")]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (old_book([["x"]], locked=True), "SHEET_LOCKED"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
             "SHEET_LOCKED"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "SHEET_BROKEN"),
            (b"PK\x03\x04", "SHEET_BROKEN"),
            (b"", "SHEET_EMPTY"),
            (b" \r\n  \r\n", "SHEET_EMPTY"),
            (b"\x89PNG\r\n\x1a\n\0\0\0", "SHEET_NOT_TEXT"),
        ],
    )  # fmt: skip
    def test_refuses_what_is_no_list(self, content: bytes, code: str) -> None:
        assert refusal(content) == code

    def test_a_hundred_thousand_rows(self) -> None:
        content = BytesIO()
        made = xlsxwriter.Workbook(content, {"constant_memory": True})
        tab = made.add_worksheet()
        for number in range(100_001):
            tab.write_row(number, 0, [f"Nguyễn Văn {number}", "03/02/1980"])
        made.close()

        found = read_list(content.getvalue(), name="ds")

        assert len(found.rows) == 100_001
        assert found.rows[-1] == (100_001, ("Nguyễn Văn 100000", "03/02/1980"), False)
        assert refusal(content.getvalue(), most_rows=100_000) == "SHEET_TOO_LONG"


class TestText:
    @pytest.mark.parametrize(
        ("content", "coding"),
        [
            (LINES.encode(), "utf-8"),
            (LINES.encode("utf-8-sig"), "utf-8"),
            (LINES.encode("utf-16"), "utf-16"),
            (to_windows_1258(LINES), "windows-1258"),
            (to_tcvn3(LINES).encode("cp1252"), "TCVN3"),
            (to_vni(LINES).encode("cp1252"), "VNI"),
        ],
    )
    def test_reads_every_coding(self, content: bytes, coding: str) -> None:
        found = read_list(content, name="ds.csv")

        assert (cells(found), found.coding) == (CELLS, coding)
        told = [] if coding.startswith("utf") else [("LIST_CODING", coding)]
        assert remarks(found) == told

    def test_takes_a_coding_at_its_word(self) -> None:
        content = to_windows_1258("Họ tên\r\nĐỗ\r\n")

        assert cells(read_list(content, name="ds", coding="windows-1258")) == [("Họ tên",), ("Đỗ",)]
        assert refusal(content, coding="utf-8") == "SHEET_NOT_TEXT"

    @pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
    def test_finds_what_parts_the_cells(self, sign: str) -> None:
        content = LINES.replace(";", sign).encode()

        assert cells(read_list(content, name="ds")) == CELLS

    def test_keeps_a_formula_of_a_cell_as_text(self) -> None:
        found = read_list(b"Ten,So\r\nAn,=1+1\r\nBinh,'=2\r\n", name="ds")

        assert cells(found) == [("Ten", "So"), ("An", "=1+1"), ("Binh", "=2")]

    def test_decodes_cells_of_an_old_coding_when_asked(self) -> None:
        content = plain_book(*[list(map(to_tcvn3, row)) for row in CELLS])

        found = read_list(content, name="ds.xlsx")

        assert found.legacy == "TCVN3"
        assert cells(found) != CELLS
        assert (cells(found.decoded()), found.decoded().legacy) == (CELLS, "")
