"""Print a statistical form filled for an organisation, or list the forms there are."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from dangbo.layouts import queries
from dangbo.layouts.management import answers
from dangbo.layouts.phrases import cell_words, check_rows, reason_words, verdict_name
from dangbo.layouts.queries import Filled
from dangbo.orgs.management.options import ReadingCommand, asked, require_standing, resolve_org
from dangbo.reports import queries as reports
from dangbo.reports.management.asking import question, read_days
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Layout


class Command(ReadingCommand):
    """Fill a form for an organisation and all below it."""

    help = _(
        "Một biểu thống kê của tổ chức: dangbo form MÃ ORG "
        "[--on NGÀY | --from NGÀY --to NGÀY] [--layout PHIÊN_BẢN] [--json]"
    )

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the form, the organisation, the time and the version."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--from", default="", dest="start", metavar="YYYY-MM-DD")
        parser.add_argument("--to", default="", dest="end", metavar="YYYY-MM-DD")
        parser.add_argument("--layout", default=None, dest="number", metavar="N", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, start, known = read_days(options)
        try:
            layout = queries.layout_of(options["code"], options["number"], on=on, known=known)
        except queries.UnknownLayoutError as error:
            raise CommandError(_unknown(error), returncode=2) from error
        org = resolve_org(options["org"], on=on, known=known)
        counting = question(org.id, on, start, known)
        if not reports.stands(reports.indicator("to_chuc_dang"), counting) and start is None:
            require_standing(org, on=on, known=known)
        found = queries.filled(layout, counting)
        if options["as_json"]:
            self.write_json(
                {
                    **asked(on, known),
                    "from": counting.start,
                    "org": org.uid,
                    "form": answers.defined(layout),
                    "cells": answers.cells(found),
                    "checks": answers.checks(found),
                }
            )
            return
        self.stdout.write("\n".join(_lines(layout, found)))


def _unknown(error: queries.UnknownLayoutError) -> str:
    message = _("Không có biểu «%(code)s».") % {"code": error.code}
    if error.version is not None:
        words = {"code": error.code, "version": error.version}
        message = _("Biểu «%(code)s» không có phiên bản %(version)s.") % words
    if error.nearest:
        message += " " + _("Gần nhất: %(codes)s.") % {"codes": ", ".join(error.nearest)}
    return message


def _lines(layout: Layout, found: Filled) -> Iterator[str]:
    """Yield a filled form for people: a line a row, its check sums that do not hold below."""
    confirmed = "" if layout.confirmed else " " + _("(bố cục chưa xác nhận)")
    yield f"{layout.name}{confirmed}"
    yield "\t".join(["", *(each.title for each in layout.columns)])
    for row in layout.rows:
        cells = (found.cells[CellKey(row.key, each.key)] for each in layout.columns)
        words = (cell_words(each.value, each.unit) or reason_words(each.reason) for each in cells)
        yield "\t".join(["  " * row.indent + row.title, *words])
    for check in check_rows(layout, found.checks):
        if check.verdict != "holds":
            sides = f"{check.left} {check.sign} {check.right}"
            yield f"{verdict_name(check.verdict)}: {check.text}, {check.where}: {sides}"
