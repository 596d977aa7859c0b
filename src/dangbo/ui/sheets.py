"""Write a sheet as Excel or CSV; no cell of either can start a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.ui.parts import Text

BOM: Final = "\ufeff"
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST: Final = 60
NARROWEST: Final = 8
A4: Final = 9
TAB_LENGTH: Final = 31
# Excel takes 255 signs for a head or foot of pages.
MARK_LENGTH: Final = 110
# The header by which an answer tells the log how many rows its file has; it is not sent.
ROWS: Final = "X-Dangbo-Rows"
TAB_FORBIDS: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
Cell = str | int | float | date | None


@dataclass(frozen=True)
class Sheet:
    """Rows under heads, and above them the facts that say what the rows are.

    `mark` says who took the file and when: on each page of a workbook, at the top and the foot.
    """

    title: str
    facts: Sequence[tuple[Text, Text]]
    heads: Sequence[Text]
    rows: Iterable[Sequence[Cell]]
    mark: str = ""

    @property
    def head_row(self) -> int:
        """Return the number of the row of heads: title, facts and an empty row stand above."""
        return len(self.facts) + 2


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a CSV file, the mark of UTF-8 first so that Excel reads it right."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_NONNUMERIC)
    yield BOM
    yield writer.writerow([sheet.title])
    for label, value in sheet.facts:
        yield writer.writerow([str(label), _harmless(str(value))])
    yield writer.writerow([])
    yield writer.writerow([str(head) for head in sheet.heads])
    for row in sheet.rows:
        yield writer.writerow([_csv_cell(cell) for cell in row])


class _Echo:
    """Hand each line back to whoever wrote it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return format_day(cell)
    return cell if isinstance(cell, int | float) else _harmless(str(cell))


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def xlsx_file(sheet: Sheet) -> bytes:
    """Return an Excel file, row by row in constant memory, ready to print on A4."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False})
    tab = book.add_worksheet(sheet.title.translate(TAB_FORBIDS)[:TAB_LENGTH].strip())
    bold = book.add_format({"bold": True})
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bg_color": "#f1efec", "border": 1, "text_wrap": True})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    _lay_out(tab, sheet)
    tab.write_string(0, 0, sheet.title, title)
    for number, (label, value) in enumerate(sheet.facts, 1):
        tab.write_string(number, 0, str(label), bold)
        tab.write_string(number, 1, str(value))
    for column, text in enumerate(sheet.heads):
        tab.write_string(sheet.head_row, column, str(text), head)
    number = sheet.head_row
    for number, row in enumerate(sheet.rows, sheet.head_row + 1):
        for column, cell in enumerate(row):
            _write_cell(tab, number, column, cell, day)
    if sheet.heads:
        tab.autofilter(sheet.head_row, 0, number, len(sheet.heads) - 1)
    book.close()
    return buffer.getvalue()


def _lay_out(tab: Any, sheet: Sheet) -> None:
    for column, text in enumerate(sheet.heads):
        wide = max(NARROWEST, min(WIDEST, len(str(text)) + 6))
        tab.set_column(column, column, WIDEST if column == 0 else max(wide, 16))
    tab.freeze_panes(sheet.head_row + 1, 1)
    tab.repeat_rows(sheet.head_row)
    tab.set_paper(A4)
    tab.set_landscape()
    tab.fit_to_pages(1, 0)
    mark_pages(tab, sheet.mark)


def mark_pages(tab: Any, mark: str) -> None:
    """Number the printed pages of a tab, and say on each who took the file and when."""
    # In heads and feet of pages this sign begins a code.
    written = mark[:MARK_LENGTH].replace("&", "&&")
    tab.set_header(f"&R&8{written}" if written else "")
    tab.set_footer(f"&L&8{written or 'Dangbo'}&R{_('Trang &P/&N')}")


def _write_cell(tab: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if isinstance(cell, date):
        tab.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        tab.write_number(row, column, cell)
    elif cell is not None:
        tab.write_string(row, column, str(cell))
