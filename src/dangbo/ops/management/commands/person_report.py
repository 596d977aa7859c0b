"""Write down everything that is held about one member."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.audit.exports.door import Mark
from dangbo.members.management.options import resolve_member
from dangbo.ops.files.books import book_of
from dangbo.ops.files.report_pdf import report_pdf
from dangbo.ops.queries.person_reports import person_report

SECTIONS = ("journal", "stated", "lists", "carried", "drafts", "readings", "organisations")


class Command(BaseCommand):
    """Write the report as JSON, or without the photo as Excel or PDF; the log keeps that."""

    help = _("Mọi điều sổ giữ về một đảng viên: dangbo person-report KHÓA -o TỆP.json|.xlsx|.pdf")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who is meant and where to write."""
        parser.add_argument("member", metavar="KEY")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather, note that it was done, and write."""
        path = options["output"]
        if path.suffix not in {".json", ".xlsx", ".pdf"}:
            raise CommandError(_("-o nhận tệp .json, .xlsx hoặc .pdf"), returncode=2)
        today = timezone.localdate()
        row = resolve_member(options["member"], on=today, known=None)
        found = person_report(actor=OPERATOR, uid=row.uid, today=today)
        record_access(
            actor=OPERATOR,
            code=AccessCode.EXPORTED,
            kind="member",
            subject=row.uid,
            facts={"report": path.name},
        )
        if path.suffix == ".json":
            content = json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()
        elif path.suffix == ".pdf":
            trace = Mark(OPERATOR.name, timezone.localtime()).line
            content = report_pdf(found, name=row.name, sections=SECTIONS, trace=trace)
        else:
            tabs = {"person": [found["person"]], **found["tables"]}
            content = book_of(tabs | {name: found[name] for name in SECTIONS})
        _write(path, content)
        count = sum(map(len, found["tables"].values()))
        values = {"count": count, "name": row.name, "path": path}
        self.stdout.write(_("Đã ghi %(count)s dòng về %(name)s vào %(path)s.") % values)


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        path.chmod(0o600)
    except OSError as error:
        values = {"path": path, "reason": error.strerror}
        message = _("Không ghi được %(path)s: %(reason)s.") % values
        raise CommandError(message, returncode=2) from error
