"""Prove that each unsafe thing of a deployment is found, and that a safe one is called safe."""

import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from contracts.sources import PACKAGE, ROOT
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from dangbo.config import env
from dangbo.members.models import Person
from dangbo.ops.commands.elsewhere import turned_to
from dangbo.ops.commands.noting import note, note_alive, note_guards
from dangbo.ops.models import Operation

SAFE = {
    "DEBUG": False,
    "SHOW_COMPONENTS": False,
    "SECRET_KEY": "k1l2m3n4o5p6q7r8s9t0" * 3,
    "ALLOWED_HOSTS": ["so.example.vn"],
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "register"


@pytest.fixture(autouse=True)
def deployment(
    db: None, place: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make everything as it should be."""
    for name in [
        each for each in os.environ if each.startswith("DANGBO_") and "DATABASE" not in each
    ]:
        monkeypatch.delenv(name)
    for name, value in SAFE.items():
        setattr(settings, name, value)
    settings.DATA_DIRECTORY, settings.MEDIA_ROOT = place, place / "media"
    for path in (place, place / "media", place / "backups"):
        path.mkdir(mode=0o700)
    monkeypatch.setenv("DANGBO_DATA", str(place))
    monkeypatch.setenv("DANGBO_BACKUP_KEY", "một khóa sao lưu chỉ dùng để thử")
    (place / "backups" / "dangbo-20261120-010000.dangbo").write_bytes(b"x")
    note_alive(timezone.localdate())
    note_guards(plan=["init"])
    note("verify", passed=True)


def doctor() -> tuple[set[str], int]:
    """Return the codes of what is unsafe or should be mended, and the exit code."""
    out, code = StringIO(), 0
    try:
        call_command("doctor", as_json=True, stdout=out)
    except SystemExit as left:
        code = int(left.code)
    answer = json.loads(out.getvalue())
    assert answer["safe"] == (code == 0)
    assert [
        each for each in answer["findings"] if (each["level"] == "good") != (not each["remedy"])
    ] == []
    return {each["code"] for each in answer["findings"] if each["level"] != "good"}, code


def test_a_safe_deployment_is_called_safe() -> None:
    codes, code = doctor()

    # The disk of this machine is one, and may be nearly full.
    assert codes - {"DISK_LOW"} == {"BACKUP_BESIDE_DATA"}
    assert code == int("DISK_LOW" in codes)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "DEBUG_ON"),
        ("SHOW_COMPONENTS", True, "SETTINGS_OF_ONE_MACHINE"),
        ("SECRET_KEY", "short", "SECRET_KEY_WEAK"),
        ("SECRET_KEY", "ab" * 40, "SECRET_KEY_WEAK"),
        ("ALLOWED_HOSTS", ["*"], "HOSTS_ANY"),
        ("SECURE_SSL_REDIRECT", False, "HTTP_OPEN"),
        ("CSRF_COOKIE_SECURE", False, "COOKIES_OPEN"),
        ("SESSION_COOKIE_SAMESITE", "None", "COOKIES_LOOSE"),
        ("SECURE_HSTS_SECONDS", 60, "HSTS_SHORT"),
        ("CONTENT_SECURITY_POLICY", {}, "SCRIPTS_LOOSE"),
        ("X_FRAME_OPTIONS", "SAMEORIGIN", "FRAMES_OPEN"),
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "PASSWORDS_WEAK"),
    ],
)
def test_an_unsafe_setting_is_found(
    name: str, value: object, code: str, settings: LazySettings
) -> None:
    setattr(settings, name, value)

    assert code in doctor()[0]


def old_backup(place: Path, days: int) -> None:
    path = next((place / "backups").iterdir())
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


PLACES: dict[str, Callable[[Path], object]] = {
    "KEY_FILE_OPEN": lambda place: (
        (place / "secret.key").touch(),
        (place / "secret.key").chmod(0o644),
    ),
    "KEY_BESIDE_DATA": lambda place: (place / "secret.keys").touch(0o600),
    "PLACE_OPEN": lambda place: place.chmod(0o755),
    "MEDIA_MISSING": lambda place: (place / "media").rmdir(),
    "DEMO_ACCOUNTS": lambda place: (place / "demo.password").touch(0o600),
    "BACKUP_NONE": lambda place: next((place / "backups").iterdir()).unlink(),
    "BACKUP_OLD": lambda place: old_backup(place, 3),
}


@pytest.mark.parametrize("code", PLACES)
def test_an_unsafe_place_is_found(code: str, place: Path) -> None:
    PLACES[code](place)

    assert code in doctor()[0]


def test_keys_that_remain_or_are_missing_are_found(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DANGBO_BACKUP_KEY")
    settings.SECRET_KEYS = [*settings.SECRET_KEYS, "c3RyYW5nZS1rZXktZm9yLXRlc3RzLW9ubHktISEhISE="]
    Person.objects.create(uid="an", key="never wrapped")

    assert {"KEYS_OLD", "BACKUP_KEY_MISSING", "SEALED_UNREADABLE"} <= doctor()[0]


def test_what_was_not_done_is_found() -> None:
    long_ago = timezone.now() - timedelta(days=30)
    Operation.objects.filter(name__in=["worker", "verify"]).update(at=long_ago)
    assert {"WORKER_SILENT", "VERIFY_OLD"} <= doctor()[0]
    note("verify", passed=False)
    assert "VERIFY_FAILED" in doctor()[0]
    Operation.objects.filter(name="verify").delete()
    assert "VERIFY_NEVER" in doctor()[0]


def test_a_guard_that_was_taken_down_is_found() -> None:
    name = "members_sheet_kept"
    on = " ON members_sheet" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")

    codes, code = doctor()
    assert ("GUARDS_MISSING" in codes, code) == (True, 1)


def test_a_database_that_is_not_there_is_found_and_not_made(
    tmp_path: Path,
) -> None:
    nowhere = {**env.sqlite(tmp_path / "none.sqlite3")}
    if connection.vendor == "postgresql":
        nowhere = {**connection.settings_dict, "PORT": "9"}
    with turned_to(nowhere, tmp_path / "register" / "media"):
        assert "DATABASE_SILENT" in doctor()[0]
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_pending_migration_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "dangbo.ops.queries.checking_database.migrations_here", lambda: ["orgs.9999_later"]
    )

    assert "MIGRATIONS_PENDING" in doctor()[0]


def test_the_page_lists_what_may_be_found() -> None:
    sources = [*(PACKAGE / "ops" / "queries").glob("checking_*.py")]
    named = {
        code
        for path in sources
        for code in re.findall(r"\"([A-Z]+(?:_[A-Z]+)+)\"", path.read_text(encoding="utf-8"))
        if not code.startswith("DANGBO_") and code != "SHOW_COMPONENTS"
    }
    page = (ROOT / "docs" / "ops" / "doctor.md").read_text(encoding="utf-8")
    good = {"SETTINGS_SAFE", "DISK_ENOUGH", "BACKUP_FRESH", "DATABASE_ANSWERS", "GUARDS_UP"}
    good |= {"WORKER_ALIVE", "VERIFY_PASSED"}

    assert set(re.findall(r"^\| `([A-Z_]+)`", page, re.MULTILINE)) == named - good - NOT_CODES


NOT_CODES = {"CONTENT_SECURITY_POLICY"}
