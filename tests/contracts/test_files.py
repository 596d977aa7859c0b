"""Prove that nothing is kept in the repository that does not belong there."""

import re
import subprocess
from pathlib import Path

from contracts.sources import ROOT

LIMIT = 2 * 1024 * 1024
SECRET = re.compile(rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----")
MADE = re.compile(r"\.(?:mo|pyc|sqlite3|db)$|(?:^|/)(?:node_modules|\.venv|static/ui)/")


def kept() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    return [path for name in listed.stdout.split("\0") if (path := ROOT / name).is_file()]


def test_no_file_is_large() -> None:
    assert [path for path in kept() if path.stat().st_size > LIMIT] == []


def test_no_file_holds_a_private_key() -> None:
    assert [path for path in kept() if SECRET.search(path.read_bytes())] == []


def test_nothing_that_is_made_is_kept() -> None:
    assert [path for path in kept() if MADE.search(path.relative_to(ROOT).as_posix())] == []
