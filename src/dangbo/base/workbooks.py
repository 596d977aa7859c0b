"""Open Excel workbooks that anybody may have sent: values only, and never more than fits.

The parts that hold values are unpacked under a limit and packed anew for the reader, so that
macros, pictures and a table of contents that lies stay behind.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
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
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_ENTRIES: Final = 5_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
# Between the first and the last cell of a tab; the reader makes room for every one.
MOST_CELLS: Final = 3_000_000
OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# How the records of an old workbook begin, and the one that says it is encrypted, soon after.
OLD_BEGINNING: Final = b"\x09\x08\x10\x00\x00\x06\x05\x00"
OLD_PASSWORD, OLD_RECORDS = 0x2F, 20
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
REFERENCE: Final = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
FILLED_ROW: Final = b"</v></c></row>"
# A cell with an error, and one with a formula that no program computed (a computed blank is text).
ERROR_CELL: Final = re.compile(
    rb"<c\s([^>]*\bt=\"e\"[^>]*)>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>"
)
BARE_FORMULA: Final = re.compile(
    rb"<c\s((?:(?!\bt=\"str\")[^>])*)>\s*(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)"
    rb"\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
SINCE_1904: Final = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*\bdate1904=\"(?:1|true)\"")
MACROS: Final = "xl/vbaProject.bin"
SHARED: Final = re.compile(rb"\bt=\"s\"[^>]*>\s*<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})\s*<")
STRING_END: Final = re.compile(rb"</(?:\w+:)?si>")


class Tab(NamedTuple):
    """The values of one tab from its first row on, with what was left out of it or beside it.

    `faults` are cells that hold an error of Excel, or a formula whose value nobody computed, as
    text by row and column from 1 on; `merges` the ranges of merged cells (top, left, bottom,
    right). `names` are the tabs to choose from.
    """

    name: str
    rows: Sequence[Sequence[object]]
    hidden: frozenset[int]
    merged: int
    others: int
    faults: Mapping[tuple[int, int], str] = {}
    merges: tuple[tuple[int, int, int, int], ...] = ()
    names: tuple[str, ...] = ()
    since_1904: bool = False
    macros: bool = False


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


def read_tab(content: bytes, *, name: str = "", most_rows: int) -> Tab:
    """Return a visible tab by name, the first that holds anything without one, or raise.

    Workbooks of the old format (.xls) are read too, without their hidden rows and merged cells.
    """
    old = content.startswith(OLD_FORMAT)
    if old and ENCRYPTED in content:
        raise WorkbookError("SHEET_LOCKED")
    try:
        parts = {} if old else _parts(content)
        book = CalamineWorkbook.from_filelike(BytesIO(content if old else _packed(parts)))
        found = _old_tab(book, name) if old else _first_filled(book, parts, most_rows, name)
        macros = not old and MACROS in ZipFile(BytesIO(content)).namelist()
        return found._replace(names=_visible_names(book), macros=macros)
    except PasswordError as error:
        raise WorkbookError("SHEET_LOCKED") from error
    except (BadZipFile, CalamineError, EOFError, NotImplementedError, zlib.error) as error:
        locked = old and _is_locked(content)
        raise WorkbookError("SHEET_LOCKED" if locked else "SHEET_BROKEN") from error


def _is_locked(content: bytes) -> bool:
    """Say whether one of the first records of an old workbook says that it is encrypted."""
    at = content.find(OLD_BEGINNING)
    for _ in range(OLD_RECORDS if at >= 0 else 0):
        kind, length = int.from_bytes(content[at : at + 2], "little"), content[at + 2 : at + 4]
        if kind == OLD_PASSWORD:
            return True
        at += 4 + int.from_bytes(length, "little")
    return False


def _visible_names(book: CalamineWorkbook) -> tuple[str, ...]:
    return tuple(each.name for each in _visible(book).values())


def _visible(book: CalamineWorkbook) -> dict[int, SheetMetadata]:
    return {
        place: each
        for place, each in enumerate(book.sheets_metadata)
        if each.visible is SheetVisibleEnum.Visible and each.typ is SheetTypeEnum.WorkSheet
    }


def _old_tab(book: CalamineWorkbook, name: str) -> Tab:
    visible = _visible(book)
    for place, each in visible.items():
        if name and each.name != name:
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.start is not None:
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise WorkbookError("SHEET_TOO_WIDE")
            rows = sheet.to_python(skip_empty_area=False)
            return Tab(sheet.name, rows, frozenset(), 0, 0 if name else len(visible) - 1)
    raise WorkbookError("SHEET_EMPTY")


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


def _first_filled(
    book: CalamineWorkbook, parts: dict[str, bytes], most_rows: int, name: str = ""
) -> Tab:
    told = _visible(book)
    visible = [place for place, each in told.items() if not name or each.name == name]
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
        since_1904 = SINCE_1904.search(parts[BOOK]) is not None
        return _tab(sheet, source, others)._replace(since_1904=since_1904)
    raise WorkbookError("SHEET_EMPTY")


def _tab(sheet: CalamineSheet, source: bytes, others: int) -> Tab:
    rows = sheet.to_python(skip_empty_area=False)
    merges = tuple(
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    hidden, faults = frozenset(_hidden(source)), dict(_faults(source))
    return Tab(sheet.name, rows, hidden, len(merges), others, faults, merges)


def _faults(source: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells that hold no value of their own: errors, and formulas nobody computed."""
    if b'"e"' in source:
        for told, error in ERROR_CELL.findall(source):
            if place := _place(told):
                yield place, error.decode("utf-8", "replace")
    if b"<f" in source:
        for told, formula in BARE_FORMULA.findall(source):
            if place := _place(told):
                yield place, "=" + unescape(formula.decode("utf-8", "replace"))


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = REFERENCE.search(attributes)
    return (int(found[2]), _column(found[1])) if found else None


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
