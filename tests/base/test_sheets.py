"""Prove that brought tables are read cell by cell, and that what is no table is refused."""

import codecs
import re
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from base.old_codings import to_tcvn3, to_windows_1258
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base import workbooks
from dangbo.base.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, read_pasted, read_sheet
from dangbo.rules.verdicts import RuleError
from dangbo.ui import sheets as written

Fill = Callable[[Any, Any], None]
LINES = "Tên;Mã\r\nChi bộ Đất Đỏ;01\r\nĐảng bộ Sở Y tế;2,5\r\n"
ROWS = [(1, ("Tên", "Mã")), (2, ("Chi bộ Đất Đỏ", "01")), (3, ("Đảng bộ Sở Y tế", "2,5"))]


def book(fill: Fill, **options: Any) -> bytes:
    content = BytesIO()
    made = xlsxwriter.Workbook(content, options)
    fill(made, made.add_worksheet("Danh sách"))
    made.close()
    return content.getvalue()


def plain_book(*rows: list[Any]) -> bytes:
    def fill(_: Any, tab: Any) -> None:
        for number, row in enumerate(rows):
            tab.write_row(number, 0, row)

    return book(fill)


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return an archive with some of its parts replaced, added or (None) left out."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()} | parts
        for name, part in kept.items():
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def refusal(content: bytes, **more: int) -> str:
    with pytest.raises(RuleError) as refused:
        read_sheet(content, name="bang", **more)
    (found,) = refused.value.verdict.against
    return found.code


def remarks(sheet: Sheet) -> list[tuple[str, object]]:
    return [(each.code, each.fact("count")) for each in sheet.remarks]


