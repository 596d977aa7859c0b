"""Read every environment variable of the project in one place, typed, and refuse wrong ones."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from secrets import token_bytes, token_hex, token_urlsafe
from urllib.parse import unquote, urlsplit


class EnvError(Exception):
    """Say in one sentence which variable is wrong and what it takes."""


NAMES = (
    "DANGBO_ALLOWED_HOSTS",
    "DANGBO_AUDIT_KEY",
    "DANGBO_BACKUP_DIR",
    "DANGBO_BACKUP_KEY",
    "DANGBO_DATA",
    "DANGBO_DATABASE_URL",
    "DANGBO_DEBUG",
    "DANGBO_FILE_LIMIT_MB",
    "DANGBO_PROXIES",
    "DANGBO_QUESTION_CELLS",
    "DANGBO_SECRET_KEY",
    "DANGBO_SECRET_KEYS",
    "DANGBO_TRUSTED_ORIGINS",
)

MASTER_BYTES = 32
BACKUP_KEY_SIGNS = 20


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
    """Return the directory of the SQLite file, the media and the keys."""
    return Path(text("DANGBO_DATA", "var")).expanduser().resolve()


def backup_directory() -> Path:
    """Return where backups go if nothing else is said."""
    given = text("DANGBO_BACKUP_DIR")
    return Path(given).expanduser().resolve() if given else data_directory() / "backups"


def backup_key() -> str:
    """Return the secret that seals backups; nothing is made up where none is given."""
    key = text("DANGBO_BACKUP_KEY")
    if len(key) < BACKUP_KEY_SIGNS:
        raise EnvError(
            f"DANGBO_BACKUP_KEY takes {BACKUP_KEY_SIGNS} or more signs, best from a file"
            " (make one with: openssl rand -base64 32)"
        )
    return key


def secret_key() -> str:
    """Return the secret key given, else the one kept beside the data, made at first use."""
    return text("DANGBO_SECRET_KEY") or kept("secret.key", token_urlsafe(48))


def secret_keys() -> list[str]:
    """Return the master keys of what rows keep sealed, the current one first."""
    given = words("DANGBO_SECRET_KEYS")
    return [master_key(key) for key in given] or [kept("secret.keys", new_master_key())]


def audit_keys() -> list[str]:
    """Return the keys that chain the journal, the current one first; never in the database."""
    given = words("DANGBO_AUDIT_KEY")
    return [master_key(key, "DANGBO_AUDIT_KEY") for key in given] or [
        kept("audit.key", new_master_key())
    ]


def new_master_key() -> str:
    """Return a master key that nobody has yet."""
    return urlsafe_b64encode(token_bytes(MASTER_BYTES)).decode("ascii")


def master_key(text: str, name: str = "DANGBO_SECRET_KEYS") -> str:
    """Return a master key in one way of writing; refuse what is not one."""
    try:
        plain = text.replace("+", "-").replace("/", "_").rstrip("=")
        key = urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
    except ValueError:
        key = b""
    if len(key) != MASTER_BYTES:
        raise EnvError(
            f"{name} takes keys of 32 bytes in base64, separated by commas"
            " (make one with: openssl rand -base64 32)"
        )
    return urlsafe_b64encode(key).decode("ascii")


def kept(name: str, made: str) -> str:
    """Return what a file beside the data keeps; where there is none yet, keep `made` in it."""
    file = data_directory() / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written whole under another name first: of two processes that start at once, both read
        # the key of the one that came first.
        draft = file.with_name(f".{name}.{token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(made, encoding="ascii")
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii").strip()


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
