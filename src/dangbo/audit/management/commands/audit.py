"""Prove the logs, close a day, and search them on the console."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import close_day
from dangbo.audit.files.closings import Closed, NotAClosing, from_text, stated, to_text
from dangbo.audit.files.pdf import closing_pdf
from dangbo.audit.phrases import access_words, act_words
from dangbo.audit.phrases.faults import TABLES, fault_words
from dangbo.audit.queries.proving import prove
from dangbo.audit.queries.search import LogFilter, LogRow, accesses, acts, closings
from dangbo.base.days import DayError, format_day, parse_day
from dangbo.base.numbers import format_number

NO_ANSWER: Final = 2


class Command(BaseCommand):
    """Prove that the logs are whole (exit 1 where they are not), close a day, or search."""

    help = _("Kiểm tra, chốt và tra nhật ký: dangbo audit verify | close | log")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        verify = parts.add_parser("verify", help=_("tìm dòng đầu tiên bị sửa, xóa hoặc chèn"))
        verify.add_argument(
            "--closing", action="append", default=[], metavar="FILE",
            help=_("so thêm với giá trị chốt cất ở nơi khác; ghi được nhiều lần"),
        )  # fmt: skip
        close = parts.add_parser("close", help=_("chốt nhật ký đến lúc này, hoặc lấy lần chốt cũ"))
        close.add_argument("--day", default="", metavar="YYYY-MM-DD")
        close.add_argument("-o", "--output", default="", metavar="FILE", help=".json, .pdf")
        log = parts.add_parser("log", help=_("tra nhật ký, mới nhất trước"))
        log.add_argument("--accesses", action="store_true", help=_("đăng nhập, lượt xem, tải về"))
        for name in ("since", "until"):
            log.add_argument(f"--{name}", default="", metavar="YYYY-MM-DD")
        for name in ("actor", "code", "subject", "text"):
            log.add_argument(f"--{name}", default="")
        log.add_argument("--limit", type=int, default=50)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the part that is asked for."""
        {"verify": self.verify, "close": self.close, "log": self.log}[options["part"]](options)

    def verify(self, options: dict[str, Any]) -> None:
        """Go through both logs, and say which row is the first that does not hold."""
        began = perf_counter()
        proof = prove([_closing_in(Path(name)) for name in options["closing"]])
        for table, count in proof.rows.items():
            values = {"table": TABLES[table], "count": format_number(count)}
            self.stdout.write(_("%(table)s: %(count)s dòng đúng.") % values)
        if proof.fault is not None:
            self.stdout.write(fault_words(proof.fault))
            raise SystemExit(1)
        told = {"count": str(proof.compared), "seconds": f"{perf_counter() - began:.1f}"}
        words = _("Nhật ký nguyên vẹn; đã so với %(count)s giá trị chốt (%(seconds)s giây).")
        self.stdout.write(words % told)

    def close(self, options: dict[str, Any]) -> None:
        """Close both logs as they stand, or bring out what was closed on a day before."""
        day, today = _day(options["day"]), timezone.localdate()
        closed = stated(close_day()) if day in {None, today} else _closed_on(day)
        output = options["output"]
        if not output:
            self.stdout.write(to_text(closed), ending="")
            return
        content = closing_pdf(closed) if output.endswith(".pdf") else to_text(closed).encode()
        try:
            Path(output).write_bytes(content)
        except OSError as error:
            values = {"name": output, "reason": error.strerror}
            raise CommandError(_("Không ghi được %(name)s: %(reason)s.") % values) from error
        values = {"number": closed.number, "day": format_day(closed.day), "name": output}
        words = _("Đã ghi giá trị chốt số %(number)s của ngày %(day)s vào %(name)s.")
        self.stdout.write(words % values)

    def log(self, options: dict[str, Any]) -> None:
        """Print rows of a log, the newest first."""
        narrowed = LogFilter(
            since=_day(options["since"]),
            until=_day(options["until"]),
            **{name: options[name] for name in ("actor", "code", "subject", "text")},
        )
        asked = accesses if options["accesses"] else acts
        words = access_words if options["accesses"] else act_words
        for row in asked(actor=OPERATOR, narrowed=narrowed, limit=max(1, options["limit"])):
            self.stdout.write(_line(row, str(words(row.code))))


def _line(row: LogRow, words: str) -> str:
    moment = timezone.localtime(row.at)
    facts = (row.actor, row.origin, row.code, words, row.subject, row.reason)
    return f"{row.seq}\t{moment:%Y-%m-%d %H:%M:%S}\t" + "\t".join(facts)


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except DayError as error:
        raise CommandError(str(error), returncode=NO_ANSWER) from error


def _closed_on(day: date | None) -> Closed:
    for each in closings(actor=OPERATOR, limit=100_000):
        if each.day == day:
            return each
    words = _("Không có giá trị chốt của ngày %(day)s.")
    raise CommandError(words % {"day": format_day(day) if day else ""}, returncode=NO_ANSWER)


def _closing_in(file: Path) -> Closed:
    values = {"name": str(file)}
    try:
        return from_text(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise CommandError(_("Không đọc được tệp %(name)s.") % values) from error
    except NotAClosing as error:
        raise CommandError(_("%(name)s không phải tệp chốt nhật ký.") % values) from error
