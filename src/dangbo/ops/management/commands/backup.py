"""Write a sealed backup of the register, or check one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.config import env
from dangbo.ops.commands.backing_up import Made, make_backup
from dangbo.ops.commands.noting import note
from dangbo.ops.files.contents import Backup
from dangbo.ops.files.keeping import ENDING, new_name, remove_oldest
from dangbo.ops.files.reading import read_through
from dangbo.ops.files.streams import BackupError
from dangbo.ops.management.progress import Progress

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    """Back up rows and files of one moment; exit 1 where files are missing."""

    help = _("Sao lưu sổ, kiểm tra bản sao lưu: dangbo backup [-o TỆP|THƯ_MỤC] [--check TỆP]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where to, how many to keep, or what to check."""
        parser.add_argument("-o", "--output", default="", metavar="FILE|DIR")
        parser.add_argument("--keep", type=int, default=0, metavar="N")
        parser.add_argument("--check", default="", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, or check."""
        try:
            if options["check"]:
                self._check(Path(options["check"]))
            else:
                self._back_up(options["output"], options["keep"])
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from error

    def _back_up(self, output: str, keep: int) -> None:
        secret, moment = env.backup_key(), timezone.localtime()
        target = _target(Path(output) if output else env.backup_directory(), moment, keep)
        made = make_backup(target=target, secret=secret, moment=moment, tell=Progress(self.stderr))
        size = target.stat().st_size
        note("backup", passed=not made.missing, facts={"path": str(target), "size": size})
        self._tell(made.backup)
        values = {"path": target, "size": f"{size / MEGABYTE:.1f}"}
        self.stdout.write(_("Đã sao lưu và đọc lại: %(path)s (%(size)s MB)") % values)
        if keep:
            for path in remove_oldest(target.parent, keep=keep):
                self.stdout.write(_("Đã xóa bản cũ: %(path)s") % {"path": path})
        self._tell_missing(made)

    def _check(self, path: Path) -> None:
        backup = read_through(path, env.backup_key())
        self._tell(backup)
        self.stdout.write(_("Bản sao lưu còn nguyên: %(path)s") % {"path": path})

    def _tell(self, backup: Backup) -> None:
        head, journal = backup.head, backup.manifest["journal"]
        values = {
            "made": str(head["made"])[:19].replace("T", " "),
            "version": head["dangbo"],
            "database": head["database"],
            "rows": backup.contents.rows,
            "files": backup.contents.files,
            "seq": journal.get("seq", 0),
        }
        text = _(
            "Lúc %(made)s, Dangbo %(version)s, %(database)s: %(rows)s dòng, %(files)s tệp, "
            "nhật ký đến việc số %(seq)s"
        )
        self.stdout.write(text % values)

    def _tell_missing(self, made: Made) -> None:
        if made.missing:
            text = _("Sổ có ghi %(count)s tệp mà thư mục tệp không có; tệp đầu tiên: %(path)s")
            self.stdout.write(text % {"count": len(made.missing), "path": made.missing[0]})
            raise SystemExit(1)


def _target(path: Path, moment: Any, keep: int) -> Path:
    """Return the file to write: what ends as backups do is a file, all else a directory."""
    if keep < 0:
        raise CommandError(_("--keep nhận số bản giữ lại, từ 1 trở lên"), returncode=2)
    if path.suffix != ENDING or path.is_dir():
        return new_name(path, moment)
    if keep:
        raise CommandError(_("--keep chỉ dùng khi -o là một thư mục"), returncode=2)
    if path.exists():
        raise CommandError(_("%(path)s đã có; không ghi đè.") % {"path": path}, returncode=2)
    return path
