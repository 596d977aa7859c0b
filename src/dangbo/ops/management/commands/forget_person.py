"""List what forgetting a member would come to; nothing is changed."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.members.management.options import resolve_member
from dangbo.members.phrases.names import standing_name
from dangbo.ops.phrases.tables import table_name
from dangbo.ops.queries.forgetting import forgettable


class Command(BaseCommand):
    """Say what would be unreadable for ever and what would stay; 1 where it would be refused."""

    help = _("Hủy khóa của một người thì mất gì, còn gì (chỉ liệt kê): dangbo forget-person KHÓA")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who is meant."""
        parser.add_argument("member", metavar="KEY")

    def handle(self, *args: Any, **options: Any) -> None:
        """List it."""
        today = timezone.localdate()
        row = resolve_member(options["member"], on=today, known=None)
        found = forgettable(actor=OPERATOR, uid=row.uid, today=today)
        record_access(
            actor=OPERATOR,
            code=AccessCode.READ,
            kind="member",
            subject=row.uid,
            facts={"page": "dangbo forget-person"},
        )
        if found.forgotten:
            self.stdout.write(_("Khóa của %(name)s đã bị hủy từ trước.") % {"name": row.name})
            return
        self._tell(_("Sẽ không ai mở được nữa:"), found.sealed)
        if found.journal:
            text = _("    phần niêm phong của %(count)s việc trong nhật ký")
            self.stdout.write(text % {"count": found.journal})
        self._tell(_("Vẫn còn, vì là căn cứ của lịch sử tổ chức:"), found.open_rows)
        self.stdout.write(_("Chưa hủy gì: lệnh này chỉ liệt kê."))
        if found.in_force:
            values = {"name": row.name, "standing": standing_name(found.standing)}
            text = _("%(name)s đang là %(standing)s: không được hủy khóa của đảng viên.")
            self.stdout.write(text % values)
            raise SystemExit(1)

    def _tell(self, head: str, rows: Mapping[str, int]) -> None:
        self.stdout.write(head)
        for label, count in rows.items():
            values = {"name": table_name(label), "count": count}
            self.stdout.write(_("    %(name)s: %(count)s dòng") % values)
        if not rows:
            self.stdout.write(_("    không có gì"))
