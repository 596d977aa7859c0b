"""Bring a backup back into an empty directory and database, whole or not at all."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from dangbo.audit.phrases.faults import fault_words
from dangbo.audit.queries import differences
from dangbo.audit.queries.proving import prove
from dangbo.ops.commands.elsewhere import turned_to
from dangbo.ops.commands.filling import fill_rows, filled
from dangbo.ops.commands.noting import note_guards
from dangbo.ops.files.contents import FILE, HEAD, ROWS, Backup, safe_path
from dangbo.ops.files.parts import Part
from dangbo.ops.files.reading import read_through
from dangbo.ops.files.streams import BackupError
from dangbo.ops.queries.sealed import first_unreadable
from dangbo.ops.queries.snapshots import count_of, migrations_here

Tell = Callable[[str], None]
# What the start of any command makes in the directory of the register: keys are no register.
OF_NO_ACCOUNT: Final = frozenset({"audit.key", "secret.key", "secret.keys"})
ASIDE: Final = ".restore-"
MEDIA: Final = "media"
DATABASE: Final = "dangbo.sqlite3"


@dataclass(frozen=True)
class Restored:
    """A backup that was brought back, and what was found against it afterwards."""

    backup: Backup
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """Where a backup goes: a directory, and a database of its own unless one is given."""

    directory: Path
    database: Callable[[Path], Mapping[str, Any]]
    in_directory: bool


def restore(*, source: Path, target: Target, secret: str, tell: Tell) -> Restored:
    """Read a backup into a directory aside, prove it, then put everything in its place."""
    made = not target.directory.exists()
    require_empty(target.directory)
    with _aside(target.directory, made=made) as aside:
        media = aside / MEDIA
        with turned_to(target.database(aside / DATABASE), media):
            with _all_or_nothing(target):
                backup = _read(source, media, secret, tell)
                if not target.in_directory:
                    # Before the rows that name them are there for others.
                    _settle(target, aside)
            findings = tuple(_findings(tell))
            connection.close()
        if target.in_directory:
            (aside / DATABASE).chmod(0o640)
            _settle(target, aside)
            (aside / DATABASE).replace(target.directory / DATABASE)
    return Restored(backup, findings)


def require_empty(directory: Path) -> None:
    """Refuse a directory that holds anything but keys; remove what a killed restore has left."""
    if directory.exists() and not directory.is_dir():
        raise BackupError(_("%(path)s không phải là thư mục.") % {"path": directory})
    for path in directory.glob(f"{ASIDE}*"):
        shutil.rmtree(path)
    held = [path.name for path in directory.glob("*") if path.name not in OF_NO_ACCOUNT]
    if held:
        values = {"path": directory, "name": sorted(held)[0]}
        text = _("Thư mục %(path)s không trống (có %(name)s); chọn một thư mục mới để khôi phục.")
        raise BackupError(text % values)


@contextmanager
def _aside(directory: Path, *, made: bool) -> Iterator[Path]:
    """Give a directory that is gone at the end, with the target itself where that was made."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o750)
    aside = directory / f"{ASIDE}{os.getpid()}"
    aside.mkdir(mode=0o700)
    whole = False
    try:
        yield aside
        whole = True
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if not whole:
            shutil.rmtree(directory / MEDIA, ignore_errors=True)
        if made and not whole:
            shutil.rmtree(directory, ignore_errors=True)


def _all_or_nothing(target: Target) -> AbstractContextManager[Any]:
    """Hold a transaction around it all, unless the database is a file that is thrown away."""
    return nullcontext() if target.in_directory else transaction.atomic()


def _read(source: Path, media: Path, secret: str, tell: Tell) -> Backup:
    """Read all parts into the database and the directory of files."""
    media.mkdir(mode=0o700)
    with filled(_make_tables) as filling:

        def take(part: Part) -> None:
            kind = part.head.get("part")
            if kind == HEAD:
                _require_version(part.head)
                tell(_("Dựng các bảng"))
                filling.prepare()
            elif kind == ROWS:
                tell(_("Nạp bảng %(table)s") % {"table": part.head["table"]})
                fill_rows(part)
            elif kind == FILE:
                _write_file(media / safe_path(str(part.head["path"])), part)

        backup = read_through(source, secret, take)
    tell(_("Đếm lại các bảng"))
    for table, told in backup.manifest["tables"].items():
        found = count_of(connection, table)
        if found != told["rows"]:
            values = {"table": table, "found": found, "told": told["rows"]}
            text = _("Bảng %(table)s có %(found)s dòng, bản kê nói %(told)s.")
            raise BackupError(text % values)
    note_guards(plan=(backup.head,))
    return backup


def _require_version(head: Mapping[str, Any]) -> None:
    if head["migrations"] != migrations_here():
        values = {"version": head["dangbo"], "made": str(head["made"])[:10]}
        text = _(
            "Bản sao lưu ngày %(made)s là của Dangbo %(version)s với cấu trúc bảng khác; hãy cài "
            "phiên bản ấy, khôi phục, rồi nâng cấp bằng: dangbo init"
        )
        raise BackupError(text % values)


def _make_tables() -> None:
    if connection.introspection.table_names():
        name = str(connection.settings_dict["NAME"])
        text = _("Cơ sở dữ liệu %(name)s không trống; chọn một cơ sở dữ liệu mới để khôi phục.")
        raise BackupError(text % {"name": name})
    call_command("migrate", interactive=False, verbosity=0)


def _write_file(path: Path, part: Part) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with os.fdopen(descriptor, "wb") as file:
        for piece in part:
            file.write(piece)


def _settle(target: Target, aside: Path) -> None:
    """Put the files in their place."""
    (aside / MEDIA).replace(target.directory / MEDIA)


def _findings(tell: Tell) -> Iterator[str]:
    """Say what is wrong with what was restored, as it stands."""
    tell(_("So sổ với nhật ký"))
    for area, difference in differences():
        if difference:
            values = {"area": area, "difference": difference}
            yield _("Khác với nhật ký (%(area)s): %(difference)s") % values
    tell(_("Kiểm tra chuỗi của nhật ký"))
    fault = prove([]).fault
    if fault is not None:
        yield str(fault_words(fault))
    for column in first_unreadable():
        text = _(
            "Khóa chủ đang có không mở được %(column)s: đặt đúng khóa (xem: dangbo keys status)"
        )
        yield text % {"column": column}
