"""Bring a sealed backup back into an empty directory and database."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dangbo.config import env
from dangbo.ops.commands.restoring import Target, restore
from dangbo.ops.files.streams import BackupError
from dangbo.ops.management.progress import Progress


class Command(BaseCommand):
    """Restore all or nothing; exit 1 where the register then differs from its journal."""

    help = _("Khôi phục bản sao lưu: dangbo restore TỆP --to THƯ_MỤC [--database URL]")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the backup and where it goes."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--to", type=Path, required=True, metavar="DIR")
        parser.add_argument("--database", default="", metavar="URL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore."""
        url = options["database"]
        given = env.postgresql(url) if url else None

        def database(path: Path) -> Mapping[str, Any]:
            return env.sqlite(path) if given is None else given

        target = Target(options["to"].expanduser().resolve(), database, given is None)
        tell = Progress(self.stderr)
        try:
            done = restore(
                source=options["file"], target=target, secret=env.backup_key(), tell=tell
            )
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from error
        values = {
            "rows": done.backup.contents.rows,
            "files": done.backup.contents.files,
            "path": target.directory,
        }
        text = _("Đã khôi phục %(rows)s dòng và %(files)s tệp vào %(path)s.")
        self.stdout.write(text % values)
        for finding in done.findings:
            self.stdout.write(finding)
        if done.findings:
            raise SystemExit(1)
        self.stdout.write(_("Sổ khớp với nhật ký."))
