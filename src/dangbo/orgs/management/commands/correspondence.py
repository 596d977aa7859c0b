"""Print what the organisations of one day had become by another."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    read_day,
    reading_options,
    resolve_org,
)
from dangbo.orgs.queries import correspondence, names_on


class Command(ReadingCommand):
    """Print pairs of source and result, whole or in part."""

    help = _(
        "In tương ứng giữa hai ngày: "
        "dangbo correspondence --from NGÀY --to NGÀY [--within ORG] [--csv | --json]"
    )

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the two days and the branch."""
        parser.add_argument("--from", required=True, dest="start", metavar="YYYY-MM-DD")
        parser.add_argument("--to", required=True, dest="end", metavar="YYYY-MM-DD")
        parser.add_argument("--within", default="", metavar="ORG")
        parser.add_argument("--csv", action="store_true", dest="as_csv")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        if options["as_csv"] and options["as_json"]:
            raise CommandError(_("Chọn một dạng: --csv hoặc --json."), returncode=2)
        on, known = reading_options(options)
        start, end = read_day(options["start"]), read_day(options["end"])
        if end < start:
            raise CommandError(_("Ngày sau sớm hơn ngày trước. Đổi chỗ hai ngày."), returncode=2)
        branch = None
        if options["within"]:
            branch = resolve_org(options["within"], on=start, known=known).id
        pairs = correspondence(actor=OPERATOR, start=start, end=end, within=branch, known=known)
        orgs = {org for each in pairs for org in each[:2] if org is not None}
        before = names_on(actor=OPERATOR, orgs=orgs, on=start, known=known)
        after = names_on(actor=OPERATOR, orgs=orgs, on=end, known=known)
        rows = [
            {
                "source": before[each.source].uid if each.source else None,
                "source_name": before[each.source].name if each.source else None,
                "result": after[each.result].uid if each.result else None,
                "result_name": after[each.result].name if each.result else None,
                "part": "whole" if each.whole else "part",
            }
            for each in pairs
        ]
        if options["as_json"]:
            self.write_json({**asked(on, known), "from": start, "to": end, "pairs": rows})
        elif options["as_csv"]:
            fields = ["source", "source_name", "result", "result_name", "part"]
            writer = csv.writer(self.stdout, lineterminator="")
            writer.writerow(fields)
            writer.writerows([row[field] for field in fields] for row in rows)
        else:
            for row in rows:
                part = _("toàn bộ") if row["part"] == "whole" else _("một phần")
                nothing = _("(không có)")
                source = row["source_name"] or nothing
                self.stdout.write(f"{source} → {row['result_name'] or nothing} ({part})")
