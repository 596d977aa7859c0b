"""Rebuild what the journal tells and compare it with the tables."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangbo.audit.queries import differences


class Command(BaseCommand):
    """Print the first difference between the journal and the tables; exit 1 if there is one."""

    help = _("Dựng lại mọi dữ kiện từ nhật ký và so với các bảng: dangbo verify")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask every area."""
        for area, difference in differences():
            if difference is not None:
                values = {"area": area, "difference": difference}
                self.stdout.write(_("Khác với nhật ký (%(area)s): %(difference)s") % values)
                raise SystemExit(1)
            self.stdout.write(_("%(area)s: khớp với nhật ký.") % {"area": area})
