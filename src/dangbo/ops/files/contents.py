"""Sum up what a backup holds, as it is written and as it is read, to be compared."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.ops.files.streams import BackupError

FORMAT: Final = 1
HEAD: Final = "head"
ROWS: Final = "rows"
FILE: Final = "file"
MANIFEST: Final = "manifest"


@dataclass
class Contents:
    """Rows by table and files, each with a digest that tells any difference."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: int = 0
    size: int = 0
    _files: Any = field(default_factory=hashlib.sha256)

    def take_rows(self, table: str, rows: int, digest: str) -> None:
        """Note the rows of a table."""
        self.tables[table] = {"rows": rows, "digest": digest}

    def take_file(self, path: str, size: int, digest: str) -> None:
        """Note a file."""
        self.files += 1
        self.size += size
        self._files.update(f"{path}\0{size}\0{digest}\n".encode())

    def told(self) -> dict[str, Any]:
        """Return the sums as the manifest states them."""
        files = {"count": self.files, "bytes": self.size, "digest": self._files.hexdigest()}
        return {"tables": self.tables, "files": files}

    @property
    def rows(self) -> int:
        """Return how many rows there are in all tables."""
        return sum(each["rows"] for each in self.tables.values())


@dataclass(frozen=True)
class Backup:
    """What a whole backup says of itself."""

    head: Mapping[str, Any]
    manifest: Mapping[str, Any]
    contents: Contents


def safe_path(path: str) -> PurePosixPath:
    """Return the path of a file inside the directory of files, or refuse one that leads out."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise BackupError(_("Tệp sao lưu có đường dẫn không hợp lệ: %(path)s") % {"path": path})
    return parts
