"""Keep the content of files under its SHA-256, outside the web root, whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from typing import BinaryIO, Final

from django.conf import settings

from dangbo.papers.files.content import recognise
from dangbo.papers.files.names import safe_name
from dangbo.rules.paper_files import FileFacts

DEFAULT_LIMIT: Final = 50 * 1024 * 1024
PIECE: Final = 1024 * 1024
DIGITS: Final = frozenset("0123456789abcdef")
DIGEST_LENGTH: Final = 64
LEFT_BEHIND: Final = 24 * 60 * 60


@dataclass(frozen=True)
class Received:
    """A file that has been read to the end or to the limit, and lies aside until it is judged."""

    path: Path
    digest: str
    facts: FileFacts


def size_limit() -> int:
    """Return the greatest size of one file, in bytes."""
    return int(getattr(settings, "PAPER_FILE_LIMIT", DEFAULT_LIMIT))


def receive(*, name: str, content: BinaryIO, limit: int) -> Received:
    """Read `content` piece by piece into a file aside, stopping as soon as it is over `limit`."""
    aside = _root() / "incoming"
    aside.mkdir(parents=True, exist_ok=True, mode=0o750)
    digest = hashlib.sha256()
    size = 0
    with NamedTemporaryFile(dir=aside, delete=False) as target:
        path = Path(target.name)
        try:
            while size <= limit and (piece := content.read(min(PIECE, limit + 1 - size))):
                target.write(piece)
                digest.update(piece)
                size += len(piece)
            target.flush()
            os.fsync(target.fileno())
            facts = _facts(path, safe_name(name), size, complete=size <= limit)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return Received(path, digest.hexdigest(), facts)


def _facts(path: Path, name: str, size: int, *, complete: bool) -> FileFacts:
    if not complete:
        return FileFacts(name, size, complete=False)
    found = recognise(path)
    return FileFacts(
        name, size, media_type=found.media_type, looks_like=found.looks_like, flaws=found.flaws
    )


def keep(received: Received) -> None:
    """Move what was received to its place; content that is there already is the same."""
    place = place_of(received.digest)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    received.path.chmod(0o640)
    received.path.replace(place)


def discard(received: Received) -> None:
    """Remove what was received, unless it was kept."""
    received.path.unlink(missing_ok=True)


def open_content(digest: str) -> BinaryIO:
    """Open the content kept under `digest` for reading."""
    return place_of(digest).open("rb")


def remove_content(digest: str) -> None:
    """Remove the content kept under `digest`, if any."""
    place_of(digest).unlink(missing_ok=True)


def place_of(digest: str) -> Path:
    """Return where the content of this SHA-256 lies."""
    if len(digest) != DIGEST_LENGTH or not DIGITS.issuperset(digest):
        raise ValueError(digest)
    return Path(settings.MEDIA_ROOT) / name_of(digest)


def name_of(digest: str) -> str:
    """Return where the content of this SHA-256 lies inside the directory of files."""
    return f"papers/{digest[:2]}/{digest[2:4]}/{digest}"


def kept_digests() -> Iterator[str]:
    """Yield the SHA-256 of every content that is kept."""
    for path in _root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        if len(path.name) == DIGEST_LENGTH and DIGITS.issuperset(path.name):
            yield path.name


def remove_left_behind(*, older_than: float = LEFT_BEHIND) -> int:
    """Remove files that were being received when something broke off; return how many."""
    removed = 0
    for path in (_root() / "incoming").glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time() - older_than:
                path.unlink()
                removed += 1
    return removed


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "papers"
