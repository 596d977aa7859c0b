"""Look whether the database answers, is of this version, guarded, and looked after."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import DatabaseError, OperationalError, connection
from django.utils.translation import gettext as _

from dangbo.ops.access import last_operations
from dangbo.ops.models import Operation
from dangbo.ops.queries.findings import BAD, GOOD, WARN, Finding
from dangbo.ops.queries.guards import guards_up
from dangbo.ops.queries.sealed import first_unreadable
from dangbo.ops.queries.snapshots import migrations_applied, migrations_here

OLDEST_POSTGRESQL: Final = (15, 0)
APART: Final = timedelta(seconds=60)
SILENT: Final = timedelta(minutes=5)
VERIFIED: Final = timedelta(days=14)


def check_database(now: datetime) -> Iterator[Finding]:
    """Yield what is wrong with the database; where it does not answer, only that."""
    try:
        _require_file()
        connection.ensure_connection()
        behind = sorted(set(migrations_here()) - set(migrations_applied(connection)))
    except DatabaseError as error:
        text = _("Cơ sở dữ liệu không trả lời: %(reason)s")
        reason = str(error).splitlines()[0]
        remedy = _("Xem DANGBO_DATABASE_URL và máy chủ cơ sở dữ liệu.")
        yield Finding("DATABASE_SILENT", BAD, text % {"reason": reason}, remedy)
        return
    yield from _engine(now)
    if behind:
        text = _("Còn %(count)s bước nâng cấp chưa chạy (đầu tiên: %(name)s).")
        values = {"count": len(behind), "name": behind[0]}
        yield Finding("MIGRATIONS_PENDING", BAD, text % values, _("Chạy: dangbo init"))
        return
    noted = last_operations()
    yield from _guards(noted.get("guards"))
    yield from _sealed()
    yield from _worker(noted.get("worker"), now)
    yield from _verified(noted.get("verify"), now)


def _require_file() -> None:
    """Refuse a SQLite file that is not there: opening it would make an empty one."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).exists():
        raise OperationalError(name)


def _engine(now: datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            mode = str(cursor.fetchone()[0])
            if mode != "wal":
                text = _("SQLite ở chế độ %(mode)s: người đọc chặn người ghi.") % {"mode": mode}
                yield Finding("SQLITE_NOT_WAL", BAD, text, _("Chạy: dangbo init"))
        else:
            cursor.execute("SELECT now()")
            yield from _clock(cursor.fetchone()[0], now)
    version = connection.get_database_version()
    shown = ".".join(map(str, version))
    if connection.vendor == "postgresql" and version < OLDEST_POSTGRESQL:
        text = _("PostgreSQL %(version)s cũ hơn 15.") % {"version": shown}
        yield Finding("DATABASE_OLD", BAD, text, _("Nâng cấp PostgreSQL."))
    else:
        values = {"name": connection.display_name, "version": shown}
        yield Finding("DATABASE_ANSWERS", GOOD, _("%(name)s %(version)s trả lời.") % values)


def _clock(theirs: datetime, ours: datetime) -> Iterator[Finding]:
    if abs(theirs - ours) > APART:
        values = {"seconds": int(abs(theirs - ours).total_seconds())}
        text = _("Đồng hồ máy này và máy cơ sở dữ liệu lệch nhau %(seconds)s giây.") % values
        yield Finding("CLOCKS_APART", BAD, text, _("Bật đồng bộ giờ (NTP) trên cả hai máy."))


def _guards(noted: Operation | None) -> Iterator[Finding]:
    expected = noted.facts.get("names", []) if noted else []
    missing = sorted(set(expected) - set(guards_up()))
    if missing or not expected:
        text = _("Thiếu %(count)s trigger bảo vệ (đầu tiên: %(name)s).")
        values = {"count": len(missing), "name": missing[0] if missing else "?"}
        remedy = _("Chạy dangbo verify và dangbo audit verify; khôi phục từ bản sao lưu nếu khác.")
        yield Finding("GUARDS_MISSING", BAD, text % values, remedy)
    else:
        text = _("Đủ %(count)s trigger bảo vệ.") % {"count": len(expected)}
        yield Finding("GUARDS_UP", GOOD, text)


def _sealed() -> Iterator[Finding]:
    for column in first_unreadable():
        text = _("Khóa chủ hiện có không mở được %(column)s.") % {"column": column}
        remedy = _("Đặt lại đúng DANGBO_SECRET_KEYS; xem: dangbo keys status")
        yield Finding("SEALED_UNREADABLE", BAD, text, remedy)


def _worker(noted: Operation | None, now: datetime) -> Iterator[Finding]:
    if noted is None or now - noted.at > SILENT:
        text = _("Không thấy dangbo worker trong 5 phút qua: việc đến ngày không được làm.")
        remedy = _("Chạy dangbo serve (kèm worker), hoặc dangbo worker riêng.")
        yield Finding("WORKER_SILENT", BAD, text, remedy)
    else:
        yield Finding("WORKER_ALIVE", GOOD, _("dangbo worker đang chạy."))


def _verified(noted: Operation | None, now: datetime) -> Iterator[Finding]:
    remedy = _("Chạy hằng tuần: dangbo verify")
    if noted is None:
        yield Finding("VERIFY_NEVER", WARN, _("Chưa từng chạy dangbo verify."), remedy)
    elif not noted.passed:
        text = _("Lần chạy dangbo verify gần nhất thấy sổ khác với nhật ký.")
        yield Finding("VERIFY_FAILED", BAD, text, _("Xem docs/ops/verify.md."))
    elif now - noted.at > VERIFIED:
        values = {"days": (now - noted.at).days}
        text = _("Lần chạy dangbo verify gần nhất cách đây %(days)s ngày.") % values
        yield Finding("VERIFY_OLD", WARN, text, remedy)
    else:
        yield Finding("VERIFY_PASSED", GOOD, _("dangbo verify gần đây khớp với nhật ký."))
