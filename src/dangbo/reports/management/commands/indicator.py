"""Print one indicator of an organisation: its value, its parts, or its course over time."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from dangbo.audit.management.purposes import add_purpose, note_persons
from dangbo.base.days import format_day
from dangbo.orgs.management.options import ReadingCommand, asked, require_standing, resolve_org
from dangbo.reports import queries
from dangbo.reports.management import answers
from dangbo.reports.management.answers import Behind
from dangbo.reports.management.asking import (
    question,
    read_days,
    read_indicator,
    refusing,
)
from dangbo.reports.phrases import codes_name, name_of, question_of, value_words
from dangbo.reports.queries import Asked
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import step_named


class Command(ReadingCommand):
    """Answer an indicator for an organisation and all below it."""

    help = _(
        "Một chỉ tiêu của tổ chức: dangbo indicator MÃ ORG "
        "[--on NGÀY | --from NGÀY --to NGÀY] [--by CÁCH] [--list] [--json]"
    )

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the indicator, the organisation, the period and the breakdown."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--from", default="", dest="start", metavar="YYYY-MM-DD")
        parser.add_argument("--to", default="", dest="end", metavar="YYYY-MM-DD")
        parser.add_argument("--by", default="", metavar="WAY[,WAY]")
        parser.add_argument("--list", action="store_true", dest="with_list")
        add_purpose(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        indicator = read_indicator(options["code"])
        on, start, known = read_days(options)
        org = resolve_org(options["org"], on=on, known=known)
        counting = question(org.id, on, start, known)
        if not queries.stands(indicator, counting):
            require_standing(org, on=on, known=known)
        by = [each.strip() for each in options["by"].split(",") if each.strip()]
        with refusing(by):
            if options["with_list"] and indicator.subject == "person":
                persons = {each.id for each in queries.items_of(indicator.code, counting)}
                note_persons(
                    options, subject=org.uid, persons=len(persons), page="dangbo indicator"
                )
            if not options["as_json"]:
                self._print(indicator, by, counting, with_list=options["with_list"])
                return
            behind = Behind(counting, indicator.subject, wanted=options["with_list"])
            answer = {
                "from": counting.start,
                "org": org.uid,
                "indicator": answers.defined(indicator),
                "value": answers.plain_value(queries.value_of(indicator.code, counting)),
                "invented": queries.invented_among(
                    counting, queries.items_of(indicator.code, counting), indicator.subject
                ),
                **behind.told(queries.items_of(indicator.code, counting)),
                "by": by,
                **_cut(indicator.code, by, counting, behind),
            }
        self.write_json({**asked(on, known), **answer})

    def _print(
        self, indicator: Indicator, by: Sequence[str], counting: Asked, *, with_list: bool
    ) -> None:
        lines = list(_lines(indicator.code, by, counting))
        value = queries.value_of(indicator.code, counting)
        self.stdout.write(f"{name_of(indicator)}: {value_words(indicator, value)}")
        self.stdout.write(question_of(indicator))
        for label, own in lines:
            self.stdout.write(f"  {label}: {value_words(indicator, own)}")
        if with_list:
            items = queries.items_of(indicator.code, counting)
            self.stdout.write("\n".join(queries.keys_of(counting, items, indicator.subject)))


def _cut(code: str, by: Sequence[str], counting: Asked, behind: Behind) -> dict[str, Any]:
    """Return what was asked for beside the value."""
    if not by:
        return {}
    step = step_named(by[0]) if len(by) == 1 else None
    if step is not None:
        return {"series": answers.course(code, counting, step)}
    if list(by) == [queries.ORG]:
        return {"below": answers.orgs_below(code, counting, behind)}
    return {"parts": answers.parts(code, by, counting, behind)}


def _lines(code: str, by: Sequence[str], counting: Asked) -> Iterator[tuple[str, Value | None]]:
    """Yield what was asked for beside the value, for people."""
    step = step_named(by[0]) if len(by) == 1 else None
    if step is not None:
        for each in queries.series(code, counting, step):
            yield format_day(each.period.end), each.value
    elif list(by) == [queries.ORG]:
        for part in queries.below(code, counting):
            name = _("Ngay tại tổ chức này") if part.own else f"{part.name} [{part.uid}]"
            yield name, part.value
    elif by:
        for cell in queries.broken_down(code, by, counting):
            yield codes_name(by, cell.keys, counting.on), cell.value
