"""Run a command against a throw-away PostgreSQL server: `python -m tools.postgres COMMAND ...`.

The command finds the server in DANGBO_DATABASE_URL. Only the standard library is used.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Server = subprocess.Popen[bytes]

DEBIAN = Path("/usr/lib/postgresql")
UNPRIVILEGED = ("postgres", "nobody")
START_SECONDS = 60
# Nothing of this server outlives the run, so nothing needs to reach the disk. What reading a page
# costs is as docs/ops/postgresql.md has it.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "random_page_cost": "1.1",
    "listen_addresses": "127.0.0.1",
}


class ServerError(Exception):
    """Say in one sentence why there is no server."""


def binaries() -> Path | None:
    """Find the directory of the newest server binaries, or None where none are installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextlib.contextmanager
def throw_away_server() -> Iterator[str]:
    """Start a fresh server, give its address as a URL, and leave nothing behind."""
    found = binaries()
    if found is None:
        raise ServerError("PostgreSQL is not installed (apt install postgresql)")
    owner = unprivileged()
    with tempfile.TemporaryDirectory(prefix="dangbo-pg-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        if owner:
            os.chown(place, owner["user"], owner["group"])
        initialise(found, place, owner)
        port = free_port()
        server = start(found, place, port, owner)
        try:
            await_answer(found, server, port, place)
            yield f"postgresql://dangbo@127.0.0.1:{port}/dangbo"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's fast stop: waits for no client
            server.wait(timeout=START_SECONDS)


def unprivileged() -> dict[str, Any]:
    """Say to subprocess whom to become for the server, which refuses root; nothing for others."""
    if os.geteuid() != 0:
        return {}
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ServerError("PostgreSQL refuses root and there is no user to run it as")


def initialise(found: Path, place: Path, owner: dict[str, Any]) -> None:
    """Make the files of an empty server."""
    command = [str(found / "initdb"), "-D", str(place / "files"), "-U", "dangbo", "-A", "trust"]
    command += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, **owner)
    if made.returncode:
        raise ServerError(f"initdb failed: {made.stderr.strip()}")


def start(found: Path, place: Path, port: int, owner: dict[str, Any]) -> Server:
    """Start the server, its messages going to a file beside its own."""
    command = [str(found / "postgres"), "-D", str(place / "files"), "-k", str(place)]
    for name, value in {**SETTINGS, "port": port}.items():
        command += ["-c", f"{name}={value}"]
    with (place / "log").open("wb") as log:
        return subprocess.Popen(command, cwd=place, stdout=log, stderr=log, **owner)


def await_answer(found: Path, server: Server, port: int, place: Path) -> None:
    """Wait until the server takes connections and make the database."""
    command = [str(found / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "dangbo"]
    until = time.monotonic() + START_SECONDS
    while subprocess.run([*command, "dangbo"], capture_output=True, check=False).returncode:
        if server.poll() is not None or time.monotonic() > until:
            raise ServerError(f"postgres did not start: {(place / 'log').read_text()[-2000:]}")
        time.sleep(0.1)


def free_port() -> int:
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def main() -> int:
    """Run the command on the line against a fresh server and return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with throw_away_server() as url:
            environment = {**os.environ, "DANGBO_DATABASE_URL": url}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    except ServerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
