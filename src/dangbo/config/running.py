"""Keep a process beside the server that does what a day asks for."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

WORKER: Final = "from dangbo.config.console import main; raise SystemExit(main())"
# After so many seconds one that ended by itself is started anew.
AGAIN: Final = 10.0
STOP_SECONDS: Final = 5


@contextmanager
def worker_beside() -> Iterator[None]:
    """Run `dangbo worker` in a process of its own while the block runs.

    A thread of the server itself would be copied, with what it holds, into each of its workers.
    """
    stop = Event()
    started: list[subprocess.Popen[bytes]] = []
    keeper = Thread(target=_keep, args=(stop, started), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        for process in started:
            _end(process)


def _keep(stop: Event, started: list[subprocess.Popen[bytes]]) -> None:
    command = [sys.executable, "-c", WORKER, "worker", "--parent", str(os.getpid())]
    while not stop.is_set():
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
        started[:] = [process]
        if stop.is_set():
            _end(process)
        process.wait()
        stop.wait(AGAIN)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
