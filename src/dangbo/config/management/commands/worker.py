"""Do what a day asks for without anybody present, until told to stop."""

import os
import signal
from argparse import SUPPRESS, ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangbo.base.daily import EVERY, keep_running
from dangbo.config.management.commands.serve import require_migrated


class Command(BaseCommand):
    """Let signed decisions take effect on their day; look once a minute."""

    help = _("Chạy việc đến ngày (quyết định chờ hiệu lực), mỗi phút một lần; dừng bằng Ctrl-C")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=EVERY, help=_("số giây giữa hai lần"))
        # The server that started it: without it there is nobody to stop it.
        parser.add_argument("--parent", type=int, default=0, help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated()
        stop = Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_told: stop.set())
        parent = options["parent"]
        keep_running(
            stop, every=options["every"], wanted=lambda: not parent or os.getppid() == parent
        )
