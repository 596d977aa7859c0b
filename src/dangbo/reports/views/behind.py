"""List who or what stands behind a value, a page at a time or as a file."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import Cell
from dangbo.reports.phrases import code_name, dimension_name, name_of
from dangbo.reports.queries import Asked, Item
from dangbo.reports.tables.behind import behind_columns, is_invented
from dangbo.reports.views.asking import file_urls, frame, indicator_of, where_of
from dangbo.rules.indicators import Indicator
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Chip
from dangbo.ui.tables import table_of

PER_PAGE: Final = 50


def behind(request: ActorRequest, code: str) -> HttpResponseBase:
    """List those counted: all, or those of one part."""
    indicator = indicator_of(code)
    form = Cell(request.GET, indicator=indicator)
    where = where_of(request, form)
    items = _chosen(indicator, form, where.asked) if where.asked else []
    chips = _chips(request, form)
    columns = behind_columns(indicator)
    if format_asked(request) and where.asked:
        return exported(
            request,
            title=name_of(indicator),
            columns=columns,
            rows=_told(indicator, where.asked, items),
            file=f"{code.replace('_', '-')}-{where.uid}",
            org=where.name,
            chips=chips,
            invented=is_invented,
            about_persons=indicator.subject == "person",
        )
    page = page_of(items, request, PER_PAGE)
    rows = _told(indicator, where.asked, list(page)) if where.asked else []
    context = {
        **frame(indicator, where, form, ""),
        "count": len(items),
        "chips": chips,
        "clear_url": _everything(request),
        "page": page,
        "table": table_of(request, columns, rows, caption=name_of(indicator)) if rows else None,
        "exports": file_urls(request),
        "with_start": indicator.time == "period",
    }
    return render(request, "reports/behind.html", context)


def _chosen(indicator: Indicator, form: Cell, asked: Asked) -> list[Item]:
    """Return the items of the part that is asked for, in their order."""
    items: Sequence[Item] = queries.items_of(indicator.code, asked)
    if form.value("rieng"):
        parts = queries.below(indicator.code, asked)
        items = next((part.items for part in parts if part.own), ())
    elif form.cell:
        ways, keys = zip(*form.cell, strict=True)
        parts_of_way = queries.broken_down(indicator.code, ways, asked)
        items = next((part.items for part in parts_of_way if part.keys == keys), ())
    return queries.in_order(asked, items, indicator.subject)


def _told(indicator: Indicator, asked: Asked, items: Sequence[Item]) -> list[Any]:
    if indicator.subject == "org":
        return list(queries.orgs_behind(asked, items))
    return list(queries.persons_behind(asked, items))


def _chips(request: ActorRequest, form: Cell) -> list[Chip]:
    """Return which part is listed, with the way to all of them."""
    everything = _everything(request)
    if form.value("rieng"):
        return [Chip(_("Trong đó"), _("ngay tại tổ chức này"), everything)]
    return [
        Chip(dimension_name(way), code_name(way, key, request.as_of.on), everything)
        for way, key in form.cell
    ]


def _everything(request: ActorRequest) -> str:
    return query_with(request, theo=None, ma=None, theo2=None, ma2=None, rieng=None)
