"""Give backups their names, write them whole or not at all, and keep only the newest."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import time
from typing import BinaryIO, Final

ENDING: Final = ".dangbo"
UNFINISHED: Final = ".part"
NAME: Final = re.compile(r"dangbo-(\d{8}-\d{6})(?:-\d+)?\.dangbo")
LEFT_BEHIND: Final = 24 * 60 * 60


def new_name(place: Path, moment: datetime) -> Path:
    """Return a name that no backup in the directory has yet; the names sort by moment."""
    stem = f"dangbo-{moment:%Y%m%d-%H%M%S}"
    names = (f"{stem}{f'-{number}' if number else ''}{ENDING}" for number in range(1000))
    return next(place / name for name in names if not (place / name).exists())


@contextmanager
def unfinished(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a file aside to write to; it takes the name of the target where the block ends well."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    remove_left_behind(target.parent)
    aside = target.with_name(f".{target.name}.{os.getpid()}{UNFINISHED}")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, aside
        aside.replace(target)
        _settle(target.parent)
    finally:
        aside.unlink(missing_ok=True)


def written_out(file: BinaryIO) -> None:
    """Have the disk hold all that was written."""
    file.flush()
    os.fsync(file.fileno())


def backups_in(place: Path) -> list[Path]:
    """Return the backups of a directory that bear a name given by us, the oldest first."""
    found = (path for path in place.glob(f"*{ENDING}") if NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: (path.name[:22], path.stat().st_mtime))


def remove_oldest(place: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest backups of a directory, and return which."""
    old = backups_in(place)[:-keep]
    for path in old:
        path.unlink()
    return old


def remove_left_behind(place: Path) -> None:
    """Remove what a backup left that was killed a day ago or earlier."""
    for path in place.glob(f".*{UNFINISHED}"):
        if path.stat().st_mtime < time() - LEFT_BEHIND:
            path.unlink(missing_ok=True)


def _settle(place: Path) -> None:
    """Have the disk hold the new name too."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
