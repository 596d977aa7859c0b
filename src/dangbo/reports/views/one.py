"""Show one indicator: its value and parts, each organisation below, its course over time."""

from datetime import date
from typing import Any, Final, cast

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.exports import exported, format_asked
from dangbo.reports import queries
from dangbo.reports.forms.filters import Course, Cut, OrgTime
from dangbo.reports.phrases import amount_words, name_of, parts_words, unit_name
from dangbo.reports.queries import Asked
from dangbo.reports.tables import parts as tables
from dangbo.reports.tables.addresses import list_url, page_url
from dangbo.reports.tables.overview import has_list
from dangbo.reports.tables.published import with_published
from dangbo.reports.views.asking import Where, file_urls, frame, indicator_of, where_of
from dangbo.reports.views.inventions import invented_chips, invented_words
from dangbo.reports.views.published import published_table, told_of
from dangbo.rules.days import add_months
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Step
from dangbo.ui.parts import Stat
from dangbo.ui.tables import table_of

YEARS_BACK: Final = 20
MONTHS_BACK: Final = 23


def one(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show the value of an indicator and its parts by the dimension that is chosen."""
    indicator = indicator_of(code)
    form = Cut(request.GET, indicator=indicator)
    where = where_of(request, form)
    rows = _cut(indicator, form.way, where)
    if format_asked(request) and where.asked and form.way:
        columns = tables.cut_columns(indicator, form.way)
        return _file(request, indicator, where, columns, rows)
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
        return _file(request, indicator, where, tables.below_kept_columns(indicator), found)
    context = frame(indicator, where, form, "reports:below")
    if where.asked and found:
        columns = tables.below_columns(indicator, where.asked, where.uid)
        context["table"] = table_of(request, columns, found, caption=name_of(indicator))
        context["stats"] = _stats(indicator, where.asked, where.uid)
        context["invented"] = invented_words(indicator, where.asked)
    context |= {"with_start": indicator.time == "period", "exports": file_urls(request)}
    return render(request, "reports/below.html", context)


def course(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show the course of an indicator by year or by month."""
    indicator = indicator_of(code)
    form = Course(request.GET)
    step = cast(Step, form.step)
    where = where_of(request, form, start=_first_day(request.as_of.on, step))
    moments, too_many = [], False
    if where.asked:
        try:
            moments = queries.series(code, where.asked, step)
        except queries.TooManyPeriodsError:
            too_many = True
    if format_asked(request) and moments:
        return _file(request, indicator, where, tables.course_columns(indicator), moments)
    context: dict[str, Any] = frame(indicator, where, form, "reports:course")
    if where.asked and any(each.value is not None for each in moments):
        chart = tables.course_chart(indicator, moments, step, where.asked, where.uid)
        found = told_of(indicator, where.asked)
        context["chart"] = with_published(chart, found, moments, step)
        context["published"] = published_table(request, found, where.uid)
        context["invented"] = invented_words(indicator, where.asked)
    context |= {
        "too_many": too_many,
        "most": queries.MOST_PERIODS,
        "with_start": True,
        "steps": [
            {"label": label, "value": value, "current": value == step}
            for value, label in form.fields["buoc"].choices  # type: ignore[attr-defined]
        ],
        "years_url": page_url("reports:course", code, where.uid),
        "exports": file_urls(request),
    }
    return render(request, "reports/course.html", context)


def _first_day(on: date, step: Step) -> date:
    """Return from when a course is shown where nothing is asked."""
    if step == "month":
        return add_months(on.replace(day=1), -MONTHS_BACK)
    return date(max(on.year - YEARS_BACK, 1), 1, 1)


def _file(
    request: ActorRequest, indicator: Indicator, where: Where, columns: Any, rows: Any
) -> HttpResponseBase:
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
