"""Print all that the register counts of an organisation, and what was published about it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.history.management.answers import as_answer, figure_line, finding_answer
from dangbo.history.queries import FigureFinding, figures_of
from dangbo.history.queries.conflicts import findings_about
from dangbo.orgs.management.options import ReadingCommand, asked, resolve_org
from dangbo.reports import queries
from dangbo.reports.management.answers import brief, verdict_answer
from dangbo.reports.management.asking import question, read_days
from dangbo.reports.phrases import group_name, name_of, value_words
from dangbo.reports.phrases.published import outcome_name
from dangbo.reports.queries import Asked
from dangbo.reports.queries.published import published_beside
from dangbo.reports.tables.published_words import reasons


class Command(ReadingCommand):
    """Print what was published about an organisation, what the register counts, and conflicts."""

    help = _(
        "Số liệu đã công bố bên số sổ đếm được, kết luận về từng số, và mọi chỉ tiêu: "
        "dangbo figures ORG [--on] [--from] [--known] [--json]"
    )

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation, and the first day of the period."""
        parser.add_argument("org", metavar="ORG")
        parser.add_argument("--from", default="", dest="start", metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, start, known = read_days(options)
        org = resolve_org(options["org"], on=on, known=known)
        figures = figures_of(actor=OPERATOR, org=org.id, on=on, known=known)
        findings = findings_about(figures)
        counting = question(org.id, on, start, known)
        judged = published_beside(actor=OPERATOR, org=org.id, on=on, known=known)
        if options["as_json"]:
            rows = {each.row.key: each.row for each in judged}
            answer = {
                "from": counting.start,
                "org": org.uid,
                "figures": [as_answer(each) for each in figures.rows],
                "verdicts": [verdict_answer(each, reasons(each, rows)) for each in judged],
                "findings": [finding_answer(each) for each in findings],
                "indicators": [brief(*each) for each in queries.all_values(counting)],
            }
            self.write_json({**asked(on, known), **answer})
            return
        self._tell_counted(counting)
        counted = {each.key: each for each in figures.rows}
        for each in judged:
            line = figure_line(counted.get(each.row.key, each.row))
            self.stdout.write(f"{line} → {outcome_name(each.outcome)}")
        if not judged:
            self.stdout.write(_("Không có số liệu công bố nào đến ngày này."))
        self._tell(_("Mâu thuẫn và số không thể có:"), (f for f in findings if f.against))
        self._tell(_("Đối chiếu:"), (f for f in findings if not f.against))

    def _tell(self, head: str, findings: Iterable[FigureFinding]) -> None:
        texts = [each.text for each in findings]
        if texts:
            self.stdout.write("\n".join(["", head, *(f"  {text}" for text in texts)]))

    def _tell_counted(self, counting: Asked) -> None:
        """Print what the register counts, group by group; noughts are left out."""
        group = ""
        for each, value in queries.all_values(counting):
            if value is None or not value.part:
                continue
            if each.group != group:
                group = each.group
                self.stdout.write(_("Sổ đếm: %(group)s") % {"group": group_name(group)})
            self.stdout.write(f"  {name_of(each)}: {value_words(each, value)} [{each.code}]")
        if group:
            self.stdout.write("")
