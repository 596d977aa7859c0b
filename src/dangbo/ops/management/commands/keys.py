"""Change master keys, and say which ones hold what."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dangbo.base.secrets import master_names
from dangbo.ops.commands.noting import note
from dangbo.ops.commands.rotating import Rotated, rotate
from dangbo.ops.management.progress import Progress
from dangbo.ops.queries.sealed import ColumnState, needless, states


class Command(BaseCommand):
    """Wrap every data key under the current master key, or show how far that is; 1: some lost."""

    help = _("Đổi khóa chủ của phần niêm phong: dangbo keys status | rotate [--dry-run]")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("act", choices=["status", "rotate"])
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, then say which old keys may go."""
        if options["act"] == "rotate":
            self._rotate(dry_run=options["dry_run"])
        self._tell_status()

    def _rotate(self, *, dry_run: bool) -> None:
        progress = Progress(self.stderr)
        done = rotate(tell=lambda label, count: progress(f"{label}: {count}"), dry_run=dry_run)
        for column in done:
            self._tell_rotated(column, dry_run=dry_run)
        if not dry_run:
            passed = not any(column.unreadable for column in done)
            note("keys", passed=passed, facts={"key": master_names()[0]})

    def _tell_rotated(self, column: Rotated, *, dry_run: bool) -> None:
        if column.quiet:
            self.stdout.write(_told_quietly(column.label, whole=not column.unreadable))
            return
        values = {"column": column.label, "anew": column.anew, "already": column.already}
        text = (
            _("%(column)s: sẽ bọc lại %(anew)s khóa, %(already)s khóa đã ở dưới khóa mới")
            if dry_run
            else _("%(column)s: đã bọc lại %(anew)s khóa, %(already)s khóa đã ở dưới khóa mới")
        )
        self.stdout.write(text % values)
        if column.unreadable:
            first = ", ".join(map(str, column.unreadable[:10]))
            text = _("%(column)s: không khóa chủ nào mở được %(count)s khóa (dòng %(first)s …)")
            values |= {"count": len(column.unreadable), "first": first}
            self.stdout.write(text % values)

    def _tell_status(self) -> None:
        current, *old = master_names()
        self.stdout.write(_("Khóa chủ đang dùng: %(key)s") % {"key": current})
        if old:
            self.stdout.write(_("Khóa chủ cũ còn giữ: %(keys)s") % {"keys": ", ".join(old)})
        found = states()
        for state in found:
            self.stdout.write(_told(state))
        if free := needless(found):
            text = _(
                "Không còn dòng nào dưới khóa %(keys)s: có thể bỏ khỏi DANGBO_SECRET_KEYS; giữ nơi "
                "khác chừng nào còn bản sao lưu cũ."
            )
            self.stdout.write(text % {"keys": ", ".join(free)})
        elif old:
            self.stdout.write(_("Khóa cũ còn cần; chạy: dangbo keys rotate"))
        if any(state.under[None] for state in found):
            raise SystemExit(1)


def _told_quietly(label: str, *, whole: bool) -> str:
    """Say of a column whose keys nobody may count only whether all can be opened."""
    words = _("%(column)s: mở được hết") if whole else _("%(column)s: có khóa không mở được")
    return words % {"column": label}


def _told(state: ColumnState) -> str:
    if state.quiet:
        return _told_quietly(state.label, whole=not state.under[None])
    parts = [
        _("%(count)s dưới %(key)s") % {"count": count, "key": name}
        if name
        else _("%(count)s không khóa nào mở được") % {"count": count}
        for name, count in sorted(state.under.items(), key=lambda each: str(each[0]))
    ]
    return f"{state.label}: {', '.join(parts) or _('không có')}"
