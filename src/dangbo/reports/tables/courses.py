"""Draw several lines over the same periods, and mark on any course the decisions of its time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.orgs.queries import DecisionRow
from dangbo.reports.phrases import amount_words, code_name, name_of, parts_words, unit_name
from dangbo.reports.phrases.periods import period_name, steps_title
from dangbo.reports.queries import Asked
from dangbo.reports.queries.courses import Line, Lines
from dangbo.reports.tables.addresses import cell_url
from dangbo.reports.tables.overview import has_list, plain, plain_at
from dangbo.reports.tables.parts import GRID
from dangbo.rules.indicator_values import Value
from dangbo.rules.reporting_periods import Period, Step
from dangbo.ui.parts import Chart, Moment
from dangbo.ui.tables import Column

# Lines are told apart without colour: by their marks and by how they are drawn.
SYMBOLS: Final = ("circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect")
STROKES: Final = ("solid", "dashed", "dotted")
MOST_DRAWN: Final = 6
# With more periods than these every mark on a line would hide its neighbour.
SPARSE: Final = 40
MOST_SAID: Final = 3


@dataclass(frozen=True)
class Marked:
    """A decision on a course, by its number there; `moment` tells it in words."""

    number: int
    row: DecisionRow
    moment: Moment

    @property
    def anchor(self) -> str:
        """Return the name of its place in the list below the picture."""
        return f"quyet-dinh-{self.number}"


@dataclass(frozen=True)
class PeriodRow:
    """One period of several lines, as a file keeps it; `value` is that of the first."""

    period: Period
    values: Sequence[Value | None]
    decisions: str

    @property
    def value(self) -> Value | None:
        """Return the value of the first line."""
        return self.values[0] if self.values else None


def line_name(line: Line, way: str, asked: Asked) -> str:
    """Return what a line is of: a part by its name, else the indicator."""
    return name_of(line.indicator) if line.key is None else code_name(way, line.key, asked.on)


def lines_chart(found: Lines, way: str, step: Step, asked: Asked, org: str) -> Chart:
    """Return the lines in one picture, the largest where there are too many to tell apart."""
    periods = [period_name(each.end, step) for each in found.periods]
    names = [line_name(each, way, asked) for each in found.lines]
    drawn = sorted(sorted(range(len(names)), key=lambda at: -_last(found.lines[at]))[:MOST_DRAWN])
    series = [_series(place, names[at], found.lines[at], periods) for place, at in enumerate(drawn)]
    note = _("Hình vẽ %(number)s phần lớn nhất; bảng số có đủ.") % {"number": MOST_DRAWN}
    return Chart(
        key="course",
        title=steps_title(step),
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "legend": {"bottom": 0, "data": [names[at] for at in drawn]},
            "grid": {**GRID, "left": 24, "right": 48, "top": 28, "bottom": 52},
            "xAxis": {"type": "category", "data": periods},
            "yAxis": {"type": "value", "min": 0, "axisLabel": {"show": False}},
            "series": series,
        },
        heads=[_("Đến ngày"), *names],
        rows=[_row(found, at, way, asked, org) for at in reversed(range(len(periods)))],
        note=note if len(drawn) < len(names) else "",
        tall=True,
    )


def _last(line: Line) -> float:
    told = [float(each.amount) for each in line.values if each and each.amount is not None]
    return max(told, default=0)


def _series(place: int, name: str, line: Line, periods: Sequence[str]) -> dict[str, Any]:
    known = [at for at, each in enumerate(line.values) if each and each.amount is not None]
    told = {known[0], known[-1]} if known else set()
    return {
        "name": name,
        "type": "line",
        "connectNulls": False,
        "symbol": SYMBOLS[place % len(SYMBOLS)],
        "showAllSymbol": len(periods) <= SPARSE,
        "lineStyle": {"type": STROKES[place % len(STROKES)]},
        "labelLayout": {"hideOverlap": True},
        "data": [
            {
                "name": f"{period}, {name}: {amount_words(line.indicator, value)}",
                "value": plain(value),
                "label": {
                    "show": at in told,
                    "position": "top",
                    "formatter": amount_words(line.indicator, value),
                },
            }
            if value is not None and value.amount is not None
            else None
            for at, (period, value) in enumerate(zip(periods, line.values, strict=True))
        ],
    }


def _row(found: Lines, at: int, way: str, asked: Asked, org: str) -> list[object]:
    period = found.periods[at]
    then = asked.at(on=period.end, start=period.start)
    cells = (_cell(line, line.values[at], way, then, org) for line in found.lines)
    return [format_day(period.end), *cells]


def _cell(line: Line, value: Value | None, way: str, then: Asked, org: str) -> SafeString | str:
    words = amount_words(line.indicator, value)
    parts = parts_words(line.indicator, value)
    if value is None or not has_list(value):
        return words
    cell = {"theo": way, "ma": line.key or " "} if line.key is not None else {}
    linked = format_html(
        '<a href="{}">{}</a>', cell_url(line.indicator.code, org, then, **cell), words
    )
    return format_html("{} ({})", linked, parts) if parts else linked


# Decisions


def marked(rows: Sequence[DecisionRow], moments: Mapping[int, Moment]) -> list[Marked]:
    """Number decisions in order of effect."""
    return [Marked(at, row, moments[row.act]) for at, row in enumerate(rows, 1)]


def with_decisions(
    chart: Chart, found: Sequence[Marked], periods: Sequence[Period], step: Step
) -> Chart:
    """Mark decisions above a course, each in its period; the table has their numbers as links."""
    if not found:
        return chart
    inside = [[each for each in found if each.row.on in period] for period in periods]
    names = [period_name(each.end, step) for each in periods]
    marks = [_mark(name, own) for name, own in zip(names, inside, strict=True) if own]
    lines = [{"xAxis": each["value"][0]} for each in marks]
    option = chart.option
    grid = {**option["grid"], "top": 48}
    above = {"type": "value", "min": 0, "max": 1, "show": False}
    series = {
        "name": _("Quyết định"),
        "type": "line",
        "yAxisIndex": 1,
        "symbol": "triangle",
        "symbolRotate": 180,
        "symbolSize": 12,
        "showAllSymbol": True,
        "itemStyle": {"color": "--ui-muted"},
        "lineStyle": {"width": 0},
        "data": marks,
        "markLine": {
            "silent": True,
            "symbol": "none",
            "label": {"show": False},
            "lineStyle": {"type": "dotted", "width": 1, "color": "--ui-muted"},
            "data": lines,
        },
    }
    return replace(
        chart,
        option={
            **option,
            "grid": grid,
            "yAxis": [option["yAxis"], above],
            "series": [*option["series"], series],
        },
        heads=[*chart.heads, _("Quyết định")],
        rows=[[*row, _links(own)] for row, own in zip(chart.rows, reversed(inside), strict=True)],
        note=f"{chart.note} {_('▼ có số: quyết định, kể ở dưới.')}".strip(),
    )


def _mark(name: str, own: Sequence[Marked]) -> dict[str, Any]:
    first, last = own[0], own[-1]
    numbers = str(first.number) if first is last else f"{first.number}\N{EN DASH}{last.number}"
    said = "; ".join(f"{each.moment.day}: {each.moment.title}" for each in own[:MOST_SAID])
    more = "; …" if len(own) > MOST_SAID else ""
    return {
        "name": f"{said}{more}",
        "value": [name, 1],
        "url": first.moment.url if first is last else f"#{first.anchor}",
        "label": {"show": True, "position": "top", "formatter": numbers},
    }


def _links(own: Sequence[Marked]) -> SafeString:
    return format_html_join(
        ", ",
        '<a href="{}" aria-label="{}">{}</a>',
        (
            (
                f"#{each.anchor}",
                _("Quyết định %(number)s trên hình") % {"number": each.number},
                each.number,
            )
            for each in own
        ),
    )


# Files


def period_rows(found: Lines, decisions: Sequence[Marked]) -> list[PeriodRow]:
    """Return the periods with the values of all lines and the decisions of their time."""
    return [
        PeriodRow(
            period,
            [line.values[at] for line in found.lines],
            decision_words(decisions, period),
        )
        for at, period in enumerate(found.periods)
    ]


def decision_words(decisions: Sequence[Marked], period: Period) -> str:
    """Return the decisions of a period in words."""
    inside = (each for each in decisions if each.row.on in period)
    return "; ".join(f"{each.moment.day}: {each.moment.title}" for each in inside)


def line_columns(found: Lines, way: str, asked: Asked) -> list[Column]:
    """Return the columns of several lines as a file keeps them."""
    named = [
        Column(
            f"line{at}",
            f"{line_name(line, way, asked)} ({unit_name(line.indicator.unit)})",
            value=plain_at(at),
        )
        for at, line in enumerate(found.lines)
    ]
    return [
        Column("end", lazy("Đến ngày"), value=lambda row: format_day(row.period.end), main=True),
        Column("start", lazy("Từ ngày"), value=lambda row: format_day(row.period.start)),
        *named,
        decisions_column(),
    ]


def decisions_column() -> Column:
    """Return the column of the decisions of each period, as a file keeps it."""
    return Column("decisions", lazy("Quyết định"))
