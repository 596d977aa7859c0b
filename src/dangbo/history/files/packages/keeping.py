"""Keep packages as they were given and received, and those on their way in, by their SHA-256."""

import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time
from typing import Final

from django.conf import settings

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
WAITING: Final = 24 * 60 * 60


def keep_package(content: bytes, digest: str) -> None:
    """Keep a package that was given or received under the digest of its manifest."""
    _write(Path(settings.MEDIA_ROOT) / name_of(digest), content)


def name_of(digest: str) -> str:
    """Return where a package that was kept lies inside the directory of files."""
    return f"handovers/{_sound(digest)}.zip"


def kept_package(digest: str) -> bytes | None:
    """Return a package that was kept, or None."""
    path = Path(settings.MEDIA_ROOT) / name_of(digest)
    return path.read_bytes() if path.is_file() else None


def put_aside(content: bytes, digest: str) -> None:
    """Keep a package between its preview and the act, for a day at most."""
    for path in _aside().glob("*.zip"):
        if path.stat().st_mtime < time() - WAITING:
            path.unlink(missing_ok=True)
    _write(_aside() / f"{_sound(digest)}.zip", content)


def lying_aside(digest: str) -> bytes | None:
    """Return a package that was put aside, or None."""
    path = _aside() / f"{_sound(digest)}.zip"
    return path.read_bytes() if path.is_file() else None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with NamedTemporaryFile(dir=path.parent, delete=False) as target:
        target.write(content)
    whole = Path(target.name)
    whole.chmod(0o640)
    whole.replace(path)


def _sound(digest: str) -> str:
    if not DIGEST.fullmatch(digest):
        raise ValueError(digest)
    return digest


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "handovers"


def _aside() -> Path:
    return _root() / "incoming"
