"""Prove that a backup keeps confidential records and their files, and says nothing of them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from committing import _guards, committing  # noqa: F401 - fixtures
from sealed.conftest import ON, TITLE
from sealed.test_commands import PDF, brought

from dangbo.accounts.access import Actor
from dangbo.audit.queries.proving import prove
from dangbo.config import env
from dangbo.ops.commands import backing_up
from dangbo.ops.commands.backing_up import make_backup
from dangbo.ops.commands.elsewhere import turned_to
from dangbo.ops.commands.restoring import Target, restore
from dangbo.sealed import commands
from dangbo.sealed.models import Attachment
from dangbo.sealed.queries.records import record_page, sealed_file
from dangbo.sealed.replay import first_difference

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SECRET = "một khóa sao lưu chỉ dùng để thử"


def test_records_come_back_with_their_files(
    committing: None,  # noqa: F811 - the fixture
    record: str,
    people: Mapping[str, Actor],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands.add_entry(
        actor=people["lan"], uid=record, what="document", on=ON, text="", files=[brought()]
    )
    digest = Attachment.objects.get().digest
    # Each row is a piece, so that the progress of every table is told.
    monkeypatch.setattr(backing_up, "GATHERED", 1)
    told: list[str] = []
    target = tmp_path / "one.dangbo"
    made = make_backup(target=target, secret=SECRET, moment=NOW, tell=told.append)
    again = tmp_path / "again"
    place = Target(again, env.sqlite, in_directory=True)
    done = restore(source=made.path, target=place, secret=SECRET, tell=told.append)

    assert (made.missing, done.findings) == ((), ())
    assert [line for line in told if line.startswith("sealed")] == []
    assert any(line.startswith("accounts_user:") for line in told)
    with turned_to(env.sqlite(again / "dangbo.sqlite3"), again / "media"):
        assert record_page(actor=people["minh"], uid=record).row.standing.title == TITLE
        assert sealed_file(actor=people["minh"], uid=record, digest=digest).content == PDF
        assert (first_difference(), prove().fault) == (None, None)
