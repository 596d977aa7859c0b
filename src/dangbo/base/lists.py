"""Read long lists that people bring, cell by cell: workbooks old and new, and text in any coding.

Nothing is passed over in silence: hidden rows are kept and marked, errors and formulas without a
value stay in their cells as text, merged cells can be filled.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from dangbo.base.sheets import clean_cell, csv_rows, refusal
from dangbo.base.vietnamese import EncodingError, decode_bytes, decode_legacy, looks_legacy, nfc
from dangbo.base.workbooks import Tab, WorkbookError, is_workbook, read_tab
from dangbo.rules.verdicts import Finding, finding

MOST_ROWS: Final = 1_100_000
MOST_COLUMNS: Final = 200
CODINGS: Final = ("utf-8", "utf-16", "windows-1258", "TCVN3", "VNI")
LOOKED_AT: Final = 200
AT_ONCE: Final = 1_000
Merge = tuple[int, int, int, int]


class ListRow(NamedTuple):
    """A row with its number as the reader sees it, its cells as clean text, hidden or not."""

    number: int
    cells: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True)
class BroughtList:
    """A list as it was brought: its rows that are not blank, and what else there is to know.

    `tabs` are those to choose from; `coding` is what a text was in; `legacy` the old coding that
    its cells seem to be in.
    """

    name: str
    rows: tuple[ListRow, ...]
    tabs: tuple[str, ...] = ()
    coding: str = ""
    legacy: str = ""
    since_1904: bool = False
    merges: tuple[Merge, ...] = ()
    remarks: tuple[Finding, ...] = ()

    def decoded(self) -> "BroughtList":
        """Return the list with cells of an old coding in Unicode, read among the others."""
        rows: list[ListRow] = []
        for at in range(0, len(self.rows), AT_ONCE):
            part = self.rows[at : at + AT_ONCE]
            text = decode_legacy("\n".join("\t".join(row.cells) for row in part))
            for row, line in zip(part, text.split("\n"), strict=True):
                rows.append(row._replace(cells=tuple(map(nfc, line.split("\t")))))
        return replace(self, rows=tuple(rows), legacy="")

    def spread(self, *, below: int) -> "BroughtList":
        """Return the list with what merged cells share in each of their rows below a row."""
        given: dict[int, dict[int, str]] = {}
        cells = {row.number: row.cells for row in self.rows}
        for top, left, bottom, _right in self.merges:
            first = cells.get(top, ())
            text = first[left - 1] if left <= len(first) else ""
            for number in range(top + 1, bottom + 1) if top > below and text else ():
                given.setdefault(number, {})[left - 1] = text
        if not given:
            return self
        rows = tuple(
            row._replace(cells=_filled(row.cells, given[row.number]))
            if row.number in given
            else row
            for row in self.rows
        )
        return replace(self, rows=rows)


def _filled(cells: Sequence[str], given: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(cell or given.get(at, "") for at, cell in enumerate(cells))


def read_list(
    content: bytes, *, name: str, tab: str = "", coding: str = "", most_rows: int = MOST_ROWS
) -> BroughtList:
    """Return the list in a file, by its content whatever it is called, or raise RuleError.

    `coding` is taken at its word; without it the coding of a text is found out.
    """
    try:
        if is_workbook(content):
            return _from_tab(read_tab(content, name=tab, most_rows=most_rows), most_rows)
        text, found = _text_of(content, coding)
        rows = ((number, cells, False) for number, cells in enumerate(csv_rows(text), start=1))
        kept = _kept(rows, name, most_rows)
        told = (finding("LIST_CODING", coding=found),) if found not in {"utf-8", "utf-16"} else ()
        return BroughtList(name, kept, coding=found, legacy=_legacy(kept), remarks=told)
    except WorkbookError as error:
        raise refusal(error.code, name=name, limit=most_rows) from error
    except EncodingError as error:
        raise refusal("SHEET_NOT_TEXT", name=name) from error
    except csv.Error as error:
        raise refusal("SHEET_BROKEN", name=name) from error


def _text_of(content: bytes, coding: str) -> tuple[str, str]:
    if coding not in CODINGS:
        decoded = decode_bytes(content)
        return decoded.text, decoded.encoding
    page = {"utf-8": "utf-8-sig", "windows-1258": "cp1258"}.get(coding, coding)
    if coding in {"TCVN3", "VNI"}:
        return decode_legacy(content.decode("cp1252", "replace")), coding
    try:
        return nfc(content.decode(page)), coding
    except UnicodeDecodeError as error:
        raise EncodingError(error.start, content[error.start]) from error


def _from_tab(tab: Tab, most_rows: int) -> BroughtList:
    def rows() -> Iterator[tuple[int, Sequence[object], bool]]:
        for number, cells in enumerate(tab.rows, start=1):
            yield number, _with_faults(number, cells, faults.get(number)), number in tab.hidden

    faults: dict[int, dict[int, str]] = {}
    for (row, column), text in tab.faults.items():
        faults.setdefault(row, {})[column] = text
    kept = _kept(rows(), tab.name, most_rows)
    hidden = sum(row.hidden for row in kept)
    counts = (
        ("LIST_HIDDEN_ROWS", hidden),
        ("SHEET_MERGED_CELLS", tab.merged),
        ("SHEET_OTHER_TABS", tab.others),
        ("LIST_MACROS", int(tab.macros)),
    )
    remarks = tuple(finding(code, count=count, tab=tab.name) for code, count in counts if count)
    return BroughtList(
        tab.name,
        kept,
        tab.names,
        legacy=_legacy(kept),
        since_1904=tab.since_1904,
        merges=tab.merges,
        remarks=remarks,
    )


def _with_faults(
    number: int, cells: Sequence[object], faults: Mapping[int, str] | None
) -> Sequence[object]:
    if not faults:
        return cells
    wide = max(len(cells), *faults)
    told = [*cells, *[""] * (wide - len(cells))]
    for column, text in faults.items():
        told[column - 1] = text
    return told


def _kept(
    rows: Iterable[tuple[int, Sequence[object], bool]], name: str, most_rows: int
) -> tuple[ListRow, ...]:
    """Return the rows that are not blank, all as wide as the widest."""
    kept: list[ListRow] = []
    wide = 0
    for number, cells, hidden in rows:
        clean = tuple(map(clean_cell, cells))
        if not any(clean):
            continue
        if len(kept) >= most_rows:
            raise refusal("SHEET_TOO_LONG", name=name, limit=most_rows)
        wide = max(wide, *(at for at, cell in enumerate(clean, start=1) if cell))
        kept.append(ListRow(number, clean, hidden))
    if not kept:
        raise refusal("SHEET_EMPTY", name=name)
    if wide > MOST_COLUMNS:
        raise refusal("SHEET_TOO_WIDE", name=name, limit=MOST_COLUMNS)
    return tuple(
        row
        if len(row.cells) == wide
        else row._replace(cells=(*row.cells[:wide], *[""] * (wide - len(row.cells))))
        for row in kept
    )


def _legacy(rows: Sequence[ListRow]) -> str:
    """Return the old coding that the first rows seem to be in, or nothing."""
    text = "\n".join(" ".join(row.cells) for row in rows[:LOOKED_AT])
    return looks_legacy(text) or ""
