"""Load a history file."""

import json
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.numbers import format_number
from dangbo.history.commands import LoadReport, load_history
from dangbo.history.files import MOST_BYTES, FileRefused, Undecoded, decoded_copy
from dangbo.history.phrases import SECTIONS

EDITED = frozenset({"EDITED", "GONE"})
DIFFERENT = 1


class Command(BaseCommand):
    """Load what a file states that is not loaded yet, all or nothing."""

    help = _(
        "Nạp tệp lịch sử: dangbo load TỆP [--dry-run] [--as-correction LÝ-DO] [--decode-to MỚI]"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and how to load it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--as-correction", default="", metavar="REASON")
        parser.add_argument("--decode-to", default=None, metavar="NEW", type=Path)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file, or write its decoded copy."""
        content = _content(options["file"])
        if options["decode_to"] is not None:
            self._decode(content, options["file"], options["decode_to"])
            return
        try:
            report = load_history(
                actor=OPERATOR,
                content=content,
                name=options["file"].name,
                dry_run=options["dry_run"],
                as_correction=options["as_correction"],
            )
        except FileRefused as refused:
            self._refuse(refused)
            return
        if options["as_json"]:
            self.stdout.write(json.dumps(report.as_answer(), ensure_ascii=False, indent=2))
        else:
            self._tell(report)

    def _refuse(self, refused: FileRefused) -> None:
        """Print every reason; an edited file is a difference found, any other no answer."""
        lines = "\n".join(refused.lines())
        if {each.code for each in refused.problems} <= EDITED:
            self.stdout.write(lines)
            raise SystemExit(DIFFERENT)
        head = _("không nạp gì cả, tệp có %(count)s lỗi:") % {"count": len(refused.problems)}
        raise CommandError(f"{head}\n{lines}", returncode=2)

    def _decode(self, content: bytes, file: Path, new: Path) -> None:
        try:
            decoded, encoding = decoded_copy(content)
        except Undecoded as error:
            raise CommandError(error.found.line_of(file.name), returncode=2) from error
        try:
            with new.open("xb") as copy:
                copy.write(decoded)
        except OSError as error:
            raise CommandError(_unwritable(new, error), returncode=2) from error
        values = {"file": new, "encoding": encoding or "UTF-8"}
        self.stdout.write(
            _("Đã ghi %(file)s bằng UTF-8 (bản cũ: %(encoding)s). Xem lại rồi nạp.") % values
        )

    def _tell(self, report: LoadReport) -> None:
        for each in report.warnings:
            self.stderr.write(each.line_of(report.name))
        if report.changes_nothing:
            values = {"file": report.name, "count": format_number(report.unchanged)}
            self.stdout.write(
                _("%(file)s: đã nạp từ trước (%(count)s mục); không ghi gì thêm.") % values
            )
            return
        for head, counts in (
            (_("thêm"), report.added),
            (_("đính chính"), report.corrected),
            (_("hủy"), report.withdrawn),
        ):
            if counts:
                self.stdout.write(f"{report.name}: {head} {_listed(counts)}.")
        if report.dry_run:
            self.stdout.write(_("Chỉ chạy thử: chưa ghi gì."))


def _content(file: Path) -> bytes:
    """Read a file, but not one too large to be a history file."""
    try:
        if file.stat().st_size > MOST_BYTES:
            values = {"file": file.name, "most": MOST_BYTES >> 20}
            message = _("%(file)s lớn hơn %(most)s MB. Tách phần không cần ra khỏi tệp.") % values
            raise CommandError(message, returncode=2)
        return file.read_bytes()
    except OSError as error:
        values = {"file": file, "reason": error.strerror}
        message = _("không đọc được %(file)s (%(reason)s). Kiểm tra đường dẫn.") % values
        raise CommandError(message, returncode=2) from error


def _unwritable(new: Path, error: OSError) -> str:
    values = {"file": new, "reason": error.strerror}
    return _("không ghi được %(file)s (%(reason)s). Chọn tên tệp khác.") % values


def _listed(counts: Counter[str]) -> str:
    parts = [
        f"{format_number(counts[name])} {words}" for name, words in SECTIONS.items() if counts[name]
    ]
    return ", ".join(parts)
