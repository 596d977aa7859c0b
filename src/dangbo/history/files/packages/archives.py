"""Take the parts out of a zip that somebody else made, and trust nothing it says of itself."""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dangbo.history.files.packages.contents import MANIFEST, MAY_LACK, PARTS
from dangbo.history.files.problems import Problem, problem
from dangbo.history.files.texts import MOST_BYTES

NAMES: Final = (MANIFEST, *PARTS)
MOST_ENTRIES: Final = 64
LONGEST_CONTENTS: Final = 64 * 1024
END: Final = struct.Struct("<4s4H2LH")
END_SIGN: Final = b"PK\x05\x06"
FIRST_SIGN: Final = b"PK\x03\x04"
LOCKED: Final = 0x1
# What leads out of a folder, or into one.
STRANGE: Final = re.compile(r"[/\\:]|\.\.")


class PartsRefused(Exception):  # noqa: N818 - an answer, not a fault
    """A zip whose parts cannot be taken, with everything that stands against it."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(", ".join(each.code for each in problems))


def parts_of(content: bytes) -> Mapping[str, bytes]:
    """Return the parts of a package by name, or raise PartsRefused."""
    if len(content) > MOST_BYTES:
        size, most = -(-len(content) >> 20), MOST_BYTES >> 20
        raise PartsRefused(problem("PACKAGE_TOO_LARGE", size=size, most=most))
    _look_at_end(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            against = list(_against(entries))
            if against:
                raise PartsRefused(*against)
            return {entry.filename: _unpacked(archive, entry) for entry in entries}
    except (BadZipFile, ValueError, NotImplementedError, RuntimeError, OverflowError):
        raise PartsRefused(problem("PACKAGE_BROKEN")) from None


def _look_at_end(content: bytes) -> None:
    """Read the record at the very end, before anything is built from what it claims."""
    tail = content[-END.size :]
    if not tail.startswith(END_SIGN):
        cut_off = content.startswith(FIRST_SIGN)
        raise PartsRefused(problem("PACKAGE_TRUNCATED" if cut_off else "PACKAGE_NOT_ZIP"))
    _sign, disk, first, here, entries, length, start, comment = END.unpack(tail)
    if disk or first or here != entries or comment or start + length + END.size != len(content):
        raise PartsRefused(problem("PACKAGE_BROKEN"))
    if entries > MOST_ENTRIES or length > LONGEST_CONTENTS:
        raise PartsRefused(problem("PACKAGE_MANY", count=entries, most=len(NAMES)))


def _against(entries: list[ZipInfo]) -> Iterator[Problem]:
    found = Counter(entry.filename for entry in entries)
    yield from _against_names(found)
    if MANIFEST not in found:
        yield problem("PACKAGE_NOT_A_PACKAGE")
    else:
        yield from (problem("PACKAGE_MISSING", name=name) for name in _missing(found))
    for entry in entries:
        if entry.flag_bits & LOCKED:
            yield problem("PACKAGE_LOCKED", name=entry.filename[:100])
        elif entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            yield problem("PACKAGE_METHOD", name=entry.filename[:100])
        elif entry.file_size > MOST_BYTES:
            yield _unpacks(entry)


def _missing(found: Mapping[str, int]) -> list[str]:
    """Return the parts that have to be there; the two on members come together, or neither."""
    lacks = MAY_LACK if not found.keys() & MAY_LACK else frozenset()
    return [name for name in NAMES if name not in found and name not in lacks]


def _against_names(found: Mapping[str, int]) -> Iterator[Problem]:
    for name, count in found.items():
        if not name.isprintable() or STRANGE.search(name):
            yield problem("PACKAGE_STRANGE_NAME", name=name[:100])
        elif name not in NAMES:
            yield problem("PACKAGE_EXTRA", name=name[:100])
        elif count > 1:
            yield problem("PACKAGE_TWICE", name=name)


def _unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Unpack one part, counting what comes out instead of believing what is declared."""
    try:
        with archive.open(entry) as part:
            content = part.read(MOST_BYTES + 1)
    except (BadZipFile, zlib.error, EOFError):
        raise PartsRefused(problem("PACKAGE_PART_BROKEN", name=entry.filename)) from None
    if len(content) > MOST_BYTES:
        raise PartsRefused(_unpacks(entry))
    return content


def _unpacks(entry: ZipInfo) -> Problem:
    return problem("PACKAGE_UNPACKS", name=entry.filename[:100], most=MOST_BYTES >> 20)
