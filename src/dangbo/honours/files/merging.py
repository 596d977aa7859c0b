"""Write the rows from which a mail merge makes certificates: heads in the first row, no more."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter

from dangbo.ui.sheets import mark_pages


def merge_file(heads: Sequence[str], rows: Iterable[Sequence[str]], *, mark: str = "") -> bytes:
    """Return an Excel file of texts alone, so that no zero and no day is changed on the way.

    `mark` says who took it: among its properties and on printed pages, as its first row is taken
    for heads.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False})
    tab = book.add_worksheet("GCN")
    book.set_properties({"comments": mark})
    mark_pages(tab, mark)
    bold = book.add_format({"bold": True})
    for column, head in enumerate(heads):
        tab.write_string(0, column, head, bold)
    tab.set_column(0, len(heads) - 1, 20)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            tab.write_string(number, column, value)
    book.close()
    return buffer.getvalue()
