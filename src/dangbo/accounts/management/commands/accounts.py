"""List the accounts, or open those of the demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.commands import open_demonstration_accounts
from dangbo.accounts.queries import accounts


class Command(BaseCommand):
    """List the accounts; with `--demo`, open those that somebody who tries the register needs."""

    help = _("Liệt kê tài khoản; --demo tạo các tài khoản dùng thử")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help=_("tạo các tài khoản dùng thử và in mật khẩu")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            self.open_demonstration()
            return
        for account in accounts(actor=OPERATOR):
            state = "" if account.is_active else _("đã khóa")
            self.stdout.write("\t".join([account.username, account.name, state]).rstrip())

    def open_demonstration(self) -> None:
        """Open the demonstration's accounts, but never where real officers sign in."""
        if not settings.SHOW_COMPONENTS:
            raise CommandError(_("tài khoản dùng thử không được tạo trên máy chủ thật"))
        keep = settings.DATA_DIRECTORY / "demo.password"
        for account in open_demonstration_accounts(actor=OPERATOR, keep=keep):
            self.stdout.write(f"{account.username:<12} {account.password}   {account.office}")
