"""List who or what stands behind a figure of a report: as it was sent, or as it is now."""

from dataclasses import replace
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.layouts.phrases import cell_words, reason_words
from dangbo.layouts.queries import FilledCell, cells_behind, items_of_cell, known_indicators
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports import queries
from dangbo.reports.tables.behind import behind_columns, is_invented
from dangbo.reports.views.asking import file_urls
from dangbo.returns.queries.figures import frozen_items
from dangbo.returns.queries.forms import cell_called, cell_title, indicator_of
from dangbo.returns.tables.addresses import cell_url, report_url
from dangbo.returns.views.asking import Here, asked_of, frame, here_of, told_of
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.indicators import Indicator
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb, Fact
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50


def behind(request: ActorRequest, form: str, period: str, uid: str, cell: str) -> HttpResponseBase:
    """List those counted; of a formula its cells, of what was typed only that it was."""
    here = here_of(request, form, period, uid)
    key = cell_called(here.layout, cell)
    if key is None:
        raise Http404
    found = told_of(request, here).cells[key]
    asked = _asked(request, here)
    items = _items(here, key, asked, found)
    indicator = known_indicators().get(indicator_of(here.layout, key))
    title = cell_title(here.layout, key)
    shown = frame(request, here, "behind")
    context = {
        **shown,
        "title": title,
        "crumbs": [*shown["crumbs"], Crumb(title)],
        "value": cell_words(found.value, found.unit),
        "reason": reason_words(found.reason),
        "back_url": report_url(here.report, turn=here.turn),
        "facts": _parts(request, here, key),
        "exports": file_urls(request),
    }
    if items is not None and indicator is not None:
        ordered = queries.in_order(asked, items, indicator.subject)
        if format_asked(request):
            return _exported(request, here, title, indicator, _told(asked, ordered, indicator))
        page = page_of(ordered, request, PER_PAGE)
        rows = _told(asked, list(page), indicator)
        context |= {
            "count": len(items),
            "page": page,
            "table": table_of(request, behind_columns(indicator), rows, caption=title),
        }
    return render(request, "returns/behind.html", context)


def _asked(request: ActorRequest, here: Here) -> Asked:
    """Return the question by which those listed are named: as known when they were sent."""
    asked = asked_of(request, here)
    if here.sent is None or here.sent.recorded >= request.as_of.today:
        return asked
    return replace(asked, known=here.sent.recorded, _kept={})


def _items(here: Here, key: CellKey, asked: Asked, found: FilledCell) -> list[Item] | None:
    if found.value is None:
        return None
    if here.sent is not None:
        return frozen_items(here.sent, key)
    return list(items_of_cell(here.layout, key, asked)) if indicator_of(here.layout, key) else None


def _told(asked: Asked, items: list[Item], indicator: Indicator) -> list[Any]:
    if indicator.subject == "org":
        return list(queries.orgs_behind(asked, items))
    return list(queries.persons_behind(asked, items))


def _parts(request: ActorRequest, here: Here, key: CellKey) -> list[Fact]:
    """Return the cells that a formula is reckoned from, each leading to its own list."""
    told = told_of(request, here)
    return [
        Fact(
            cell_title(here.layout, each),
            cell_words(told.cells[each].value, told.cells[each].unit) or _("không có số"),
            cell_url(here.report, each, turn=here.turn),
        )
        for each in cells_behind(here.layout, key)
        if told.cells[each].reason != "blank"
    ]


def _exported(
    request: ActorRequest, here: Here, title: str, indicator: Indicator, rows: list[Any]
) -> HttpResponseBase:
    report = here.report
    return exported(
        request,
        title=title,
        columns=behind_columns(indicator),
        rows=rows,
        file=f"bao-cao-{report.org.uid}-{report.period.code}",
        org=report.org.name,
        invented=is_invented,
        about_persons=indicator.subject == "person",
    )
