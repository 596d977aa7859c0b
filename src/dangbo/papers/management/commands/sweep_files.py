"""Remove files that no paper refers to."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.papers.commands import sweep_files


class Command(BaseCommand):
    """Print how many files were broken off while arriving, and how many had no paper."""

    help = _("Dọn các tệp tải dở và các tệp không còn văn bản nào dùng: dangbo sweep_files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep as the operator."""
        swept = sweep_files(actor=OPERATOR)
        words = _("Đã dọn %(left_behind)s tệp tải dở và %(without_paper)s tệp không còn văn bản.")
        self.stdout.write(words % swept._asdict())
