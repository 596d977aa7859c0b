"""Show what stands behind a cell: who or what was counted, or the cells it is reckoned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts import queries
from dangbo.layouts.phrases import cell_words, reason_words, said_by, unit_words
from dangbo.layouts.queries import Filled
from dangbo.layouts.tables.addresses import cell_url, form_url
from dangbo.layouts.views.asking import frame, layout_asked, where
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries as reports
from dangbo.reports.queries import Asked
from dangbo.reports.tables.behind import behind_columns, is_invented
from dangbo.reports.views.asking import Where
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Layout, contents
from dangbo.rules.indicators import Indicator
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip, Crumb
from dangbo.ui.tables import Column, table_of

PER_PAGE: Final = 50


@dataclass(frozen=True)
class Term:
    """A cell that a formula names, with its value and its page."""

    name: str
    says: str
    value: str
    url: str


TERM_COLUMNS: Final = [
    Column("name", lazy("Ô"), url=lambda term: term.url, main=True),
    Column("says", lazy("Lấy từ")),
    Column("value", lazy("Giá trị"), numeric=True),
]


def cell(request: ActorRequest, code: str, row: str, column: str) -> HttpResponseBase:
    """Show what stands behind a cell."""
    layout = layout_asked(request, code)
    asked, _filters = where(request)
    if asked.asked:
        layout = queries.laid(layout, asked.asked)
    key = CellKey(row, column)
    if key not in contents(layout):
        raise Http404(_("Biểu này không có ô như vậy."))
    context = _frame(request, layout, asked, key)
    if asked.asked is None:
        return render(request, "layouts/cell.html", context)
    told = queries.question_of(layout, key, asked.asked)
    if told is None:
        return _terms(request, layout, asked, key, context)
    figure, question = told
    try:
        indicator = reports.indicator(figure.indicator)
    except reports.UnknownIndicatorError as error:
        raise Http404 from error
    items = queries.items_of_cell(layout, key, asked.asked)
    ordered = reports.in_order(question, items, indicator.subject)
    chips = [Chip(_("Ô"), context["name"], context["back_url"])]
    if format_asked(request):
        return exported(
            request,
            title=layout.name,
            columns=behind_columns(indicator),
            rows=_told(indicator, question, ordered),
            file=f"{code.replace('_', '-')}-{row}-{column}-{asked.uid}",
            org=asked.name,
            chips=chips,
            invented=is_invented,
            about_persons=indicator.subject == "person",
        )
    page = page_of(ordered, request, PER_PAGE)
    rows = _told(indicator, question, list(page))
    columns = behind_columns(indicator)
    context |= {
        "count": len(ordered),
        "page": page,
        "table": table_of(request, columns, rows, caption=context["name"]) if rows else None,
        "exports": {kind: query_with(request, xuat=kind) for kind in ("xlsx", "csv")},
        "day": question.on if figure.time == "opening" else None,
    }
    return render(request, "layouts/cell.html", context)


def _frame(request: ActorRequest, layout: Layout, asked: Where, key: CellKey) -> dict[str, Any]:
    kept = {"to_chuc": asked.uid, "tu": asked.start, "ban": request.GET.get("ban", "")}
    back = form_url("form", layout.code, **kept)
    name = _name(layout, key)
    found = frame(request, layout, asked, "")
    crumbs = [*found["crumbs"][:-1], Crumb(layout.name, back), Crumb(name)]
    says = said_by(contents(layout)[key], queries.known_indicators(), request.as_of.on)
    more = {"name": name, "crumbs": crumbs, "says": says, "back_url": back}
    if asked.asked:
        filled = queries.filled(layout, asked.asked).cells[key]
        more["value"] = cell_words(filled.value, filled.unit)
        more["unit"] = unit_words(filled.unit)
        more["remark"] = reason_words(filled.reason)
    return found | more


def _terms(
    request: ActorRequest,
    layout: Layout,
    asked: Where,
    key: CellKey,
    context: dict[str, Any],
) -> HttpResponseBase:
    """Show the cells that a formula names."""
    named = queries.cells_behind(layout, key)
    if named and asked.asked:
        found = queries.filled(layout, asked.asked)
        kept = {"to_chuc": asked.uid, "tu": asked.start, "ban": request.GET.get("ban", "")}
        rows = [_term(request, found, each, kept) for each in named]
        context["table"] = table_of(request, TERM_COLUMNS, rows, caption=context["name"])
    return render(request, "layouts/cell.html", context)


def _term(request: ActorRequest, found: Filled, key: CellKey, kept: dict[str, str]) -> Term:
    layout, filled = found.layout, found.cells[key]
    says = said_by(contents(layout)[key], queries.known_indicators(), request.as_of.on)
    value = cell_words(filled.value, filled.unit) or reason_words(filled.reason)
    return Term(_name(layout, key), says, value, cell_url(layout.code, *key, **kept))


def _name(layout: Layout, key: CellKey) -> str:
    return f"{layout.titles[key.row]}, {layout.titles[key.column]}"


def _told(indicator: Indicator, asked: Asked, items: Sequence[Any]) -> list[Any]:
    if indicator.subject == "org":
        return list(reports.orgs_behind(asked, items))
    return list(reports.persons_behind(asked, items))
