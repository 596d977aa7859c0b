"""Keep sealed pictures of members under their SHA-256, outside the web root."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.conf import settings

DIGITS: Final = frozenset("0123456789abcdef")
LENGTH: Final = 64


def keep_sealed(text: str) -> str:
    """Write a sealed picture whole or not at all; return the name it is found by."""
    content = text.encode("ascii")
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


def sealed_picture(digest: str) -> str:
    """Return the sealed picture of a name; raise FileNotFoundError where it is gone."""
    return _place_of(digest).read_text("ascii")


def kept_pictures() -> Iterator[Path]:
    """Yield every file that is kept, those broken off while they were written too."""
    yield from (path for path in sorted(_root().glob("??/*")) if path.is_file())


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "members"


def _place_of(digest: str) -> Path:
    if len(digest) != LENGTH or not DIGITS.issuperset(digest):
        raise FileNotFoundError(digest)
    return _root() / digest[:2] / digest
