"""Say why a published figure is judged as it is, naming the numbers and the sources."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number, format_published
from dangbo.history.queries import FigureFinding, FigureRow
from dangbo.history.tables.parts import source_short
from dangbo.reports.phrases import parts_words
from dangbo.reports.phrases.published import blank_words
from dangbo.reports.queries.published import Beside
from dangbo.rules.published import Operator
from dangbo.rules.published_checks import AGAINST
from dangbo.rules.published_verdicts import Outcome

LEFT_OVER: Final = "LEFT_OVER"
MALFORMED: Final = "MALFORMED"
CONFLICT: Final = "conflict"
PERCENT: Final = "%"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def stated_words(row: FigureRow) -> str:
    """Return a published figure with the word in front of it."""
    return _with_sign(format_published(row.operator, row.value), row)


def computed_words(each: Beside) -> str:
    """Return what the register counts, as the source would print it; nothing where it cannot."""
    return "" if each.printed is None else _with_sign(format_number(each.printed), each.row)


def precision_words(row: FigureRow) -> str:
    """Say how exact a figure is: to what it is rounded."""
    if row.rounding is None:
        return ""
    return _("làm tròn đến %(step)s") % {"step": format_number(row.rounding)}


def reasons(each: Beside, rows: Mapping[str, FigureRow]) -> list[str]:
    """Return why a figure is judged so, the decisive reason first."""
    against = [finding for finding in each.findings if _is_against(finding)]
    found = [_held_against(finding, each.row, rows) for finding in against]
    if CONFLICT in each.row.flags:
        found.append(each.row.note)
    found.append(blank_words(each.blank) if each.blank else _counted(each))
    found += [finding.said for finding in each.findings if finding not in against]
    return [text for text in found if text]


def _is_against(finding: FigureFinding) -> bool:
    return finding.code in AGAINST or finding.code == LEFT_OVER


def _held_against(finding: FigureFinding, row: FigureRow, rows: Mapping[str, FigureRow]) -> str:
    """Return a finding with the sources of the figures that were held against each other."""
    if finding.code == MALFORMED:
        words = {"printed": row.as_printed, "meant": stated_words(row)}
        return _("“%(printed)s” không phải là số, được hiểu là %(meant)s.") % words
    # What is left over is said of every figure of that number: this one stands for the first.
    passed = {row.key, finding.keys[0] if finding.code == LEFT_OVER else row.key}
    told = [rows[key] for key in finding.keys if key in rows and key not in passed]
    sources = "; ".join(_cited(each) for each in [*told, row])
    return f"{finding.said} {_('Nguồn: %(sources)s.') % {'sources': sources}}"


def _cited(row: FigureRow) -> str:
    """Return a number with whoever says so."""
    sources = ", ".join(source_short(each) for each in row.sources)
    return f"{stated_words(row)} ({sources})"


def _counted(each: Beside) -> str:
    """Compare the count with the figure in one sentence."""
    if each.indicator is None or each.computed is None:
        return ""
    words = {
        "counted": parts_words(each.indicator, each.value) or computed_words(each),
        "printed": computed_words(each),
        "stated": stated_words(each.row),
    }
    if each.counted is Outcome.ROUNDED:
        step = format_number(each.step or Decimal(1))
        text = _("Sổ đếm %(counted)s, làm tròn đến %(step)s là %(printed)s.")
        return text % {**words, "step": step}
    if each.counted is Outcome.AGREES and each.row.operator is Operator.EXACT:
        return _("Sổ đếm %(counted)s, đúng như công bố.") % words
    if each.counted is Outcome.AGREES:
        return _("Sổ đếm %(counted)s, khớp với %(stated)s.") % words
    return _("Sổ đếm %(counted)s, không phải %(stated)s.") % words


def _with_sign(words: str, row: FigureRow) -> str:
    return f"{words}{NO_BREAK}{PERCENT}" if row.unit == PERCENT else words
