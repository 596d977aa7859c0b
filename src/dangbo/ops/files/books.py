"""Write tables of any shape as an Excel file, a tab each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

TAB_LENGTH: Final = 31
TAB_FORBIDS: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST: Final = 32_000


def book_of(tabs: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """Return a workbook with one tab for each table that has rows; columns as the rows have."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#f1efec", "border": 1})
    for name, table in tabs.items():
        rows = list(table)
        if rows:
            tab = book.add_worksheet(name.translate(TAB_FORBIDS)[:TAB_LENGTH])
            columns = list(dict.fromkeys(key for row in rows for key in row))
            _write(tab, [columns, *([row.get(key) for key in columns] for row in rows)], head)
    book.close()
    return buffer.getvalue()


def _write(tab: Any, rows: Sequence[Sequence[Any]], head: Any) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            tab.write_string(number, column, text_of(value), head if number == 0 else None)
    tab.freeze_panes(1, 0)
    tab.autofit(400)


def text_of(value: Any) -> str:
    """Return a value of a row as text."""
    if value is None:
        return ""
    if isinstance(value, Mapping | list | tuple):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return str(value)[:LONGEST]
