"""Open Excel workbooks that anybody may have sent: values only, and never more than fits.

The parts that hold values are unpacked under a limit and packed anew for the reader, so that
macros, pictures and a table of contents that lies stay behind.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from posixpath import join, normpath
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_ENTRIES: Final = 5_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
# Between the first and the last cell of a tab; the reader makes room for every one.
MOST_CELLS: Final = 3_000_000
OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS: Final = "xl/sharedStrings.xml"
KEPT: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels"
    r"|xl/worksheets/[^/]+\.xml"
)
ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY")
TAB: Final = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id=\"([^\"]*)\"")
RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE: Final = re.compile(rb"([\w:]+)\s*=\s*\"([^\"]*)\"")
ROW: Final = re.compile(rb"<(?:\w+:)?row[\s>/][^>]*")
CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
FILLED_ROW: Final = b"</v></c></row>"
SHARED: Final = re.compile(rb"\bt=\"s\"[^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})\s*<")
STRING_END: Final = re.compile(rb"</(?:\w+:)?si>")


class Tab(NamedTuple):
    """The values of one tab from its first row on, with what was left out of it or beside it."""

    name: str
    rows: Sequence[Sequence[object]]
    hidden: frozenset[int]
    merged: int
    others: int


class WorkbookError(Exception):
    """A file that is not read as a workbook, with the code that says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def is_workbook(content: bytes) -> bool:
    """Say whether content begins as a workbook does, of the old or of the new format."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", OLD_FORMAT))


def first_tab(content: bytes, *, most_rows: int) -> Tab:
    """Return the first visible tab that holds anything, or raise WorkbookError.

    One with surely more rows is refused before the slow work begins; others may still be longer.
    """
    if content.startswith(OLD_FORMAT):
        raise WorkbookError("SHEET_LOCKED" if ENCRYPTED in content else "SHEET_OLD_FORMAT")
    try:
        parts = _parts(content)
        book = CalamineWorkbook.from_filelike(BytesIO(_packed(parts)))
        return _first_filled(book, parts, most_rows)
    except PasswordError as error:
        raise WorkbookError("SHEET_LOCKED") from error
    except (BadZipFile, CalamineError, EOFError, NotImplementedError, zlib.error) as error:
        raise WorkbookError("SHEET_BROKEN") from error


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise WorkbookError("SHEET_UNPACKS_TOO_LARGE")
        kept = [entry for entry in entries if KEPT.fullmatch(entry.filename)]
        if BOOK not in {entry.filename for entry in kept}:
            raise WorkbookError("SHEET_NOT_WORKBOOK")
        if any(entry.flag_bits & 0x1 for entry in kept):
            raise WorkbookError("SHEET_LOCKED")
        if sum(entry.file_size for entry in kept) > MOST_UNPACKED:
            raise WorkbookError("SHEET_UNPACKS_TOO_LARGE")
        return {entry.filename: _unpacked(archive, entry) for entry in kept}


def _unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    with archive.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if any(mark in content for mark in ENTITIES):
        raise WorkbookError("SHEET_BROKEN")
    return content


def _packed(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _first_filled(book: CalamineWorkbook, parts: dict[str, bytes], most_rows: int) -> Tab:
    visible = [
        place
        for place, each in enumerate(book.sheets_metadata)
        if each.visible is SheetVisibleEnum.Visible and each.typ is SheetTypeEnum.WorkSheet
    ]
    paths = _paths(parts)
    for number, place in enumerate(visible):
        source = parts.get(paths.get(place, ""), b"")
        if source.count(FILLED_ROW) > most_rows:
            raise WorkbookError("SHEET_TOO_LONG")
        _refuse_too_wide(source)
        _refuse_too_repetitive(source, parts.get(STRINGS, b""))
        sheet = book.get_sheet_by_index(place)
        if sheet.start is None:
            continue
        others = sum(
            CELL.search(parts.get(paths.get(each, ""), b"")) is not None
            for each in visible[number + 1 :]
        )
        return _tab(sheet, source, others)
    raise WorkbookError("SHEET_EMPTY")


def _tab(sheet: CalamineSheet, source: bytes, others: int) -> Tab:
    rows = sheet.to_python(skip_empty_area=False)
    merged = len(sheet.merged_cell_ranges or ())
    return Tab(sheet.name, rows, frozenset(_hidden(source)), merged, others)


def _paths(parts: dict[str, bytes]) -> dict[int, str]:
    """Return the part of each tab by its place in the workbook."""
    targets = {}
    for relation in RELATION.findall(parts.get(RELATIONS, b"")):
        named = dict(ATTRIBUTE.findall(relation))
        target = named.get(b"Target", b"").decode("utf-8", "replace")
        path = target[1:] if target.startswith("/") else normpath(join("xl", target))
        targets[named.get(b"Id", b"")] = path
    ids = TAB.findall(parts[BOOK])
    return {place: targets[each] for place, each in enumerate(ids) if each in targets}


def _refuse_too_wide(source: bytes) -> None:
    cells = source.count(b"<c") + source.count(b":c ")
    found = CELL.findall(source)
    rows = max((int(number) for _, number in found), default=0)
    columns = max(map(_column, {letters for letters, _ in found}), default=0)
    if max(cells, rows * columns) > MOST_CELLS:
        raise WorkbookError("SHEET_TOO_WIDE")


def _refuse_too_repetitive(source: bytes, strings: bytes) -> None:
    """Refuse a tab whose texts, kept once in the file, fill the memory once all are in place."""
    lengths = list(map(len, STRING_END.split(strings)))
    places = list(map(int, SHARED.findall(source)))
    told = sum(lengths[place] for place in places if place < len(lengths))
    untold = (source.count(b't="s"') - len(places)) * max(lengths)
    if told + untold > MOST_UNPACKED:
        raise WorkbookError("SHEET_UNPACKS_TOO_LARGE")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _hidden(source: bytes) -> Iterator[int]:
    """Yield the numbers of the rows that are hidden; one without a number follows the last."""
    numbers = count(1)
    for row in ROW.findall(source):
        named = dict(ATTRIBUTE.findall(row))
        if b"r" in named and named[b"r"].isdigit():
            numbers = count(int(named[b"r"]))
        number = next(numbers)
        if named.get(b"hidden") in {b"1", b"true"}:
            yield number
