"""Prove that a filled form leaves as Excel, PDF and Word with the same figures, form by form.

`golden/CODE.txt` holds what each form of the project says of the small register of 2016.
"""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from letters.pdf_text import lines_of, pages_of
from python_calamine import CalamineWorkbook

from dangbo.accounts.access import OPERATOR
from dangbo.layouts import queries
from dangbo.layouts.exports import About, form_letter, form_sheet
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.reports import queries as reports
from dangbo.rules.form_texts import builtin_layouts
from dangbo.rules.letters import Table
from dangbo.ui.sheets import xlsx_file

GOLDEN = Path(__file__).parent / "golden"
START, END = date(2016, 1, 1), date(2016, 12, 31)
ABOUT = About("Đảng bộ Khối", "Đảng bộ tỉnh", END, START, invented=True)


def filled(org: int, code: str) -> Any:
    asked = reports.ask(actor=OPERATOR, org=org, on=END, start=START)
    return queries.filled(queries.layout_of(code, on=END), asked)


def told(rows: list[list[Any]]) -> str:
    """Return rows as text: a tab between cells, none at the end of a line."""
    lines = ("\t".join(str(cell) for cell in row).rstrip() for row in rows)
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("code", sorted(builtin_layouts()))
def test_each_form_is_as_its_golden_file_in_every_format(ids: dict[str, int], code: str) -> None:
    found = filled(ids["khoi"], code)
    letter = form_letter(found, ABOUT)
    table = next(each for each in letter.body if isinstance(each, Table))
    printed = told([list(row) for row in (table.heads, *table.rows)])

    assert printed == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")

    word = Document(BytesIO(to_docx(letter)))
    cells = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    assert told(cells) == printed

    lines = " ".join(line for page in pages_of(to_pdf(letter)) for line in lines_of(page))
    for row in table.rows:
        assert row[0].strip().split()[0] in lines
    assert "DỮ LIỆU MINH HỌA" in lines
    assert "bố cục chưa xác nhận" in lines

    book = CalamineWorkbook.from_filelike(BytesIO(xlsx_file(form_sheet(found, ABOUT))))
    sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    head = next(at for at, row in enumerate(sheet) if row[0] == "Nội dung")
    for printed_row, cells_of_row in zip(table.rows, sheet[head + 1 :], strict=False):
        assert cells_of_row[0] == printed_row[0]
        for words, value in zip(printed_row[1:], cells_of_row[1:], strict=False):
            if words not in {"", "–"}:
                assert value == float(words.replace(".", "").replace(",", "."))


def test_a_check_that_fails_is_printed_with_both_sides(ids: dict[str, int]) -> None:
    asked = reports.ask(actor=OPERATOR, org=ids["khoi"], on=END, start=date(2012, 1, 1))
    layout = queries.layout_of("bien_dong_dang_vien", on=END)
    letter = form_letter(queries.filled(layout, asked), ABOUT)

    said = " ".join(
        "".join(run.text for run in each.runs) for each in letter.body if hasattr(each, "runs")
    )
    assert "Cuối kỳ bằng đầu kỳ cộng tăng trừ giảm, ở Tổng số: không đúng (5 và 3)" in said


def test_cells_without_a_value_say_why_in_a_note(ids: dict[str, int]) -> None:
    asked = reports.ask(actor=OPERATOR, org=ids["khoi"], on=date(2009, 1, 1))
    layout = queries.layout_of("bien_dong_dang_vien", on=END)
    letter = form_letter(queries.filled(layout, asked), ABOUT)

    said = " ".join(
        "".join(run.text for run in each.runs) for each in letter.body if hasattr(each, "runs")
    )
    assert "tổ chức không hoạt động (Số đảng viên đầu kỳ" in said