class TestWorkbook:
    def test_cells_are_clean_text(self) -> None:
        def fill(made: Any, tab: Any) -> None:
            day = made.add_format({"num_format": "dd/mm/yyyy"})
            tab.write_row(0, 0, ["Tên", "Mã", "Ngày", "Khác"])
            tab.write_row(1, 0, [" Chi bộ\u00a0A\n(mới) ", 12, "", True])
            tab.write_datetime(1, 2, date(2025, 7, 1), day)
            tab.write_row(2, 0, ["Cơ sở", 2.5, "01", "'=1+1"])
            tab.write_formula(3, 0, "=1+1", value=2)
            tab.write_formula(3, 1, "=1/0", value="#DIV/0!")
            tab.write(3, 2, 123456789012)
            tab.write_rich_string(3, 3, "a", made.add_format({"bold": True}), "b")

        sheet = read_sheet(book(fill), name="bang.xlsx")

        assert sheet.name == "Danh sách"
        assert sheet.header == ("Tên", "Mã", "Ngày", "Khác")
        assert sheet.body == (
            (2, ("Chi bộ A (mới)", "12", "2025-07-01", "TRUE")),
            (3, ("Cơ sở", "2.5", "01", "=1+1")),
            (4, ("2", "", "123456789012", "ab")),
        )
        assert sheet.remarks == ()

    def test_hidden_and_blank_rows_are_passed_over_and_mentioned(self) -> None:
        def fill(made: Any, tab: Any) -> None:
            for number, name in enumerate(["", "Tên", "A", "", "B", "C", "", "D", " "]):
                tab.write(number, 1, name)
            tab.set_row(4, None, None, {"hidden": True})
            tab.set_row(6, None, None, {"hidden": True})
            tab.set_row(30, None, None, {"hidden": True})
            tab.merge_range(7, 2, 8, 2, "gộp")
            made.add_worksheet("Nữa").write(0, 0, "x")
            made.add_worksheet("Trống")
            made.add_worksheet("Ẩn").hide()

        sheet = read_sheet(book(fill), name="bang.xlsx")

        assert [(row.number, row.cells[1]) for row in sheet.rows] == [
            (2, "Tên"),
            (3, "A"),
            (6, "C"),
            (8, "D"),
        ]
        assert remarks(sheet) == [
            ("SHEET_HIDDEN_ROWS", 1),
            ("SHEET_MERGED_CELLS", 1),
            ("SHEET_OTHER_TABS", 1),
            ("SHEET_BLANK_ROWS", 1),
        ]

    def test_first_visible_tab_that_holds_anything_is_read(self) -> None:
        def fill(made: Any, _: Any) -> None:
            hidden = made.add_worksheet("Ẩn")
            hidden.write(0, 0, "ẩn")
            hidden.hide()
            made.add_chartsheet("Biểu đồ")
            made.add_worksheet("Thứ hai").write(0, 0, "A")

        sheet = read_sheet(book(fill), name="bang.xlsx")

        assert (sheet.name, sheet.rows) == ("Thứ hai", ((1, ("A",)),))

    def test_our_own_files_are_read_back(self) -> None:
        own = written.Sheet("Cây", [("Ngày", "01/7/2025")], ["Tên", "Mã"], [["-A", 1], ["B", None]])
        csv = "".join(written.csv_lines(own)).encode()

        for content in (written.xlsx_file(own), csv):
            sheet = read_sheet(content, name="cay")

            assert sheet.header == ("Tên", "Mã")
            assert [row.cells for row in sheet.body] == [("-A", "1"), ("B", "")]
            assert [row.number for row in sheet.body] == [5, 6]

    def test_macros_stay_behind(self) -> None:
        content = repacked(plain_book(["Tên"], ["A"]), {"xl/vbaProject.bin": b"\0" * 100})

        assert read_sheet(content, name="bang.xlsm").rows == ((1, ("Tên",)), (2, ("A",)))

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (plain_book(), "SHEET_EMPTY"),
            (plain_book([" "], ["\u00a0", "\u200b"]), "SHEET_EMPTY"),
            (plain_book(["A"])[:-40], "SHEET_BROKEN"),
            (b"PK\x03\x04" + b"\0" * 100, "SHEET_BROKEN"),
            (repacked(plain_book(["A"]), {"xl/workbook.xml": None}), "SHEET_NOT_WORKBOOK"),
            (repacked(plain_book(["A"]), {"xl/worksheets/sheet1.xml": None}), "SHEET_BROKEN"),
            (repacked(plain_book(["A"]), {"xl/worksheets/sheet1.xml": b"<x"}), "SHEET_BROKEN"),
            (
                repacked(plain_book(["A"]), {"xl/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>"}),
                "SHEET_BROKEN",
            ),
            (workbooks.OLD_FORMAT + b"\0" * 600, "SHEET_OLD_FORMAT"),
            (workbooks.OLD_FORMAT + b"\0" * 600 + workbooks.ENCRYPTED, "SHEET_LOCKED"),
        ],
    )
    def test_what_is_none_is_refused(self, content: bytes, code: str) -> None:
        assert refusal(content) == code

    def test_is_refused_when_it_unpacks_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        small = plain_book(["A"])
        styles = part_of(small, "xl/styles.xml") + b" " * 3_000_000
        bomb = repacked(small, {"xl/styles.xml": styles})
        assert len(bomb) < 100_000
        assert read_sheet(bomb, name="").rows == ((1, ("A",)),)

        monkeypatch.setattr(workbooks, "MOST_UNPACKED", 2_000_000)

        assert refusal(bomb) == "SHEET_UNPACKS_TOO_LARGE"

    def test_is_refused_when_one_text_fills_many_cells(self) -> None:
        long = plain_book(["x" * 30_000])
        cells = b"".join(b'<c r="A%d" t="s"><v>0</v></c>' % at for at in range(1, 10_001))
        rows = re.sub(rb"<row.*</row>", b"<row>" + cells + b"</row>", part_of(long, SHEET))

        assert refusal(repacked(long, {SHEET: rows})) == "SHEET_UNPACKS_TOO_LARGE"

    @pytest.mark.parametrize("corner", ["XFD1048576", "A9999999", "ZZ100000"])
    def test_is_refused_when_its_cells_lie_far_apart(self, corner: str) -> None:
        far = f'<c r="A1"><v>1</v></c><c r="{corner}"><v>1</v></c>'.encode()
        rows = re.sub(rb"<c .*</c>", far, part_of(plain_book([1]), SHEET))

        assert refusal(repacked(plain_book([1]), {SHEET: rows})) == "SHEET_TOO_WIDE"

    def test_a_hundred_thousand_rows_are_refused(self) -> None:
        content = plain_book(*([f"Chi bộ {number}", number] for number in range(100_000)))

        assert refusal(content) == "SHEET_TOO_LONG"


SHEET = "xl/worksheets/sheet1.xml"


