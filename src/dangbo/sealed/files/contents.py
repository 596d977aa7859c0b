"""Keep the sealed content of files under its SHA-256, whole or not at all."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.conf import settings

DIGITS: Final = frozenset("0123456789abcdef")
LENGTH: Final = 64


def keep_sealed(token: str) -> str:
    """Write a sealed content; return the name it is found by."""
    content = token.encode("ascii")
    digest = hashlib.sha256(content).hexdigest()
    place = _place_of(digest)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with NamedTemporaryFile(dir=place.parent, delete=False) as target:
        path = Path(target.name)
        try:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
            path.chmod(0o640)
            path.replace(place)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return digest


def sealed_content(digest: str) -> str:
    """Return the sealed content of a name; raise FileNotFoundError where it is gone."""
    return _place_of(digest).read_text("ascii")


def remove_sealed(digest: str) -> None:
    """Remove a sealed content, if it is there."""
    _place_of(digest).unlink(missing_ok=True)


def name_of(digest: str) -> str:
    """Return where the content of a name lies inside the directory of files."""
    return f"sealed/{digest[:2]}/{digest}"


def _place_of(digest: str) -> Path:
    if len(digest) != LENGTH or not DIGITS.issuperset(digest):
        raise FileNotFoundError(digest)
    return Path(settings.MEDIA_ROOT) / name_of(digest)
