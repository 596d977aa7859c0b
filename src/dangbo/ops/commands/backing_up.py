"""Write a backup of the register: rows of one moment, and the files that lie beside them."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from dangbo.base.secrets import master_names, sealed_columns
from dangbo.ops.files.contents import FILE, FORMAT, HEAD, MANIFEST, ROWS, Backup, Contents
from dangbo.ops.files.keeping import unfinished, written_out
from dangbo.ops.files.parts import PartsWriter
from dangbo.ops.files.reading import read_through
from dangbo.ops.files.streams import BackupError, SealedWriter
from dangbo.ops.files.values import written
from dangbo.ops.queries.snapshots import files_named, migrations_applied, rows_of, snapshot
from dangbo.ops.queries.tables import Table, tables

Tell = Callable[[str], None]
JOURNAL: Final = "audit_act"
GATHERED: Final = 256 * 1024
PIECE: Final = 1024 * 1024
# Files on their way in belong to nothing yet.
PASSING: Final = "incoming"


@dataclass(frozen=True)
class Made:
    """A backup that was written and read back; `missing` are files that rows name in vain."""

    path: Path
    backup: Backup
    missing: tuple[str, ...]


def make_backup(*, target: Path, secret: str, moment: datetime, tell: Tell) -> Made:
    """Write a backup beside its name, read it back, and only then give it the name."""
    with unfinished(target) as (file, aside):
        sealed = SealedWriter(file, secret)
        writing = _Writing(PartsWriter(sealed), Contents(), tell)
        with snapshot() as connection:
            missing = writing.write(connection, moment)
        sealed.close()
        written_out(file)
        tell(_("Đọc lại bản sao lưu để kiểm tra"))
        backup = read_through(aside, secret)
        if backup.contents.told() != writing.contents.told():
            raise BackupError(_("Bản sao lưu vừa ghi đọc lại thấy khác; hãy kiểm tra ổ đĩa."))
    return Made(target, backup, missing)


@dataclass
class _Writing:
    """A backup on its way: where the parts go, and what was written so far."""

    parts: PartsWriter
    contents: Contents
    tell: Tell

    def write(self, connection: BaseDatabaseWrapper, moment: datetime) -> tuple[str, ...]:
        """Write all parts, and return which files are named but not there."""
        self._state({"part": HEAD, **_head(connection, moment)})
        held = set(self._files(Path(settings.MEDIA_ROOT)))
        missing = tuple(sorted(each for each in files_named(connection) if each not in held))
        journal: dict[str, Any] = {}
        for table in tables():
            last = self._rows(connection, table)
            if table.name == JOURNAL and last:
                journal = {"seq": json.loads(last)[0], "digest": hashlib.sha256(last).hexdigest()}
        told = {"part": MANIFEST, "journal": journal, "missing": missing, **self.contents.told()}
        self._state(told)
        self.parts.close()
        return missing

    def _state(self, head: dict[str, Any]) -> None:
        self.parts.begin(head)
        self.parts.end()

    def _rows(self, connection: BaseDatabaseWrapper, table: Table) -> bytes:
        """Write the rows of a table, and return the last."""
        names = {"table": table.name, "columns": table.columns, "kinds": table.kinds}
        self.parts.begin({"part": ROWS, **names})
        kinds, waiting, line, count = list(table.kinds), bytearray(), b"", 0
        for row in rows_of(connection, table):
            line = json.dumps(written(kinds, row), ensure_ascii=False).encode("utf-8")
            waiting += line + b"\n"
            count += 1
            if len(waiting) >= GATHERED:
                self.parts.write(bytes(waiting))
                waiting.clear()
                self._tell_rows(table, count)
        self.parts.write(bytes(waiting))
        self.contents.take_rows(table.name, count, self.parts.end())
        return line

    def _tell_rows(self, table: Table, count: int) -> None:
        """Say how far a table is, unless nobody may learn how many rows its area has."""
        quiet = {each.model._meta.app_label for each in sealed_columns() if each.quiet}
        if table.model._meta.app_label not in quiet:
            self.tell(_("%(table)s: %(count)s dòng") % {"table": table.name, "count": count})

    def _files(self, root: Path) -> Iterator[str]:
        """Write every file below the directory of files, and yield where each lies."""
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            name = path.relative_to(root).as_posix()
            if path.is_symlink() or not path.is_file() or PASSING in path.parts:
                continue
            try:
                content = path.open("rb")
            except (
                FileNotFoundError
            ):  # removed since; where a row of the moment names it, we say so
                continue
            with content:
                self.parts.begin({"part": FILE, "path": name})
                size = 0
                while piece := content.read(PIECE):
                    self.parts.write(piece)
                    size += len(piece)
                self.contents.take_file(name, size, self.parts.end())
            self.tell(_("Tệp: %(count)s") % {"count": self.contents.files})
            yield name


def _head(connection: BaseDatabaseWrapper, moment: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "dangbo": version("dangbo"),
        "made": moment.isoformat(),
        "database": connection.vendor,
        "migrations": migrations_applied(connection),
        "keys": list(master_names()),
    }
