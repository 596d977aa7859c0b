"""Count the organisations below one on a day, and what other areas count there."""

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.numbers import format_number
from dangbo.orgs.management.counts import further_counts
from dangbo.orgs.management.options import (
    ReadingCommand,
    asked,
    read_day,
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
        """Take the organisation, whether invented ones count, and the first day of admissions."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--without-invented", action="store_true")
        parser.add_argument("--since", default="", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        require_standing(org, on=on, known=known)
        invented = not options["without_invented"]
        question: dict[str, Any] = {"org": org.id, "on": on, "known": known, "invented": invented}
        found = counts_below(actor=OPERATOR, **question)
        since = read_day(options["since"]) if options["since"] else None
        further = further_counts(actor=OPERATOR, since=since, **question)
        figures = {
            "total": found.total,
            "grassroots": found.grassroots,
            "grassroots_with_cells": found.grassroots_with_cells,
            "grassroots_cells": found.grassroots_cells,
            "cells": found.cells,
        }
        if options["as_json"]:
            answer = {"org": org.uid, "by_kind": dict(found.by_kind), **figures}
            others = {key: each.answer for key, each in further.items()}
            self.write_json({**asked(on, known), **answer, **others})
            return
        lines = [(kind_name(kind, on), count) for kind, count in found.by_kind.items()]
        lines += [
            (_("Tổ chức cơ sở đảng"), found.grassroots),
            (_("Tất cả chi bộ"), found.cells),
            (_("Tất cả tổ chức"), found.total),
        ]
        lines += [line for each in further.values() for line in each.lines]
        for label, count in lines:
            self.stdout.write(f"{label}: {format_number(count)}")
