"""Show one indicator: its value and parts, and that of each organisation below."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import Cut, OrgTime
from dangbo.reports.phrases import amount_words, name_of, parts_words, unit_name
from dangbo.reports.queries import Asked
from dangbo.reports.tables import parts as tables
from dangbo.reports.tables.addresses import list_url
from dangbo.reports.tables.overview import has_list
from dangbo.reports.views.asking import Where, file_urls, frame, indicator_of, where_of
from dangbo.reports.views.inventions import invented_chips, invented_words
from dangbo.reports.views.published import published_table, told_of
from dangbo.rules.indicators import Indicator
from dangbo.ui.parts import Stat
from dangbo.ui.tables import table_of


def one(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show the value of an indicator and its parts by the dimension that is chosen."""
    indicator = indicator_of(code)
    form = Cut(request.GET, indicator=indicator)
    where = where_of(request, form)
    rows = _cut(indicator, form.way, where)
    if format_asked(request) and where.asked and form.way:
        columns = tables.cut_columns(indicator, form.way)
        return file_of(request, indicator, where, columns, rows)
    context = frame(indicator, where, form, "reports:indicator")
    if where.asked:
        context |= {
            "stands": queries.stands(indicator, where.asked),
            "may_read": queries.may_read(indicator, where.asked),
            "stats": _stats(indicator, where.asked, where.uid),
            "invented": invented_words(indicator, where.asked),
            "way": form.way,
            "published": published_table(request, told_of(indicator, where.asked), where.uid),
            "chart": tables.cut_chart(indicator, form.way, rows, request.as_of) if rows else None,
        }
    context |= {"with_start": indicator.time == "period", "exports": file_urls(request)}
    return render(request, "reports/indicator.html", context)


def _cut(indicator: Indicator, way: str, where: Where) -> list[tables.CutRow]:
    if where.asked is None or not way:
        return []
    try:
        found = queries.broken_down(indicator.code, [way], where.asked)
    except queries.WrongWayError:
        return []
    if not any(part.value.part or part.value.whole for part in found):
        return []
    return tables.cut_rows(indicator, way, found, where.asked, where.uid)


def _stats(indicator: Indicator, asked: Asked, org: str) -> list[Stat]:
    value = queries.value_of(indicator.code, asked)
    url = list_url(indicator.code, org, asked) if has_list(value) else ""
    note = parts_words(indicator, value) or unit_name(indicator.unit)
    found = [Stat(name_of(indicator), amount_words(indicator, value), url, note)]
    if indicator.measure == "share":
        for code in (indicator.part, indicator.whole):
            side = queries.indicator(code)
            own = queries.value_of(code, asked)
            behind = list_url(code, org, asked) if has_list(own) else ""
            unit = unit_name(side.unit)
            found.append(Stat(name_of(side), amount_words(side, own), behind, unit))
    return found


def below(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show the value of each organisation directly below."""
    indicator = indicator_of(code)
    form = OrgTime(request.GET)
    where = where_of(request, form)
    found = queries.below(code, where.asked) if where.asked else []
    if format_asked(request) and where.asked:
        return file_of(request, indicator, where, tables.below_kept_columns(indicator), found)
    context = frame(indicator, where, form, "reports:below")
    if where.asked and found:
        columns = tables.below_columns(indicator, where.asked, where.uid)
        context["table"] = table_of(request, columns, found, caption=name_of(indicator))
        context["stats"] = _stats(indicator, where.asked, where.uid)
        context["invented"] = invented_words(indicator, where.asked)
    context |= {"with_start": indicator.time == "period", "exports": file_urls(request)}
    return render(request, "reports/below.html", context)


def file_of(
    request: ActorRequest, indicator: Indicator, where: Where, columns: Any, rows: Any
) -> HttpResponseBase:
    """Answer with rows about one indicator as a file."""
    return exported(
        request,
        title=_("%(name)s: %(org)s") % {"name": name_of(indicator), "org": where.name},
        columns=columns,
        rows=rows,
        file=f"{indicator.code.replace('_', '-')}-{where.uid}",
        org=where.name,
        chips=invented_chips(indicator, where.asked) if where.asked else (),
        about_persons=False,
    )
