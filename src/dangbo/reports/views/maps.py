"""Show organisations where the office said they are, as points by the size of membership."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import file_sent
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import OrgTime
from dangbo.reports.queries import Asked
from dangbo.reports.queries.maps import Spot, spots
from dangbo.reports.tables import maps as tables
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.views.asking import Where, file_urls, where_of
from dangbo.ui.addresses import query_with
from dangbo.ui.tables import table_of

MEMBERS: Final = "dang_vien"
SVG: Final = "image/svg+xml"


def org_map(request: ActorRequest) -> HttpResponseBase:
    """Show the map of an organisation and all below it, its table, or one of them as a file."""
    form = OrgTime(request.GET)
    where = where_of(request, form)
    readable = where.asked is not None and queries.answers(queries.indicator(MEMBERS), where.asked)
    found = spots(where.asked) if where.asked and readable else []
    if found and where.asked and request.GET.get("xuat") == "svg":
        return _picture(request, where, found)
    if found and where.asked and format_asked(request):
        return _file(request, where, where.asked, found)
    context: dict[str, Any] = {
        "title": _("Bản đồ tổ chức"),
        "line": where.name,
        "tabs": area_tabs("reports:map", where.uid),
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "asked": where.asked,
        "exports": file_urls(request),
        "picture_url": query_with(request, xuat="svg"),
    }
    if found and where.asked:
        lines = tables.map_lines(found, where.asked)
        caption = _("Tổ chức trên bản đồ")
        context["map"] = tables.map_of(found)
        context["table"] = table_of(request, tables.map_columns(), lines, caption=caption)
    return render(request, "reports/map.html", context)


def _picture(request: ActorRequest, where: Where, found: list[Spot]) -> HttpResponseBase:
    """Answer with the map as a picture that says what it is of, and who took it."""
    drawn = tables.map_of(found)

    def make(mark: Any) -> bytes:
        context = {"map": drawn, "line": where.name, "on": request.as_of.on, "mark": mark.line}
        return render_to_string("reports/_map.svg", context).encode()

    day = request.as_of.on.isoformat()
    name = f"ban-do-{where.uid}-{day}.svg"
    return file_sent(request, make, media_type=SVG, name=name, persons=None, rows=len(found))


def _file(request: ActorRequest, where: Where, asked: Asked, found: list[Spot]) -> HttpResponseBase:
    return exported(
        request,
        title=_("Bản đồ tổ chức: %(org)s") % {"org": where.name},
        columns=tables.map_columns(),
        rows=tables.map_lines(found, asked),
        file=f"ban-do-{where.uid}",
        org=where.name,
        invented=lambda row: row.spot.invented,
        about_persons=False,
    )
