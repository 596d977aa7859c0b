"""Print what changed below an organisation in a period."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    read_day,
    reading_options,
    resolve_org,
)
from dangbo.orgs.phrases import change_name, role_name
from dangbo.orgs.queries import Happening, changes_between


class Command(ReadingCommand):
    """Print the changes of a period, in order."""

    help = _("In các thay đổi trong một kỳ: dangbo changes ORG --from NGÀY --to NGÀY [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation and the period."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--from", required=True, dest="start", metavar="YYYY-MM-DD")
        parser.add_argument("--to", default="", dest="end", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        start = read_day(options["start"])
        end = read_day(options["end"]) if options["end"] else timezone.localdate()
        if end < start:
            raise CommandError(
                _("Ngày cuối kỳ sớm hơn ngày đầu kỳ. Đổi chỗ hai ngày."), returncode=2
            )
        org = resolve_org(options["org"], on=on, known=known)
        found = changes_between(actor=OPERATOR, start=start, end=end, org=org.id, known=known)
        if options["as_json"]:
            rows = [_row(each) for each in found]
            period = {"org": org.uid, "from": start, "to": end}
            self.write_json({**asked(on, known), **period, "changes": rows})
            return
        for each in found:
            number = each.decision.paper_number or _("không rõ số văn bản")
            name = each.name.name if each.name else ""
            what = f"{change_name(each.change)} ({role_name(each.role)})"
            self.stdout.write(f"{format_day(each.on)}  {what}: {name} ({number})")
        if not found:
            self.stdout.write(_("Không có thay đổi nào trong kỳ."))


def _row(each: Happening) -> dict[str, Any]:
    return {
        "on": each.on,
        "act": each.act,
        "position": each.position,
        "change": each.change,
        "role": each.role,
        "org": each.name.uid if each.name else None,
        "name": each.name.name if each.name else None,
        "paper": each.decision.paper_uid or None,
        "number": each.decision.paper_number or None,
        "invented": each.decision.invented,
    }
