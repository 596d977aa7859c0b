"""Run what areas do by themselves when a day has come, without anybody present.

Each piece of work has to be safe to repeat and to be run by several processes at once.
"""

import logging
from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Final

from django.db import close_old_connections, connections
from django.utils import timezone

logger = logging.getLogger(__name__)

EVERY: Final = 60.0

Work = Callable[[date], None]

_works: dict[str, Work] = {}


def register_daily(name: str, work: Work) -> None:
    """Have `work` done with the day of today, again and again; call it in `ready()`."""
    _works[name] = work


def run_daily(today: date) -> list[str]:
    """Do everything once; what fails is logged, keeps nothing else from being done, and named."""
    failed = []
    for name, work in _works.items():
        try:
            work(today)
        except Exception:
            logger.exception("%s failed and is tried again", name)
            failed.append(name)
    return failed


def keep_running(
    stop: Event, *, every: float = EVERY, wanted: Callable[[], bool] = lambda: True
) -> None:
    """Do everything every so many seconds until told to stop, or no longer wanted."""
    while not stop.is_set() and wanted():
        close_old_connections()
        run_daily(timezone.localdate())
        connections.close_all()
        stop.wait(every)
