"""Compare organisations: chosen indicators side by side, sorted by any of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, cast

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.sisters import Sisters
from dangbo.reports.queries import Asked
from dangbo.reports.queries.sisters import Among, Sister, compared
from dangbo.reports.tables import sisters as tables
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.views.asking import Where, file_urls, where_of
from dangbo.rules.indicators import Indicator
from dangbo.ui.tables import Sort, sort_of, table_of

MEMBERS: Final = "dang_vien"


def sisters(request: ActorRequest) -> HttpResponseBase:
    """Show indicators of organisations side by side, or give them as a file."""
    form = Sisters(request.GET, indicators=queries.indicators())
    where = where_of(request, form)
    chosen = [queries.indicator(code) for code in form.codes]
    context: dict[str, Any] = {
        "title": _("So sánh tổ chức"),
        "line": where.name,
        "tabs": area_tabs("reports:sisters", where.uid),
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "asked": where.asked,
        "exports": file_urls(request),
    }
    if where.asked:
        found = compared(where.asked, cast(Among, form.among), form.codes)
        columns = tables.shown_columns(chosen, where.asked)
        sort = sort_of(request, columns, default="name")
        rows = tables.in_order(found.rows, sort.key, descending=sort.descending)
        if format_asked(request) and rows:
            return _file(request, where, where.asked, chosen, rows)
        context["left"] = found.left
        context |= _shown(request, where.asked, chosen, rows, sort)
    return render(request, "reports/sisters.html", context)


def _shown(
    request: ActorRequest,
    asked: Asked,
    chosen: Sequence[Indicator],
    rows: Sequence[Sister],
    sort: Sort,
) -> dict[str, Any]:
    if not rows:
        return {}
    drawn = next((each for each in chosen if each.code == sort.key), chosen[0])
    chart = tables.sisters_chart(drawn, rows, asked)
    columns = tables.shown_columns(chosen, asked)
    return {
        "count": len(rows),
        "table": table_of(request, columns, rows, caption=_("So sánh tổ chức"), sort=sort),
        "chart": replace(chart, xlsx_url=file_urls(request)["xlsx"]),
    }


def _file(
    request: ActorRequest, where: Where, asked: Asked, chosen: Sequence[Indicator], rows: Any
) -> HttpResponseBase:
    return exported(
        request,
        title=_("So sánh tổ chức: %(org)s") % {"org": where.name},
        columns=tables.kept_columns(chosen, asked),
        rows=rows,
        file=f"so-sanh-to-chuc-{where.uid}",
        org=where.name,
        invented=lambda row: row.invented,
        about_persons=False,
    )