class TestText:
    @pytest.mark.parametrize(
        "content",
        [
            LINES.encode(),
            codecs.BOM_UTF8 + LINES.encode(),
            codecs.BOM_UTF16_LE + LINES.encode("utf-16-le"),
            to_windows_1258(LINES),
            to_tcvn3(LINES).encode("cp1252"),
            LINES.replace(";", "\t").encode(),
            LINES.replace("2,5", '"2,5"').replace(";", ",").encode(),
            ("sep=;\r\n" + LINES).encode(),
            LINES.replace("\r\n", "\n").encode(),
            LINES.encode().rstrip(),
        ],
    )
    def test_is_read_in_every_coding_and_with_every_separator(self, content: bytes) -> None:
        assert list(read_sheet(content, name="bang.csv").rows) == ROWS

    def test_one_column_with_commas_in_it_stays_one(self) -> None:
        content = 'Tên\nChi bộ A\n"Xã, phường"\n'.encode()

        sheet = read_sheet(content, name="")

        assert [row.cells for row in sheet.body] == [("Chi bộ A",), ("Xã, phường",)]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "SHEET_EMPTY"),
            (b"\r\n;;\r\n; ;\r\n", "SHEET_EMPTY"),
            ("Élève où à été".encode("cp1252"), "SHEET_NOT_TEXT"),
            (b"a\0b", "SHEET_NOT_TEXT"),
            (b"%PDF-1.4\xff\xfe\0", "SHEET_NOT_TEXT"),
            (b"x" * 200_000, "SHEET_BROKEN"),
            (b"a\n" * (MOST_ROWS + 1), "SHEET_TOO_LONG"),
            (b";a" * (MOST_COLUMNS + 1), "SHEET_TOO_WIDE"),
        ],
    )
    def test_that_is_no_table_is_refused(self, content: bytes, code: str) -> None:
        assert refusal(content) == code

    def test_as_many_rows_as_the_limit_are_taken(self) -> None:
        assert len(read_sheet(b"a\n" * 7, name="", most_rows=7).rows) == 7
        assert refusal(b"a\n" * 8, most_rows=7) == "SHEET_TOO_LONG"

    def test_cells_of_ten_thousand_signs_and_formulas_are_text(self) -> None:
        content = f"=cmd|' /C calc'!A0;{'x' * 10_000}\n@a;'-b\n".encode()

        sheet = read_sheet(content, name="")

        assert [row.cells for row in sheet.rows] == [
            ("=cmd|' /C calc'!A0", "x" * 10_000),
            ("@a", "-b"),
        ]


class TestPasted:
    def test_is_read_as_excel_copies_it(self) -> None:
        text = 'Tên\tMã\r\n"Chi bộ\n""Sao"" A"\t1\r\n\r\n"Đỏ" xã\t"2"\r\n"\tx\r\n'

        sheet = read_pasted(text)

        assert sheet.header == ("Tên", "Mã")
        assert sheet.body == (
            (2, ('Chi bộ "Sao" A', "1")),
            (4, ('"Đỏ" xã', '"2"')),
            (5, ('"', "x")),
        )
        assert remarks(sheet) == [("SHEET_BLANK_ROWS", 1)]

    @pytest.mark.parametrize("text", ["", "\0", " \t\n\r\n\u00a0"])
    def test_of_blanks_is_refused(self, text: str) -> None:
        with pytest.raises(RuleError) as refused:
            read_pasted(text)

        assert [each.code for each in refused.value.verdict.against] == ["SHEET_EMPTY"]

    @given(
        st.lists(
            st.lists(st.text(alphabet='aĐ "\n', max_size=5), min_size=2, max_size=2), min_size=1
        )
    )
    def test_gives_back_each_cell(self, rows: list[list[str]]) -> None:
        def copied(cell: str) -> str:
            return '"' + cell.replace('"', '""') + '"' if "\n" in cell else cell

        # Excel does not say whether a mark that begins a cell is the cell's or its own.
        rows = [[cell if "\n" in cell else cell.lstrip('"') for cell in row] for row in rows]
        text = "\r\n".join("\t".join(map(copied, row)) for row in [["#", "#"], *rows])
        told = [
            (number, tuple(" ".join(cell.split()) for cell in row))
            for number, row in enumerate(rows, start=2)
        ]

        sheet = read_pasted(text)

        assert [row for row in told if any(row[1])] == [
            (row.number, (*row.cells, "")[:2]) for row in sheet.rows[1:]
        ]

    def test_no_quotation_mark_swallows_what_follows(self) -> None:
        rows = [f'"Chi bộ {number}\t{number}"' for number in range(5_000)]

        assert len(read_pasted("\n".join(rows)).rows) == 5_000

    @given(st.text(alphabet='"\t\r\nab\0 ', max_size=60))
    def test_reads_whatever_it_is(self, text: str) -> None:
        sheet = read_pasted(f"a{text}")

        assert all(any(row.cells) for row in sheet.rows)
        assert len({len(row.cells) for row in sheet.rows}) == 1
