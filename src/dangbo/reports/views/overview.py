"""List every indicator with its definition and its value for an organisation."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import OrgTime
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.tables.overview import grouped, kept_columns, overview_rows, shown_columns
from dangbo.reports.views.asking import Where, file_urls, where_of
from dangbo.reports.views.inventions import invented_chips, invented_words
from dangbo.ui.tables import table_of

MEMBERS: Final = "dang_vien"


def home(request: ActorRequest) -> HttpResponseBase:
    """Show all indicators of an organisation, group by group, or give them as a file."""
    form = OrgTime(request.GET)
    where = where_of(request, form)
    title = _("Số liệu")
    if where.asked and format_asked(request):
        return exported(
            request,
            title=title,
            columns=kept_columns(),
            rows=_rows(where, where.asked),
            file=f"so-lieu-{where.uid}",
            org=where.name,
            chips=invented_chips(queries.indicator(MEMBERS), where.asked),
            about_persons=False,
        )
    context = {
        "title": title,
        "line": where.name,
        "tabs": area_tabs("reports:home", where.uid),
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "asked": where.asked,
        "with_start": True,
        "groups": _groups(request, where) if where.asked else [],
        "invented": _invented(where.asked) if where.asked else "",
        "exports": file_urls(request),
    }
    return render(request, "reports/home.html", context)


def _rows(where: Where, asked: Asked) -> list[Any]:
    return overview_rows(queries.all_values(asked), asked, where.uid, where.start)


def _groups(request: ActorRequest, where: Where) -> list[dict[str, Any]]:
    if where.asked is None:
        return []
    return [
        {"code": code, "name": name, "table": table_of(request, shown_columns(), own, caption=name)}
        for code, name, own in grouped(_rows(where, where.asked))
    ]


def _invented(asked: Asked) -> str:
    return invented_words(queries.indicator(MEMBERS), asked)
