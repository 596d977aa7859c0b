"""Make the columns from which large registers are counted."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangbo.columns.commands.making import keep_columns


class Command(BaseCommand):
    """Print how many columns were made, and in which time."""

    help = _("Lập lại các cột đếm của cơ sở dữ liệu lớn: dangbo columns")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make all of them anew; a small register needs none."""
        began = perf_counter()
        made = keep_columns(anew=True)
        if not made:
            self.stdout.write(_("Cơ sở dữ liệu nhỏ, không cần cột đếm."))
            return
        seconds = round(perf_counter() - began)
        words = _("Đã lập %(number)s bộ cột đếm trong %(seconds)s giây.")
        self.stdout.write(words % {"number": len(made), "seconds": seconds})
