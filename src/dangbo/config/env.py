"""Read every environment variable of the project in one place, typed, and refuse wrong ones."""

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import unquote, urlsplit


class EnvError(Exception):
    """Say in one sentence which variable is wrong and what it takes."""


NAMES = (
    "DANGBO_ALLOWED_HOSTS",
    "DANGBO_DATA",
    "DANGBO_DATABASE_URL",
    "DANGBO_DEBUG",
    "DANGBO_FILE_LIMIT_MB",
    "DANGBO_SECRET_KEY",
    "DANGBO_TRUSTED_ORIGINS",
)


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, or the content of the file that `name`_FILE points to."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise EnvError(f"{name}_FILE: cannot read {path}: {error.strerror}") from error
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return a boolean variable; only `true`, `false` or nothing are taken."""
    value = text(name).lower()
    if value not in {"", "true", "false"}:
        raise EnvError(f"{name} takes true or false, not {value!r}")
    return default if not value else value == "true"


def whole_number(name: str, *, default: int) -> int:
    """Return a variable that counts something; only digits are taken."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal() or not int(value):
        raise EnvError(f"{name} takes a whole number above 0, not {value!r}")
    return int(value)


def words(name: str) -> list[str]:
    """Return a comma-separated variable as a list without empty parts."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def data_directory() -> Path:
    """Return the directory of the SQLite file, the media and the secret key."""
    return Path(text("DANGBO_DATA", "var")).expanduser().resolve()


def secret_key() -> str:
    """Return the secret key given, else the one kept beside the data, made at first use."""
    given = text("DANGBO_SECRET_KEY")
    if given:
        return given
    kept = data_directory() / "secret.key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


def database() -> Mapping[str, object]:
    """Return Django's settings of the one database: PostgreSQL by URL, else SQLite in the data."""
    url = text("DANGBO_DATABASE_URL")
    return postgresql(url) if url else sqlite(data_directory() / "dangbo.sqlite3")


def sqlite(path: Path) -> dict[str, object]:
    """Return settings of a SQLite file that several processes may write to in turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # Not temp_store=MEMORY: inside a savepoint each statement would then walk through all
            # the pages that the transaction has changed so far.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
                "PRAGMA mmap_size=268435456;"
            ),
        },
    }


def postgresql(url: str) -> dict[str, object]:
    """Return settings of the PostgreSQL database that `url` names."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise EnvError("DANGBO_DATABASE_URL takes postgresql://user:password@host:port/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
