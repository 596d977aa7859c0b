"""Look through a Word file (a zip archive) without unpacking it.

The table of contents is read first and bounded before anything trusts it; of the parts, only the
one that names the types is opened, and only as far as it may reasonably go.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_ENTRIES: Final = 5_000
LONGEST_CONTENTS: Final = 2 * 1024 * 1024
MOST_UNPACKED: Final = 1024 * 1024 * 1024
RATIO_FREE: Final = 10 * 1024 * 1024
HIGHEST_RATIO: Final = 200
TYPES_PART: Final = "[Content_Types].xml"
MAIN_PART: Final = "word/document.xml"
LONGEST_TYPES: Final = 1024 * 1024
END_RECORD: Final = b"PK\x05\x06"
END_LENGTH: Final = 22
LOCATOR: Final = b"PK\x06\x07"
LOCATOR_LENGTH: Final = 20
LONG_RECORD_LENGTH: Final = 56
LONGEST_END: Final = 65_535 + END_LENGTH + LOCATOR_LENGTH + LONG_RECORD_LENGTH
ARCHIVES: Final = (".zip", ".jar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".tar", ".cab")
MACRO_PARTS: Final = (".docm", ".dotm", ".xlsm", ".xlam", ".xltm", ".pptm", ".ppam")

BROKEN: Final = "FILE_BROKEN"
BOMB: Final = "FILE_UNPACKS_TOO_LARGE"
NESTED: Final = "FILE_HOLDS_ARCHIVE"
LOCKED: Final = "FILE_LOCKED"
MACROS: Final = "FILE_HAS_MACROS"


class Archive(NamedTuple):
    """What an archive is, by the parts it has, and what speaks against it."""

    ending: str
    flaws: tuple[str, ...] = ()


def look_through(path: Path) -> Archive:
    """Return what the archive at `path` is; a broken or dangerous one counts as Word."""
    contents = _length_of_contents(path)
    if contents is None:
        return Archive(".docx", (BROKEN,))
    if contents > LONGEST_CONTENTS:
        return Archive(".docx", (BOMB,))
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            ending = _ending({entry.filename for entry in entries})
            if ending != ".docx":
                return Archive(ending)
            return Archive(ending, tuple(_flaws(archive, entries, path.stat().st_size)))
    except (BadZipFile, OSError, ValueError, NotImplementedError, zlib.error):
        return Archive(".docx", (BROKEN,))


def _ending(names: set[str]) -> str:
    if {TYPES_PART, MAIN_PART} <= names:
        return ".docx"
    if TYPES_PART in names:
        return ".pptx" if "ppt/presentation.xml" in names else ".xlsx"
    return ".zip"


def _flaws(archive: ZipFile, entries: list[ZipInfo], size: int) -> Iterator[str]:
    if _unpacks_too_large(entries, size):
        yield BOMB
        return
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith(ARCHIVES) for name in names):
        yield NESTED
    if any(entry.flag_bits & 0x1 for entry in entries):
        yield LOCKED
        return
    holds = any(name.endswith(("vbaproject.bin", *MACRO_PARTS)) for name in names)
    if holds or _declares_macros(archive):
        yield MACROS


def _unpacks_too_large(entries: list[ZipInfo], size: int) -> bool:
    """Judge by what the parts declare; parts that overlap declare more than the file holds."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or packed > size:
        return True
    return unpacked > RATIO_FREE and unpacked > HIGHEST_RATIO * size


def _declares_macros(archive: ZipFile) -> bool:
    with archive.open(TYPES_PART) as types:
        return b"macroenabled" in types.read(LONGEST_TYPES).lower()


def _length_of_contents(path: Path) -> int | None:
    """Return the length of the table of contents, from the record at the end of the archive."""
    with path.open("rb") as content:
        size = content.seek(0, 2)
        start = content.seek(max(0, size - LONGEST_END))
        tail = content.read()
        at = tail.rfind(END_RECORD)
        if at < 0 or at + END_LENGTH > len(tail):
            return None
        if not tail[:at][-LOCATOR_LENGTH:].startswith(LOCATOR):
            length: int = struct.unpack_from("<I", tail, at + 12)[0]
            return length
        # Two readers may disagree about where the 64-bit record lies; only one place is taken.
        place = at - LOCATOR_LENGTH - LONG_RECORD_LENGTH
        if place < 0 or struct.unpack_from("<Q", tail, at - 12)[0] != start + place:
            return None
        return int(struct.unpack_from("<Q", tail, place + 40)[0])
