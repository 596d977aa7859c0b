"""Print published figures beside the register's counts, and what they say of each other."""

from argparse import ArgumentParser
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import OPERATOR
from dangbo.base.numbers import format_number, format_published
from dangbo.history.queries import FigureFinding, FigureRow, figures_of
from dangbo.history.queries.conflicts import findings_about
from dangbo.orgs.management.options import ReadingCommand, asked, reading_options, resolve_org


class Command(ReadingCommand):
    """Print what was published about an organisation, what the register counts, and conflicts."""

    help = _("Số liệu đã công bố bên số sổ đếm được: dangbo figures ORG [--on] [--known] [--json]")

    def add_question(self, parser: ArgumentParser) -> None:
        """Take the organisation."""
        parser.add_argument("org", metavar="ORG")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer the question."""
        on, known = reading_options(options)
        org = resolve_org(options["org"], on=on, known=known)
        figures = figures_of(actor=OPERATOR, org=org.id, on=on, known=known)
        findings = findings_about(figures)
        if options["as_json"]:
            rows = [as_answer(each) for each in figures.rows]
            found = [_finding(each) for each in findings]
            answer = {"org": org.uid, "figures": rows, "findings": found}
            self.write_json({**asked(on, known), **answer})
            return
        for each in figures.rows:
            self.stdout.write(_line(each))
        if not figures.rows:
            self.stdout.write(_("Không có số liệu công bố nào đến ngày này."))
        self._tell(_("Mâu thuẫn và số không thể có:"), (f for f in findings if f.against))
        self._tell(_("Đối chiếu:"), (f for f in findings if not f.against))

    def _tell(self, head: str, findings: Iterable[FigureFinding]) -> None:
        texts = [each.text for each in findings]
        if texts:
            self.stdout.write("\n".join(["", head, *(f"  {text}" for text in texts)]))


def as_answer(row: FigureRow) -> dict[str, Any]:
    """Return a figure as a program reads it."""
    return {
        "key": row.key,
        "indicator": row.indicator,
        "name": row.name,
        "unit": row.unit,
        "start": row.when.start,
        "end": row.when.end,
        "precision": str(row.when.precision),
        "when": row.when.words,
        "over_period": row.when.over,
        "operator": str(row.operator),
        "value": _plain(row.value),
        "as_printed": row.as_printed,
        "reading": row.reading,
        "flags": list(row.flags),
        "calibrate": row.calibrate,
        "computed": None if row.computed is None else _plain(row.computed),
        "computed_invented": row.invented,
        "agrees": row.agrees,
        "sources": [each.key for each in row.sources],
        "note": row.note,
    }


def _plain(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _finding(each: FigureFinding) -> dict[str, Any]:
    return {
        "code": each.code,
        "figures": list(each.keys),
        "against": each.against,
        "text": each.text,
    }


def _line(row: FigureRow) -> str:
    published = f"{format_published(row.operator, row.value)} {row.unit}"
    parts = [f"{row.when.words}  {row.name}: {published}"]
    if "malformed" in row.flags:
        parts.append(_("(in: “%(printed)s”)") % {"printed": row.as_printed})
    if row.computed is not None:
        parts.append(_("| sổ đếm %(count)s") % {"count": format_number(row.computed)})
        parts.append(_("khớp") if row.agrees else _("KHÁC"))
        if row.invented:
            invented = format_number(row.invented)
            parts.append(_("(trong đó %(count)s là dữ liệu minh họa)") % {"count": invented})
    parts.append(f"[{', '.join(each.key for each in row.sources)}]")
    return " ".join(parts)
