"""Make the database, or bring it up to the present version."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _


class Command(BaseCommand):
    """Make everything that a register needs before its first fact; running it again is safe."""

    help = _("Tạo cơ sở dữ liệu và thư mục tệp, hoặc nâng lên phiên bản này")
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        Path(settings.MEDIA_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if not getattr(settings, "WHITENOISE_USE_FINDERS", False):
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(_("Cơ sở dữ liệu đã sẵn sàng: %(name)s") % {"name": database_name()})


def database_name() -> str:
    """Name the database as an operator knows it: the file, or the name on its server."""
    return str(settings.DATABASES["default"]["NAME"])
