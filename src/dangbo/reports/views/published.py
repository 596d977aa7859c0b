"""Show everything published about a committee beside what the register counts on the same days."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.tabs import chips_of
from dangbo.reports import queries
from dangbo.reports.forms.published import PublishedFilter
from dangbo.reports.phrases.published import outcome_name
from dangbo.reports.queries import Asked
from dangbo.reports.queries.published import Beside, published_beside, published_of
from dangbo.reports.tables.addresses import area_tabs
from dangbo.reports.tables.published import (
    Told,
    brief_columns,
    kept_columns,
    shown_columns,
    sorted_told,
    told,
)
from dangbo.reports.views.asking import Where, file_urls, where_of
from dangbo.rules.indicators import Indicator
from dangbo.rules.published_verdicts import Outcome
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Crumb, Tab
from dangbo.ui.tables import Table, sort_of, table_of

PER_PAGE: Final = 50


def published(request: ActorRequest) -> HttpResponseBase:
    """List all published figures of a committee with their judgement, narrowed and sorted."""
    form = PublishedFilter(request.GET)
    where = where_of(request, form)
    rows = _rows(request, where)
    form.offer_sources(each.row for each in rows)
    found = [each for each in rows if form.keeps(each.row, " ".join(each.why))]
    columns = shown_columns()
    sort = sort_of(request, columns, default="outcome")
    asked = [each for each in found if form.judged(each.beside.outcome)]
    shown = sorted_told(asked, sort.key, descending=sort.descending)
    title = _("Số đã công bố và số của sổ")
    if format_asked(request) and where.org:
        return exported(
            request,
            title=title,
            columns=kept_columns(),
            rows=shown,
            file=f"so-cong-bo-{where.uid}",
            org=where.name,
            chips=chips_of(request, form),
            about_persons=False,
        )
    page = page_of(shown, request, PER_PAGE)
    context = {
        "title": title,
        "line": where.name,
        "tabs": area_tabs("reports:published", where.uid),
        "crumbs": [Crumb(_("Số liệu"), reverse("reports:home")), Crumb(title)],
        "form": form,
        "where": where,
        "chosen": where.chosen,
        "anything": bool(rows),
        "outcomes": _tabs(request, found, form),
        "page": page,
        "table": table_of(request, columns, page, caption=title, sort=sort) if shown else None,
        "exports": file_urls(request),
    }
    return render(request, "reports/published.html", context)


def _rows(request: ActorRequest, where: Where) -> list[Told]:
    if where.org is None:
        return []
    return told(published_beside(org=where.org.id, **on_day(request)), where.uid)


def _tabs(request: ActorRequest, found: Sequence[Told], form: PublishedFilter) -> list[Tab]:
    """Return the outcomes with how many figures have each, the whole first."""
    asked = str(form.value("ket_luan"))
    tabs = [Tab(_("Tất cả"), _address(request, None), not asked, len(found))]
    for outcome in Outcome:
        number = sum(each.beside.outcome is outcome for each in found)
        if number or asked == outcome:
            current = asked == outcome
            tabs.append(Tab(outcome_name(outcome), _address(request, outcome), current, number))
    return tabs


def _address(request: ActorRequest, outcome: str | None) -> str:
    return f"{request.path}{query_with(request, ket_luan=outcome)}"


def told_of(indicator: Indicator, asked: Asked) -> list[Beside]:
    """Return what was published of an indicator, where whoever asks may read what it counts."""
    return published_of(indicator.code, asked) if queries.may_read(indicator, asked) else []


def published_table(request: ActorRequest, found: Sequence[Beside], org: str) -> Table | None:
    """Return published figures of one indicator beside its counts, the newest first."""
    if not found:
        return None
    rows = sorted_told(told(found, org), "when", descending=True)
    return table_of(request, brief_columns(), rows, caption=_("Số đã công bố"))
