"""Prove that a backup of SQLite comes into PostgreSQL whole, also after a try that was killed."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection

from dangbo.config import env
from dangbo.ops.commands.backing_up import make_backup
from dangbo.ops.commands.elsewhere import turned_to
from dangbo.ops.commands.restoring import Restored, Target, restore
from dangbo.ops.files.streams import BackupError
from dangbo.ops.queries.snapshots import count_of
from dangbo.ops.queries.tables import tables

pytestmark = pytest.mark.postgres
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
WAIT = 120.0
# Restores as the command does, and stops where it has told what it was told to stop at.
STOPPING = """
import signal, sys
from pathlib import Path
import django
django.setup()
from dangbo.config import env
from dangbo.ops.commands.restoring import Target, restore
source, directory, url, last = sys.argv[1:]
def tell(text):
    if text == last:
        print("stopped", flush=True)
        signal.pause()
database = env.postgresql(url)
target = Target(Path(directory), lambda _path: database, in_directory=False)
restore(source=Path(source), target=target, secret=env.backup_key(), tell=tell)
"""


def silent(_text: str) -> None:
    """Tell nobody."""


def counts() -> dict[str, int]:
    """Count all rows but those that say when a register was proved: the test proves it twice."""
    names = {table.name for table in tables()} - {"ops_operation"}
    return {name: count_of(connection, name) for name in names}


@pytest.fixture
def saved(register: Mapping[str, int], tmp_path: Path, secret: str) -> Path:
    """Return a backup that was made on SQLite."""
    given: dict[str, Any] = {"secret": secret, "tell": silent}
    made = make_backup(target=tmp_path / "one.dangbo", moment=NOW, **given)
    place = tmp_path / "sqlite"
    restore(source=made.path, target=Target(place, env.sqlite, in_directory=True), **given)
    with turned_to(env.sqlite(place / "dangbo.sqlite3"), place / "media"):
        assert connection.vendor == "sqlite"
        made = make_backup(target=tmp_path / "two.dangbo", moment=NOW, **given)
    assert made.backup.head["database"] == "sqlite"
    return made.path


@pytest.fixture
def there(db: None) -> Iterator[dict[str, Any]]:
    """Return the settings of an empty database of PostgreSQL that is gone at the end."""
    name = "dangbo_elsewhere"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    yield {**connection.settings_dict, "NAME": name}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def url_of(database: Mapping[str, Any]) -> str:
    own = {key: str(database[key]) for key in ("USER", "HOST", "PORT", "NAME")}
    return "postgresql://{USER}@{HOST}:{PORT}/{NAME}".format(**own)


def brought(source: Path, there: Mapping[str, Any], directory: Path, secret: str) -> Restored:
    target = Target(directory, lambda _path: there, in_directory=False)
    return restore(source=source, target=target, secret=secret, tell=silent)


def kill_at(last: str, source: Path, there: Mapping[str, Any], directory: Path) -> None:
    """Kill a restore of a process of its own once it has said something."""
    words = [source, directory, url_of(there), last]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dangbo.config.settings.test"}
    restoring = subprocess.Popen(
        [sys.executable, "-c", STOPPING, *map(str, words)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert restoring.stdout is not None
        assert restoring.stdout.readline() == "stopped\n"
    finally:
        restoring.kill()
        restoring.communicate(timeout=WAIT)


@contextmanager
def looked_into(there: Mapping[str, Any], directory: Path) -> Iterator[None]:
    with turned_to(there, directory / "media"):
        yield


def prove_whole(there: Mapping[str, Any], directory: Path, told: Mapping[str, Any]) -> None:
    with looked_into(there, directory):
        assert counts().items() <= {n: each["rows"] for n, each in told["tables"].items()}.items()
        # Each leaves with 1 where it finds anything.
        call_command("verify", stdout=StringIO())
        call_command("audit", "verify", stdout=StringIO())
    names = sorted(path.name for path in (directory / "media" / "members").iterdir())
    assert names == ["empty", "photo"]


def test_a_restore_killed_among_the_rows_leaves_nothing_and_the_second_brings_all(
    saved: Path, there: dict[str, Any], tmp_path: Path, secret: str
) -> None:
    place = tmp_path / "again"
    kill_at("Nạp bảng members_posting", saved, there, place)

    assert [path.name.split("-")[0] for path in place.iterdir()] == [".restore"]
    with looked_into(there, place):
        assert connection.introspection.table_names() == []
    done = brought(saved, there, place, secret)
    assert (done.findings, sorted(path.name for path in place.iterdir())) == ((), ["media"])
    prove_whole(there, place, done.backup.manifest)
    for directory in (place, tmp_path / "other"):
        with pytest.raises(BackupError, match="không trống"):
            brought(saved, there, directory, secret)
    assert not (tmp_path / "other").exists()
    prove_whole(there, place, done.backup.manifest)
