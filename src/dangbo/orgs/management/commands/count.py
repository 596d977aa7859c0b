"""Count the organisations below one on a day."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.numbers import format_number
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    reading_options,
    require_standing,
    resolve_org,
)
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries import counts_below


class Command(ReadingCommand):
    """Count organisations by kind, grassroots organisations and cells."""

    help = _("Đếm tổ chức trực thuộc các cấp: dangbo count ORG [--on NGÀY] [--known NGÀY] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation, and whether invented ones count."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--without-invented", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        require_standing(org, on=on, known=known)
        invented = not options["without_invented"]
        found = counts_below(actor=OPERATOR, org=org.id, on=on, known=known, invented=invented)
        figures = {
            "total": found.total,
            "grassroots": found.grassroots,
            "grassroots_with_cells": found.grassroots_with_cells,
            "grassroots_cells": found.grassroots_cells,
            "cells": found.cells,
        }
        if options["as_json"]:
            answer = {"org": org.uid, "by_kind": dict(found.by_kind), **figures}
            self.write_json({**asked(on, known), **answer})
            return
        lines = [(kind_name(kind, on), count) for kind, count in found.by_kind.items()]
        lines += [
            (_("Tổ chức cơ sở đảng"), found.grassroots),
            (_("Tất cả chi bộ"), found.cells),
            (_("Tất cả tổ chức"), found.total),
        ]
        for label, count in lines:
            self.stdout.write(f"{label}: {format_number(count)}")
