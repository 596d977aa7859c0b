"""Keep sealed content under its SHA-256 in a folder outside the web root, whole or not at all."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.conf import settings

DIGITS: Final = frozenset("0123456789abcdef")
LENGTH: Final = 64


@dataclass(frozen=True)
class SealedFiles:
    """The sealed files of one area, in a folder of its own inside the directory of files."""

    folder: str

    def keep(self, token: str) -> str:
        """Write a sealed content; return the name it is found by."""
        content = token.encode("ascii")
        digest = hashlib.sha256(content).hexdigest()
        place = self._place_of(digest)
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

    def read(self, digest: str) -> str:
        """Return the sealed content of a name; raise FileNotFoundError where it is gone."""
        return self._place_of(digest).read_text("ascii")

    def remove(self, digest: str) -> None:
        """Remove a sealed content, if it is there."""
        self._place_of(digest).unlink(missing_ok=True)

    def name_of(self, digest: str) -> str:
        """Return where the content of a name lies inside the directory of files."""
        return f"{self.folder}/{digest[:2]}/{digest}"

    def kept(self) -> Iterator[Path]:
        """Yield every file that is kept, those broken off while they were written too."""
        root = Path(settings.MEDIA_ROOT) / self.folder
        yield from (path for path in sorted(root.glob("??/*")) if path.is_file())

    def _place_of(self, digest: str) -> Path:
        if len(digest) != LENGTH or not DIGITS.issuperset(digest):
            raise FileNotFoundError(digest)
        return Path(settings.MEDIA_ROOT) / self.name_of(digest)
