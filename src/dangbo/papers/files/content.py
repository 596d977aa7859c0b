"""Recognise what a file is by its content, never by its name."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import puremagic

from dangbo.papers.files.archives import BROKEN, look_through
from dangbo.papers.files.pictures import is_whole_picture

HEAD: Final = 4096
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What puremagic calls the beginnings of the types that are kept.
BY_ENDING: Final[Mapping[str, str]] = {
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".zip": DOCX,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}


# Endings worth naming to whoever sent a file of another type.
KNOWN: Final = (
    *(".doc", ".xls", ".ppt", ".rtf", ".odt", ".html", ".xml"),
    *(".gif", ".bmp", ".heic", ".mp3", ".mp4", ".exe", ".rar", ".7z", ".gz"),
)
PDF_TAIL: Final = 4096
BEFORE_PDF: Final = b"\xef\xbb\xbf\r\n\t \x00"


class Recognised(NamedTuple):
    """The type of a file by its content, or the ending it would have; and what is against it."""

    media_type: str = ""
    looks_like: str = ""
    flaws: tuple[str, ...] = ()


def recognise(path: Path) -> Recognised:
    """Return what the file at `path` is; nothing in it is unpacked, decoded or run."""
    endings = _endings(path)
    media_type = next((BY_ENDING[each] for each in endings if each in BY_ENDING), "")
    if not media_type:
        return Recognised(looks_like=next((each for each in endings if each in KNOWN), ""))
    if media_type == DOCX:
        archive = look_through(path)
        known = archive.ending == ".docx"
        return Recognised(DOCX if known else "", archive.ending, archive.flaws)
    size = path.stat().st_size
    with path.open("rb") as content:
        if media_type == "application/pdf":
            whole = _is_whole_pdf(content, size)
        else:
            whole = is_whole_picture(media_type, content, size)
    return Recognised(media_type, endings[0], () if whole else (BROKEN,))


def _endings(path: Path) -> list[str]:
    """Return the endings that fit the beginning of the file, likeliest first."""
    with path.open("rb") as content:
        head = content.read(HEAD)
    if head.lstrip(BEFORE_PDF).startswith(b"%PDF-"):
        return [".pdf"]
    try:
        return [str(one.extension) for one in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return []


def _is_whole_pdf(content: BinaryIO, size: int) -> bool:
    """Say whether the end mark stands near the end, as it does unless the file was cut off."""
    content.seek(max(0, size - PDF_TAIL))
    return b"%%EOF" in content.read()
