"""List what is past its time, and remove of it what is plain bookkeeping."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.ops.commands.forgetting import remove_past
from dangbo.ops.phrases.kept import KEPT
from dangbo.ops.queries.retaining import Past, past
from dangbo.orgs.management.options import read_day


class Command(BaseCommand):
    """List, then remove unless it is a dry run; dated facts and logs are only listed."""

    help = _("Những gì đã quá hạn lưu, và dọn phần sổ sách phụ: dangbo retention [--dry-run]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to remove."""
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--today", default="", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, and remove."""
        today = read_day(options["today"]) if options["today"] else timezone.localdate()
        for each in past(today):
            self._tell(each)
        if options["dry_run"]:
            self.stdout.write(_("Chạy thử: chưa xóa gì."))
            return
        count = sum(remove_past(today=today).values())
        self.stdout.write(_("Đã dọn %(count)s mục.") % {"count": count})

    def _tell(self, each: Past) -> None:
        values = {
            "name": KEPT[each.kept.code],
            "count": each.found,
            "days": each.kept.days,
            "until": format_day(each.until),
        }
        text = (
            _("%(name)s: %(count)s mục quá %(days)s ngày (đến %(until)s), được dọn")
            if each.kept.remove
            else _("%(name)s: %(count)s mục quá %(days)s ngày (đến %(until)s), chỉ liệt kê")
        )
        self.stdout.write(text % values)
        for name in each.first:
            self.stdout.write(f"    {name}")
