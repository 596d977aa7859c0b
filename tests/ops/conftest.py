"""Give a register that commits, a secret for its backups, and a place for its files."""

import os
from pathlib import Path

import pytest
from committing import _guards, committing  # noqa: F401 - fixtures
from django.conf import LazySettings
from factories import small_membership, small_register

from dangbo.ops.commands.noting import note_guards

SECRET = "một khóa sao lưu chỉ dùng để thử"


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "register" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.MEDIA_ROOT


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DANGBO_BACKUP_KEY", SECRET)
    return SECRET


@pytest.fixture
def register(committing: None, media: Path, secret: str) -> dict[str, int]:  # noqa: F811
    """Return the ids of the small register with its members, committed, with two files."""
    found = small_register.build()
    small_membership.build(found)
    (media / "papers" / "incoming").mkdir(parents=True)
    (media / "papers" / "incoming" / "half").write_bytes(b"half")
    (media / "members").mkdir()
    note_guards(plan=["init"])
    (media / "members" / "photo").write_bytes(os.urandom(2_300_000))
    (media / "members" / "empty").write_bytes(b"")
    return found


@pytest.fixture
def numbered(db: None) -> dict[str, int]:
    """Return the ids of the small register with its members, of whom one has a sealed number."""
    found = small_register.build()
    small_membership.build(found)
    small_membership.give_citizen_number()
    return found
