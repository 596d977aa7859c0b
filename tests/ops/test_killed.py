"""Prove that a backup whose process is killed is never taken for a whole one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from dangbo.ops.files.keeping import LEFT_BEHIND, backups_in, remove_left_behind
from dangbo.ops.files.reading import read_through

SECRET = "một khóa sao lưu chỉ dùng để thử"
WAIT = 120.0
FILE_BYTES = 60_000_000


def dangbo(data: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DANGBO_DATA": str(data),
        "DANGBO_SECRET_KEY": "only-for-tests",
        "DANGBO_BACKUP_KEY": SECRET,
        "DJANGO_SETTINGS_MODULE": "dangbo.config.settings.dev",
    }
    environment.pop("DANGBO_DATABASE_URL", None)
    command = "from dangbo.config.console import main; raise SystemExit(main())"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", command, *arguments], env=environment, **quiet)


def size_in(place: Path) -> int:
    return sum(path.stat().st_size for path in place.glob(".*.part"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, empty_register: Path) -> Path:
    place = tmp_path_factory.mktemp("register")
    copytree(empty_register, place, dirs_exist_ok=True)
    # As large as it takes for writing it to be seen from outside.
    (place / "media" / "large").write_bytes(os.urandom(FILE_BYTES))
    return place


@pytest.mark.parametrize("part", [0.01, 0.9])
def test_a_killed_backup_leaves_nothing_of_that_name(
    data: Path, tmp_path: Path, part: float
) -> None:
    place = tmp_path / "backups"
    backup = dangbo(data, "backup", "-o", str(place))
    until = time.monotonic() + WAIT
    while backup.poll() is None and time.monotonic() < until:
        if size_in(place) >= part * FILE_BYTES:
            break
        time.sleep(0.002)
    backup.send_signal(signal.SIGKILL)
    backup.wait(WAIT)

    # It may have ended in the moment before; then it is whole.
    assert [read_through(path, SECRET).contents.files for path in backups_in(place)] in ([], [1])
    left = list(place.glob(".*.part"))
    assert len(left) + len(backups_in(place)) == 1
    for path in left:
        os.utime(path, (0, time.time() - LEFT_BEHIND - 60))
    remove_left_behind(place)
    assert list(place.glob(".*.part")) == []


def test_a_killed_restore_leaves_nothing_that_looks_like_a_register(
    data: Path, tmp_path: Path
) -> None:
    assert dangbo(data, "backup", "-o", str(tmp_path / "one.dangbo")).wait(WAIT) == 0
    place = tmp_path / "again"
    restore = dangbo(data, "restore", str(tmp_path / "one.dangbo"), "--to", str(place))
    until = time.monotonic() + WAIT
    while restore.poll() is None and time.monotonic() < until:
        if list(place.glob(".restore-*/media/large")):
            break
        time.sleep(0.002)
    restore.send_signal(signal.SIGKILL)
    restore.wait(WAIT)

    assert not (place / "dangbo.sqlite3").exists()
    assert {path.name.split("-")[0] for path in place.iterdir()} <= {".restore"}
