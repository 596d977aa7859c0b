"""Read tables that people bring: Excel workbooks, CSV, and what Excel puts on the clipboard."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import Final, NamedTuple

from dangbo.base.vietnamese import EncodingError, decode_bytes, nfc
from dangbo.base.workbooks import WorkbookError, first_tab, is_workbook
from dangbo.rules.pasted_tables import head_of
from dangbo.rules.verdicts import Finding, RuleError, Verdict, finding

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 200
SEPARATORS: Final = ("\t", ";", ",", "|")
JUDGED: Final = 30
NAMED_SEPARATOR: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Excel quotes a copied cell only for a line break in it; any other quotation mark is the cell's.
PASTED_CELL: Final = re.compile(
    r"\"((?:[^\"\t]|\"\"){0,4000})\"(?=\t|\r?\n|\Z)|([^\t\r\n]*)", re.DOTALL
)
# Our own files put an apostrophe before what a spreadsheet would take for a formula.
HARMLESS: Final = re.compile(r"'(?=[=+\-@])")
Rows = Iterable[tuple[int, Sequence[object]]]


class SheetRow(NamedTuple):
    """A row with its number as the reader sees it, and its cells as clean text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table that was brought: its rows that are not blank, and what else there is to know.

    `head` is the place among the rows of the one that seems to hold the headings; all rows have
    as many cells. `remarks` say what was passed over.
    """

    name: str
    rows: tuple[SheetRow, ...]
    head: int | None
    remarks: tuple[Finding, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headings, or nothing when no row seems to hold any."""
        return () if self.head is None else self.rows[self.head].cells

    @property
    def body(self) -> tuple[SheetRow, ...]:
        """Return the rows below the headings."""
        return self.rows if self.head is None else self.rows[self.head + 1 :]


def read_sheet(content: bytes, *, name: str, most_rows: int = MOST_ROWS) -> Sheet:
    """Return the table in a file, by its content whatever it is called.

    Raises RuleError with the reason when there is none or it is too long; `name` is only shown.
    """
    try:
        if is_workbook(content):
            return _from_workbook(content, most_rows)
        rows = csv_rows(decode_bytes(content).text)
        return _sheet(name, enumerate(rows, start=1), most_rows)
    except WorkbookError as error:
        limits = {"SHEET_TOO_LONG": most_rows, "SHEET_TOO_WIDE": MOST_COLUMNS}
        limit = {"limit": limits[error.code]} if error.code in limits else {}
        raise refusal(error.code, name=name, **limit) from error
    except EncodingError as error:
        raise refusal("SHEET_NOT_TEXT", name=name) from error
    except csv.Error as error:
        raise refusal("SHEET_BROKEN", name=name) from error


def read_pasted(text: str, *, most_rows: int = MOST_ROWS) -> Sheet:
    """Return the table in a text as Excel puts it on the clipboard, or raise RuleError."""
    return _sheet("", enumerate(_pasted_rows(text.replace("\0", "")), start=1), most_rows)


def refusal(code: str, **facts: str | int) -> RuleError:
    """Return the error that refuses a file for one reason."""
    return RuleError(Verdict((Finding(code, facts=tuple(sorted(facts.items()))),)))


def _from_workbook(content: bytes, most_rows: int) -> Sheet:
    tab = first_tab(content, most_rows=most_rows)
    shown = (row for row in enumerate(tab.rows, start=1) if row[0] not in tab.hidden)
    hidden = sum(any(tab.rows[number - 1]) for number in tab.hidden if number <= len(tab.rows))
    counts = (
        ("SHEET_HIDDEN_ROWS", hidden),
        ("SHEET_MERGED_CELLS", tab.merged),
        ("SHEET_OTHER_TABS", tab.others),
    )
    remarks = [finding(code, count=count, tab=tab.name) for code, count in counts if count]
    return _sheet(tab.name, shown, most_rows, remarks)


def _sheet(name: str, rows: Rows, most_rows: int, remarks: Iterable[Finding] = ()) -> Sheet:
    kept: list[SheetRow] = []
    blank = passed = 0
    for number, cells in rows:
        clean = tuple(map(clean_cell, cells))
        if not any(clean):
            passed += 1
            continue
        if len(kept) >= most_rows:
            raise refusal("SHEET_TOO_LONG", name=name, limit=most_rows)
        blank, passed = (blank + passed if kept else 0), 0
        kept.append(SheetRow(number, clean))
    if not kept:
        raise refusal("SHEET_EMPTY", name=name)
    if blank:
        remarks = [*remarks, finding("SHEET_BLANK_ROWS", count=blank)]
    square = _squared(kept, name)
    return Sheet(name, square, head_of(row.cells for row in square), tuple(remarks))


def _squared(rows: Sequence[SheetRow], name: str) -> tuple[SheetRow, ...]:
    """Give all rows as many cells as the widest has that are not blank behind it."""
    wide = max(at for row in rows for at, cell in enumerate(row.cells, start=1) if cell)
    if wide > MOST_COLUMNS:
        raise refusal("SHEET_TOO_WIDE", name=name, limit=MOST_COLUMNS)
    return tuple(
        SheetRow(number, (*cells[:wide], *[""] * (wide - len(cells)))) for number, cells in rows
    )


def clean_cell(value: object) -> str:
    """Return a cell as text: numbers without ".0", days as ISO, one blank between words."""
    if isinstance(value, str):
        return value if _is_clean(value) else _cleaned(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time.min else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _is_clean(text: str) -> bool:
    """Say at a glance whether a text is one plain word; not all that are clean are seen so."""
    return text.isascii() and text[:1].isalnum() and text.isprintable() and " " not in text


@lru_cache(maxsize=20_000)
def _cleaned(text: str) -> str:
    """Clean a text; those of long lists are written again and again."""
    words = " ".join(nfc(text.replace("\0", "")).split())
    return HARMLESS.sub("", words, count=1)


def csv_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of a text, parted by the sign that it names or that parts it best."""
    named = NAMED_SEPARATOR.match(text)
    if named:
        # Excel counts the line that names the separator, but does not show it.
        return csv.reader(StringIO(text[named.end() :], newline=""), delimiter=named[1])
    return csv.reader(StringIO(text, newline=""), delimiter=_separator(text))


def _separator(text: str) -> str:
    """Return the sign that parts the first rows evenly, or else into most cells."""

    def cells(separator: str) -> list[int]:
        rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
        return sorted(len(row) for row in islice(rows, JUDGED) if any(row)) or [0]

    def parts(separator: str) -> tuple[bool, int]:
        found = cells(separator)
        return found[0] == found[-1] > 1, found[len(found) // 2]

    return max(SEPARATORS, key=parts)


def _pasted_rows(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while at < len(text):
        found = PASTED_CELL.match(text, at)
        quoted, bare = found.groups() if found else (None, "")
        end = found.end() if found else at
        if quoted is not None and "\n" in quoted:
            bare = quoted.replace('""', '"')
        elif quoted is not None:
            bare = text[at:end]
        row.append(bare)
        at = end
        if text[at : at + 1] == "\t":
            at += 1
            continue
        yield row
        row = []
        at += 2 if text[at : at + 2] == "\r\n" else 1
    if row:
        yield row
