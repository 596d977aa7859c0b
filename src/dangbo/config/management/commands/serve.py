"""Serve the pages."""

import os
import signal
import socket
import threading
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from dangbo.config.running import worker_beside

THREADS = 4
STOP_SECONDS = 10


class Command(BaseCommand):
    """Serve the pages until it is told to stop."""

    help = _("Chạy máy chủ trang web; dừng bằng Ctrl-C")
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help=_("cổng (mặc định 8000)"))
        parser.add_argument("--host", default="127.0.0.1", help=_("địa chỉ (mặc định 127.0.0.1)"))
        parser.add_argument("--workers", type=int, default=1, help=_("số tiến trình (mặc định 1)"))
        parser.add_argument(
            "--without-worker",
            action="store_true",
            help=_("không chạy kèm việc đến ngày (khi đã chạy riêng: dangbo worker)"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_free(options["host"], options["port"])
        require_migrated()
        take_interrupt_alone()
        server = Granian(
            "dangbo.config.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS,
            workers_kill_timeout=STOP_SECONDS,
            log_level=LogLevels.warning,
        )
        beside = nullcontext() if options["without_worker"] else worker_beside()
        with beside:
            server.serve()


def require_free(host: str, port: int) -> None:
    """Refuse a port that another program listens on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except (OSError, OverflowError) as error:
            message = _("không mở được cổng %(port)s (%(reason)s); chọn cổng khác bằng --port")
            raise CommandError(message % {"port": port, "reason": error}) from error


def take_interrupt_alone() -> None:
    """Turn Ctrl-C into one request to stop, made to this process and by it to its workers.

    At a terminal every process of the group gets the interrupt. A worker that then is told to stop
    as well never ends, so workers inherit the interrupt blocked.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def await_interrupt() -> None:
        signal.sigwait({signal.SIGINT})
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=await_interrupt, daemon=True).start()


def require_migrated() -> None:
    """Refuse a database that is not of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(_("cơ sở dữ liệu chưa khởi tạo hoặc còn ở phiên bản cũ: dangbo init"))
