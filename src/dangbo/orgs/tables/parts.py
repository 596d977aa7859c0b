"""Put decisions, days, kinds and counts into the small values that pages are made of."""

from datetime import date
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.base.days import format_day, format_partial
from dangbo.base.numbers import format_number
from dangbo.orgs.phrases import change_name, kind_name, role_name
from dangbo.orgs.queries import Counts, DecisionRow
from dangbo.rules.days import PartialDay, Precision
from dangbo.ui.parts import Badge, Cited, invented_badge

SHORT: Final = 24
# Kinds that stand in the sums of grassroots organisations and of cells.
ADDED_UP: Final = ("chi_bo", "dang_bo_co_so")


def day_words(row: DecisionRow) -> str:
    """Return the day of a decision as exactly as it is known, with the words it was read from."""
    return format_partial(PartialDay(row.on, Precision(row.precision), row.on_text))


def day_short(row: DecisionRow) -> str:
    """Return the day of a decision for a narrow column."""
    return short_day(row.on, row.precision, row.on_text)


def short_day(first: date, precision: str, text: str) -> str:
    """Return a day for a narrow column: what was inferred is said to be so."""
    if precision != Precision.INFERRED or len(text) <= SHORT:
        return format_partial(PartialDay(first, Precision(precision), text))
    return _("%(day)s, theo ngữ cảnh") % {"day": format_day(first)}


def start_words(start: date, basis: DecisionRow | None) -> str:
    """Return the first day of a state, as exactly as its decision is dated."""
    return day_short(basis) if basis and basis.on == start else format_day(start)


def decision_url(row: DecisionRow) -> str:
    """Return the address of a decision."""
    return reverse("orgs:decision", args=[row.act])


def org_url(uid: str) -> str:
    """Return the address of an organisation."""
    return reverse("orgs:detail", args=[uid])


def paper_url(uid: str) -> str:
    """Return the address of a paper, or nothing where papers have no pages."""
    try:
        return reverse("papers:detail", args=[uid]) if uid else ""
    except NoReverseMatch:
        return ""


def paper_words(row: DecisionRow | None) -> str:
    """Return the number of the paper that a decision rests on, or that it is not known."""
    if row is None or not row.paper_uid:
        return _("Chưa rõ số văn bản")
    return row.paper_number or _("Văn bản không số")


def cited(row: DecisionRow | None, *, dated: bool = False) -> Cited:
    """Cite the paper of a decision; it leads to the paper, else to the decision."""
    if row is None:
        return Cited(_("Chưa rõ căn cứ"))
    url = paper_url(row.paper_uid) or decision_url(row)
    return Cited(paper_words(row), url, day_short(row) if dated else "")


def kind_badge(kind: str, on: date) -> Badge:
    """Return the kind of an organisation as a badge."""
    return Badge(kind_name(kind, on), "plain")


def marks(*, invented: bool) -> list[Badge]:
    """Return the mark of invented rows, or none."""
    return [invented_badge()] if invented else []


def counts_words(counts: Counts) -> str:
    """Return what stands below in words: grassroots organisations and cells, else all of them."""
    found = []
    if counts.grassroots:
        number = format_number(counts.grassroots)
        found.append(
            ngettext(
                "%(number)s tổ chức cơ sở đảng",
                "%(number)s tổ chức cơ sở đảng",
                counts.grassroots,
            )
            % {"number": number}
        )
    if counts.cells:
        found.append(_("%(number)s chi bộ") % {"number": format_number(counts.cells)})
    if not found and counts.total:
        found.append(_("%(number)s tổ chức") % {"number": format_number(counts.total)})
    return ", ".join(found)


def cells_below_grassroots(counts: Counts) -> int:
    """Count the cells that are not grassroots organisations themselves."""
    return counts.cells - counts.grassroots_cells


def change_words(change: str, role: str) -> str:
    """Return a kind of change, and the part in it of whoever is not simply its subject."""
    if role == "subject":
        return change_name(change)
    return f"{change_name(change)} ({role_name(role)})"
