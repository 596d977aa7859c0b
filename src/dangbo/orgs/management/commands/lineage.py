"""Print what an organisation came from and went to."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.orgs.management.options import ReadingCommand, asked, reading_options, resolve_org
from dangbo.orgs.queries import Lineage, LineageLink, lineage


class Command(ReadingCommand):
    """Print all predecessors and successors, through chains."""

    help = _("In nguồn gốc và kế thừa của một tổ chức: dangbo lineage ORG [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation."""
        parser.add_argument("org", metavar="ORG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        found = lineage(actor=OPERATOR, org=org.id, known=known)
        if options["as_json"]:
            keys = {number: each.uid for (number, _), each in found.names.items()}
            links = [_link(each, keys) for each in found.links]
            answer = {
                "org": org.uid,
                "predecessors": [keys[each] for each in found.predecessors],
                "successors": [keys[each] for each in found.successors],
                "links": links,
            }
            self.write_json({**asked(on, known), **answer})
            return
        self.stdout.write(f"{org.name} [{org.uid}]")
        for each in found.links:
            self.stdout.write(_line(each, found))
        if not found.links:
            self.stdout.write(_("Không có tổ chức nguồn hay kế thừa nào được ghi nhận."))


def _link(link: LineageLink, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "source": keys[link.source],
        "result": keys[link.result] if link.result is not None else None,
        "on": link.on,
        "act": link.act,
        "whole": link.whole,
    }


def _line(link: LineageLink, found: Lineage) -> str:
    part = _("toàn bộ") if link.whole else _("một phần")
    result = _name(found, link.result, link.on) if link.result else _("(không nêu)")
    return f"  {format_day(link.on)}: {_name(found, link.source, link.on)} → {result} ({part})"


def _name(found: Lineage, org: int, on: date) -> str:
    return found.names[org, on].name
