"""Look whether keys, files, disk and backups of a deployment are as they should be."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from dangbo.base.secrets import master_names
from dangbo.ops.files.keeping import backups_in
from dangbo.ops.queries.findings import BAD, GOOD, WARN, Finding, Level

# In the directory of the register: for its owner alone. Given from elsewhere: the group may read.
OTHERS: Final = 0o007
ANYBODY: Final = 0o077
STRANGERS: Final = 0o027
KEYS: Final = ("audit.key", "secret.key", "secret.keys")
GIVEN: Final = (
    *("DANGBO_SECRET_KEY", "DANGBO_SECRET_KEYS", "DANGBO_AUDIT_KEY"),
    *("DANGBO_BACKUP_KEY", "DANGBO_DATABASE_URL"),
)
BESIDE: Final = {"secret.keys": "DANGBO_SECRET_KEYS", "audit.key": "DANGBO_AUDIT_KEY"}
LOW: Final = 1024**3
SHARE: Final = 0.05
OLD: Final = timedelta(days=2)
TOO_OLD: Final = timedelta(days=7)


def check_keys() -> Iterator[Finding]:
    """Yield what is unsafe of keys: who reads them, and where they lie."""
    data = Path(settings.DATA_DIRECTORY)
    for name in KEYS:
        yield from _key_file(data / name, ANYBODY)
    for name in GIVEN:
        if given := os.environ.get(f"{name}_FILE"):
            yield from _key_file(Path(given), STRANGERS)
    for name, variable in BESIDE.items():
        if (data / name).exists() and not _is_given(variable):
            text = _("Khóa %(name)s nằm cạnh cơ sở dữ liệu: ai chép cả thư mục thì có cả hai.")
            remedy = _("Chuyển sang nơi khác và đặt %(variable)s_FILE.") % {"variable": variable}
            yield Finding("KEY_BESIDE_DATA", WARN, text % {"name": name}, remedy)
    if len(master_names()) > 1:
        text = _("Còn %(count)s khóa chủ cũ đang được dùng để mở.")
        values = {"count": len(master_names()) - 1}
        remedy = _("Chạy: dangbo keys rotate, rồi bỏ khóa cũ.")
        yield Finding("KEYS_OLD", WARN, text % values, remedy)
    if not _is_given("DANGBO_BACKUP_KEY"):
        text = _("Chưa có khóa sao lưu ở đây, nên lệnh này không kiểm được nội dung bản sao lưu.")
        yield Finding("BACKUP_KEY_MISSING", WARN, text, _("Đặt DANGBO_BACKUP_KEY_FILE."))


def _is_given(variable: str) -> bool:
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


def _key_file(path: Path, forbidden: int) -> Iterator[Finding]:
    if path.is_file() and path.stat().st_mode & forbidden:
        values = {"path": path, "mode": f"{path.stat().st_mode & 0o777:o}"}
        text = _("Tệp khóa %(path)s đọc được bởi người khác (quyền %(mode)s).") % values
        remedy = _("chmod 600 %(path)s") % values
        yield Finding("KEY_FILE_OPEN", BAD, text, remedy)


def check_places() -> Iterator[Finding]:
    """Yield what is wrong with the directories and the disk."""
    data, media = Path(settings.DATA_DIRECTORY), Path(settings.MEDIA_ROOT)
    for path in (data, media, data / "dangbo.sqlite3"):
        if path.exists() and path.stat().st_mode & OTHERS:
            values = {"path": path, "mode": f"{path.stat().st_mode & 0o777:o}"}
            text = _("%(path)s mở cho mọi tài khoản trên máy (quyền %(mode)s).") % values
            yield Finding("PLACE_OPEN", BAD, text, _("chmod o-rwx %(path)s") % values)
    if not (media.is_dir() and os.access(media, os.W_OK)):
        values = {"path": media}
        text = _("Thư mục tệp %(path)s không có hoặc không ghi được.") % values
        yield Finding("MEDIA_MISSING", BAD, text, _("Chạy: dangbo init"))
    if (data / "demo.password").exists() and not getattr(settings, "SHOW_COMPONENTS", False):
        text = _("Các tài khoản dùng thử đã được mở trên máy chủ này.")
        remedy = _("Khóa các tài khoản ấy rồi xóa tệp demo.password.")
        yield Finding("DEMO_ACCOUNTS", BAD, text, remedy)
    yield from _disk(data)


def _disk(data: Path) -> Iterator[Finding]:
    place = next(each for each in (data, *data.parents) if each.exists())
    disk = shutil.disk_usage(place)
    free = _("%(free)s GB trống") % {"free": f"{disk.free / LOW:.1f}"}
    if disk.free < LOW or disk.free < SHARE * disk.total:
        remedy = _("Dọn hoặc thêm đĩa; khi đầy, không ghi được gì nữa.")
        yield Finding("DISK_LOW", BAD, _("Đĩa sắp đầy: %(free)s.") % {"free": free}, remedy)
    else:
        yield Finding("DISK_ENOUGH", GOOD, _("Đĩa: %(free)s.") % {"free": free})


def check_backups(place: Path, now: datetime) -> Iterator[Finding]:
    """Yield how old the newest backup of a directory is."""
    remedy = _("Chạy hằng ngày: dangbo backup --keep 30 (docs/ops/backup.md)")
    found = backups_in(place)
    if not found:
        text = _("Không có bản sao lưu nào trong %(path)s.") % {"path": place}
        yield Finding("BACKUP_NONE", BAD, text, remedy)
        return
    newest = found[-1]
    age = now - datetime.fromtimestamp(newest.stat().st_mtime, tz=now.tzinfo)
    values = {"path": newest.name, "hours": int(age.total_seconds() // 3600)}
    text = _("Bản sao lưu mới nhất %(path)s cách đây %(hours)s giờ.") % values
    level: Level = BAD if age > TOO_OLD else WARN if age > OLD else GOOD
    code = "BACKUP_FRESH" if level == GOOD else "BACKUP_OLD"
    yield Finding(code, level, text, "" if level == GOOD else remedy)
    if place.stat().st_dev == Path(settings.DATA_DIRECTORY).stat().st_dev:
        text = _("Bản sao lưu nằm cùng ổ đĩa với sổ: hỏng đĩa là mất cả hai.")
        remedy = _("Chép sang máy khác, hoặc đặt DANGBO_BACKUP_DIR ở ổ khác.")
        yield Finding("BACKUP_BESIDE_DATA", WARN, text, remedy)
