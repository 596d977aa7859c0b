"""Let signed decisions whose day has come take effect, once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.desk.commands import Effect, take_effect
from dangbo.desk.phrases import sentence_of
from dangbo.orgs.management.options import read_day

DIFFERENT = 1


class Command(BaseCommand):
    """Apply what waits for its day; 1 where something no longer holds."""

    help = _("Áp dụng các quyết định đã ký đến ngày hiệu lực: dangbo due [--today NGÀY]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day that is to be today."""
        parser.add_argument("--today", default="", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply them, one by one, and tell what became of each."""
        today = read_day(options["today"]) if options["today"] else timezone.localdate()
        effects = take_effect(today=today)
        for each in effects:
            self._tell(each)
        errors = [each for each in effects if each.error is not None]
        if errors:
            values = {"count": len(errors), "reason": errors[0].error}
            message = _("%(count)s quyết định chưa áp dụng được vì lỗi: %(reason)s. Chạy lại.")
            raise CommandError(message % values, returncode=2)
        if not effects:
            self.stdout.write(_("Không có quyết định nào đến ngày."))
        if any(each.act is None for each in effects):
            raise SystemExit(DIFFERENT)

    def _tell(self, each: Effect) -> None:
        values = {"draft": each.draft, "title": each.title, "act": each.act}
        if each.act is not None:
            text = _("Bản soạn %(draft)s «%(title)s»: đã áp dụng, nhật ký số %(act)s.")
            self.stdout.write(text % values)
            return
        if each.error is not None:
            return
        self.stdout.write(_("Bản soạn %(draft)s «%(title)s»: không áp dụng được.") % values)
        for found in each.verdict.against:
            self.stdout.write(f"  - {sentence_of(found, each.names)}")
