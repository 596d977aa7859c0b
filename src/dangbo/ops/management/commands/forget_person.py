"""List what forgetting a member would come to; with the code that this gives, do it."""

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.members.management.options import resolve_member
from dangbo.members.phrases.names import standing_name
from dangbo.ops.commands.forgetting_persons import forget_person
from dangbo.ops.phrases.findings import reasons_against
from dangbo.ops.phrases.tables import table_name
from dangbo.ops.queries.forgetting import Forgettable, forgettable
from dangbo.papers.access import find_paper
from dangbo.papers.models import Paper
from dangbo.rules.forgetting import may_forget_person
from dangbo.rules.verdicts import RuleError


class Command(BaseCommand):
    """Say what would be unreadable for ever and what would stay; 1 where it would be refused."""

    help = _(
        "Hủy khóa của một người thì mất gì, còn gì: dangbo forget-person KHÓA. Hủy thật: thêm "
        "--confirm MÃ (mã do lần chạy thử cho) và --reason hoặc --paper"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who is meant, and what confirms and justifies it."""
        parser.add_argument("member", metavar="KEY")
        parser.add_argument("--confirm", default="", metavar="CODE")
        parser.add_argument("--reason", default="")
        parser.add_argument("--paper", default="", metavar="NUMBER")

    def handle(self, *args: Any, **options: Any) -> None:
        """List it, then do it where it is confirmed."""
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
        self._list(found, row.name)
        if options["confirm"]:
            self._forget(found, options, today)
        else:
            self._dry(found, row.name, today)

    def _list(self, found: Forgettable, name: str) -> None:
        self._tell(_("Sẽ không ai mở được nữa:"), found.sealed)
        if found.journal:
            text = _("    phần niêm phong của %(count)s việc trong nhật ký")
            self.stdout.write(text % {"count": found.journal})
        self._tell(_("Vẫn còn, vì là căn cứ của lịch sử tổ chức:"), found.open_rows)
        if found.in_force:
            values = {"name": name, "standing": standing_name(found.standing)}
            text = _("%(name)s đang là %(standing)s: không được hủy khóa của đảng viên.")
            self.stdout.write(text % values)

    def _dry(self, found: Forgettable, name: str, today: date) -> None:
        """Say whether it would be refused, or with which code it is done."""
        self.stdout.write(_("Chưa hủy gì: lần này chỉ liệt kê."))
        verdict = may_forget_person(known=found.known, today=today, reason="?", paper="")
        if not verdict.allows:
            for reason in reasons_against(verdict):
                self.stdout.write(reason)
            raise SystemExit(1)
        text = _(
            "Hủy rồi không lấy lại được. Để hủy khóa của %(name)s, chạy lại với "
            "--confirm %(code)s và --reason hoặc --paper."
        )
        self.stdout.write(text % {"name": name, "code": found.code})

    def _forget(self, found: Forgettable, options: Mapping[str, Any], today: date) -> None:
        try:
            act = forget_person(
                actor=OPERATOR,
                uid=found.uid,
                confirmed=options["confirm"],
                today=today,
                reason=options["reason"],
                paper=_paper(options["paper"]),
            )
        except RuleError as error:
            raise CommandError(" ".join(reasons_against(error.verdict))) from error
        text = _("Đã hủy khóa; ghi ở dòng %(seq)s của nhật ký. Bản sao lưu cũ vẫn còn khóa.")
        self.stdout.write(text % {"seq": act.seq})

    def _tell(self, head: str, rows: Mapping[str, int]) -> None:
        self.stdout.write(head)
        for label, count in rows.items():
            values = {"name": table_name(label), "count": count}
            self.stdout.write(_("    %(name)s: %(count)s dòng") % values)
        if not rows:
            self.stdout.write(_("    không có gì"))


def _paper(number: str) -> Paper | None:
    if not number:
        return None
    try:
        return find_paper(actor=OPERATOR, number=number)
    except LookupError as error:
        raise CommandError(str(error), returncode=2) from error
