"""Prove how the keys are given, refused, and kept beside the data."""

from base64 import b64encode, urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dangbo.config import env

FIRST, SECOND = bytes(range(224, 256)), bytes(range(32))


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DANGBO_SECRET_KEY", "DANGBO_SECRET_KEYS"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.setenv("DANGBO_DATA", str(tmp_path / "register"))
    return tmp_path / "register"


def test_keys_are_made_once_and_kept(place: Path) -> None:
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda _: env.secret_keys(), range(20)))

    assert answers == [answers[0]] * 20
    assert env.secret_key() == env.secret_key()
    assert sorted(path.name for path in place.iterdir()) == ["secret.key", "secret.keys"]
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}


def test_keys_given_are_taken_in_their_order(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    written = [b64encode(FIRST).decode(), urlsafe_b64encode(SECOND).decode().rstrip("=")]
    monkeypatch.setenv("DANGBO_SECRET_KEYS", " , ".join(written))

    assert env.secret_keys() == [urlsafe_b64encode(key).decode() for key in (FIRST, SECOND)]
    assert not place.exists()


def test_a_file_of_keys_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{b64encode(SECOND).decode()}\n", encoding="ascii")
    monkeypatch.setenv("DANGBO_SECRET_KEYS_FILE", str(file))
    monkeypatch.setenv("DANGBO_SECRET_KEYS", b64encode(FIRST).decode())

    assert env.secret_keys() == [urlsafe_b64encode(SECOND).decode()]


@pytest.mark.parametrize("wrong", ["short", "ă" * 43, b64encode(bytes(31)).decode(), "A" * 45])
def test_what_is_no_key_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGBO_SECRET_KEYS", wrong)

    with pytest.raises(env.EnvError, match="32 bytes"):
        env.secret_keys()


def test_the_audit_key_is_one_of_its_own(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    for name in ("DANGBO_AUDIT_KEY", "DANGBO_AUDIT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)

    (kept,) = env.audit_keys()

    assert env.audit_keys() == [kept]
    assert kept not in env.secret_keys()
    assert (place / "audit.key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("DANGBO_AUDIT_KEY", ",".join(b64encode(k).decode() for k in (FIRST, SECOND)))
    assert env.audit_keys() == [urlsafe_b64encode(key).decode() for key in (FIRST, SECOND)]
    monkeypatch.setenv("DANGBO_AUDIT_KEY", "short")
    with pytest.raises(env.EnvError, match="DANGBO_AUDIT_KEY takes keys of 32 bytes"):
        env.audit_keys()
