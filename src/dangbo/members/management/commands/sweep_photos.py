"""Remove photos that no record names any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands.sweeping import sweep_photos


class Command(BaseCommand):
    """Print how many photos are kept, and how many nobody named."""

    help = _("Dọn các tệp ảnh không còn hồ sơ nào dùng: dangbo sweep_photos [--dry-run]")

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether anything is to be removed."""
        parser.add_argument("--dry-run", action="store_true", help=_("chỉ đếm, không xóa"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep as the operator."""
        dry = bool(options["dry_run"])
        swept = sweep_photos(actor=OPERATOR, dry_run=dry)
        words = (
            _("Giữ %(kept)s ảnh; có %(loose)s ảnh không hồ sơ nào dùng, chưa xóa.")
            if dry
            else _("Giữ %(kept)s ảnh; đã dọn %(loose)s ảnh không hồ sơ nào dùng.")
        )
        self.stdout.write(words % swept._asdict())
