"""Show the course of an indicator by some step, alone, cut, or with others of its unit."""

from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple, cast

from django.http import HttpResponseBase
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.orgs.exports import format_asked
from dangbo.orgs.queries import decisions_touching, versions_of
from dangbo.orgs.queries.telling import told_changes
from dangbo.orgs.tables.moments import moments
from dangbo.reports import queries
from dangbo.reports.forms.filters import Course
from dangbo.reports.queries import Asked
from dangbo.reports.queries.courses import MOST_PARTED, Line, Lines, courses, parts_over
from dangbo.reports.tables import courses as tables
from dangbo.reports.tables.addresses import page_url
from dangbo.reports.tables.courses import Marked
from dangbo.reports.tables.parts import course_chart, course_columns
from dangbo.reports.tables.published import with_published
from dangbo.reports.views.asking import Where, file_urls, frame, indicator_of, where_of
from dangbo.reports.views.inventions import invented_words
from dangbo.reports.views.one import file_of
from dangbo.reports.views.published import published_table, told_of
from dangbo.rules.days import add_months
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Step
from dangbo.ui.parts import Chart
from dangbo.ui.tables import Column

YEARS_BACK: Final = 20
MONTHS_BACK: Final = {"month": 23, "quarter": 57}


class Shown(NamedTuple):
    """What a page draws: the lines over their periods, and the decisions of the time."""

    indicator: Indicator
    way: str
    step: Step
    found: Lines
    decisions: list[Marked]

    @property
    def alone(self) -> bool:
        """Say whether one indicator as a whole is drawn."""
        return len(self.found.lines) == 1 and self.found.lines[0].key is None


def course(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show the course of an indicator, with the decisions that touched the organisation."""
    indicator = indicator_of(code)
    form = Course(request.GET, indicator=indicator, alike=_alike(indicator))
    step = form.step
    where = where_of(request, form, start=_first_day(request.as_of.on, step))
    shown, too_many = None, False
    if where.asked:
        try:
            shown = _shown(indicator, form, where.asked, step)
        except queries.TooManyPeriodsError:
            too_many = True
    if format_asked(request) and shown and where.asked:
        rows = tables.period_rows(shown.found, shown.decisions)
        return file_of(request, indicator, where, _columns(shown, where.asked), rows)
    context: dict[str, Any] = frame(indicator, where, form, "reports:course")
    if where.asked and shown and _has_values(shown):
        context |= _drawn(request, shown, where)
    context |= {
        "too_many": too_many,
        "most": MOST_PARTED if form.way else queries.MOST_PERIODS,
        "spans": _spans(request, indicator, where),
        "exports": file_urls(request),
    }
    return render(request, "reports/course.html", context)


def _alike(indicator: Indicator) -> list[Indicator]:
    """Return the indicators that may be drawn in one picture with another: of the same unit."""
    others = (each for each in queries.indicators() if each.code != indicator.code)
    return [each for each in others if each.unit == indicator.unit]


def _shown(indicator: Indicator, form: Course, asked: Asked, step: Step) -> Shown:
    if form.way:
        found = parts_over(indicator.code, form.way, asked, step)
    else:
        found = courses([indicator.code, *form.others], asked, step)
    return Shown(indicator, form.way, step, found, _decisions(asked))


def _decisions(asked: Asked) -> list[Marked]:
    """Return the decisions of the time that touched the organisation, in order of effect."""
    rows = decisions_touching(actor=asked.actor, org=asked.org, known=asked.known)
    inside = [each for each in reversed(rows) if asked.start <= each.on <= asked.on]
    acts = {each.act: each.on for each in inside}
    told = told_changes(actor=asked.actor, acts=acts, known=asked.known, touching=asked.org)
    words = moments(inside, told, asked.on)
    return tables.marked(inside, {row.act: each for row, each in zip(inside, words, strict=True)})


def _has_values(shown: Shown) -> bool:
    return any(value is not None for line in shown.found.lines for value in line.values)


def _drawn(request: ActorRequest, shown: Shown, where: Where) -> dict[str, Any]:
    asked = cast(Asked, where.asked)
    found, context = shown.found, dict[str, Any]()
    if shown.alone:
        told = told_of(shown.indicator, asked)
        chart = _of_one(shown, asked, where.uid, told)
        context["published"] = published_table(request, told, where.uid)
        context["invented"] = invented_words(shown.indicator, asked)
    else:
        chart = tables.lines_chart(found, shown.way, shown.step, asked, where.uid)
    chart = tables.with_decisions(chart, shown.decisions, found.periods, shown.step)
    context["chart"] = replace(chart, xlsx_url=file_urls(request)["xlsx"])
    return {**context, "decisions": shown.decisions}


def _of_one(shown: Shown, asked: Asked, org: str, told: Any) -> Chart:
    line: Line = shown.found.lines[0]
    pairs = zip(shown.found.periods, line.values, strict=True)
    course_of = [queries.Moment(*pair) for pair in pairs]
    chart = course_chart(shown.indicator, course_of, shown.step, asked, org)
    return with_published(chart, told, course_of, shown.step)


def _columns(shown: Shown, asked: Asked) -> list[Column]:
    if not shown.alone:
        return tables.line_columns(shown.found, shown.way, asked)
    return [*course_columns(shown.indicator), tables.decisions_column()]


def _spans(request: ActorRequest, indicator: Indicator, where: Where) -> list[dict[str, str]]:
    """Return the usual times of a course: all of the organisation's, and the last ones."""
    if where.asked is None:
        return []
    life = versions_of(actor=request.actor, org=where.asked.org, known=request.as_of.known)
    first = min((each.start for each in life), default=None)
    url = page_url("reports:course", indicator.code, where.uid)
    found = [{"label": "years", "url": url}]
    for step in ("quarter", "month"):
        by = page_url("reports:course", indicator.code, where.uid, buoc=step)
        found.append({"label": f"{step}s", "url": by})
    if first is not None:
        start = format_day(first.replace(month=1, day=1))
        url = page_url("reports:course", indicator.code, where.uid, tu=start)
        found.append({"label": "all", "url": url, "year": str(first.year)})
    return found


def _first_day(on: date, step: Step) -> date:
    """Return from when a course is shown where nothing is asked."""
    if step in MONTHS_BACK:
        return add_months(on.replace(day=1), -MONTHS_BACK[step])
    return date(max(on.year - YEARS_BACK, 1), 1, 1)
