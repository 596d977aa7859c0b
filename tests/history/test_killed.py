"""Prove that a load whose process is killed leaves nothing behind, and can be done again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

ORGS = 2_500
WAIT = 60.0
# The load writes for seconds: by then it has made decisions and is not done.
WELL_INTO_IT = 0.3


def big_file(path: Path) -> None:
    orgs = [
        {"key": "tinh", "name": "Đảng bộ tỉnh", "kind": "dang_bo_tinh", "from": 1980, "source": "s"}
    ]
    orgs += [
        {
            "key": f"o{number}",
            "name": f"Đảng bộ {number}",
            "kind": "dang_bo_cap_tren",
            "superior": "tinh",
            "from": f"{1981 + number % 20}",
            "source": "s",
        }
        for number in range(ORGS)
    ]
    value = {"dangbo": 1, "committee": "tinh", "organisations": orgs}
    value["sources"] = [{"key": "s", "title": "Nguồn"}]
    path.write_text(json.dumps(value), encoding="utf-8")


def dangbo(data: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "DANGBO_DATA": str(data), "DANGBO_SECRET_KEY": "only-for-tests"}
    environment.pop("DANGBO_DATABASE_URL", None)
    environment["DJANGO_SETTINGS_MODULE"] = "dangbo.config.settings.dev"
    command = "from dangbo.config.console import main; raise SystemExit(main())"
    return subprocess.Popen([sys.executable, "-c", command, *arguments], env=environment)


def counted(data: Path) -> list[int]:
    with sqlite3.connect(data / "dangbo.sqlite3") as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("audit_act", "orgs_org", "orgs_orgversion", "history_entry")
        ]


def is_writing(data: Path) -> bool:
    """Say whether another process is inside a transaction that writes."""
    connection = sqlite3.connect(data / "dangbo.sqlite3", timeout=0, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


def test_a_killed_load_leaves_nothing_and_can_be_done_again(
    tmp_path: Path, empty_register: Path
) -> None:
    file = tmp_path / "big.json"
    big_file(file)
    copytree(empty_register, tmp_path, dirs_exist_ok=True)
    load = dangbo(tmp_path, "load", str(file))
    until = time.monotonic() + WAIT
    while not is_writing(tmp_path) and load.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(WELL_INTO_IT)
    load.send_signal(signal.SIGKILL)

    assert load.wait(WAIT) == -signal.SIGKILL
    assert counted(tmp_path) == [0, 0, 0, 0]
    assert dangbo(tmp_path, "load", str(file)).wait(WAIT) == 0
    assert counted(tmp_path)[1:] == [ORGS + 1, ORGS + 1, ORGS + 2]
    assert dangbo(tmp_path, "verify").wait(WAIT) == 0
