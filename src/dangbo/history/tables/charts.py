"""Draw the course of the counts: the register's as lines, the published ones as marks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number, format_published
from dangbo.history.files.catalogue import catalogue
from dangbo.history.queries import FigureRow, Figures
from dangbo.history.queries.figures import count_of
from dangbo.history.tables.figures import plain
from dangbo.history.tables.parts import (
    computed_words,
    source_anchor,
    source_short,
    value_words,
    when_words,
)
from dangbo.orgs.queries import Counts
from dangbo.rules.published import Operator
from dangbo.ui.parts import Chart

ORGS: Final = ("to_chuc_co_so", "dang_bo_co_so", "chi_bo_co_so")
CELLS: Final = ("chi_bo",)
MEMBERS: Final = ("dang_vien",)
LINES: Final = ("solid", "dashed", "dotted")
# An inequality points the way its value lies.
MARKS: Final[Mapping[Operator, dict[str, Any]]] = {
    Operator.EXACT: {"symbol": "diamond", "symbolSize": 15},
    Operator.ABOUT: {"symbol": "circle", "symbolSize": 12},
    Operator.OVER: {"symbol": "triangle", "symbolSize": 13},
    Operator.AT_LEAST: {"symbol": "triangle", "symbolSize": 13},
    Operator.NEARLY: {"symbol": "triangle", "symbolSize": 13, "symbolRotate": 180},
    Operator.AT_MOST: {"symbol": "triangle", "symbolSize": 13, "symbolRotate": 180},
}
CONFLICT: Final = {"symbol": "rect", "symbolSize": 12}
FIRST_YEAR: Final = 1930
HEADS: Final = (
    lazy("Chỉ tiêu"),
    lazy("Thời điểm"),
    lazy("Số công bố"),
    lazy("Sổ đếm"),
    lazy("Nguồn"),
)


def course_days(figures: Figures, life: Sequence[date], on: date) -> list[date]:
    """Return the days to count on: the end of each year, those of figures, and the last."""
    start = min(life, default=on)
    ends = [date(year, 12, 31) for year in range(max(start.year, FIRST_YEAR), on.year)]
    stated = [row.when.start for row in figures.rows if row.computed_by]
    return sorted({day for day in (*ends, *stated, on) if start <= day <= on})


def charts_of(figures: Figures, counts: Mapping[date, Counts]) -> list[Chart]:
    """Return the pictures of a committee's course; one with neither line nor mark is left out."""
    found = [
        _chart("orgs", _("Tổ chức cơ sở đảng qua các năm"), ORGS, figures, counts),
        _chart("cells", _("Chi bộ qua các năm"), CELLS, figures, counts),
        _chart("members", _("Đảng viên, theo số đã công bố"), MEMBERS, figures, counts),
    ]
    return [chart for chart in found if chart.rows]


def _chart(
    key: str,
    title: str,
    codes: Sequence[str],
    figures: Figures,
    counts: Mapping[date, Counts],
) -> Chart:
    rows = [row for code in codes for row in figures.of(code)]
    series = [
        each
        for code, line in zip(codes, LINES, strict=False)
        for each in (_line(code, line, counts), _marks(code, figures.of(code)))
        if each["data"]
    ]
    return Chart(
        key=key,
        title=title,
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "legend": {"top": 0, "left": 0},
            "grid": {"left": 48, "right": 36, "top": 66, "bottom": 32},
            "xAxis": {"type": "time", "boundaryGap": ["4%", "8%"]},
            # The axis writes thousands the English way; the marks bear their numbers themselves.
            "yAxis": {"type": "value", "axisLabel": {"show": key != "members"}},
            "series": series,
        },
        heads=[str(head) for head in HEADS],
        rows=[_row(row) for row in sorted(rows, key=lambda each: each.when.start)],
        note=_note(codes, counts),
        numeric_from=len(HEADS),
    )


def _line(code: str, line: str, counts: Mapping[date, Counts]) -> dict[str, Any]:
    indicator = catalogue().indicators[code]
    points = []
    for day, each in sorted(counts.items()):
        if not indicator.computed_by or not each.total:
            continue
        value = count_of(indicator.computed_by, each)
        values = {"day": format_day(day), "count": format_number(value), "name": indicator.name}
        name = _("%(name)s: sổ đếm được %(count)s ngày %(day)s") % values
        points.append({"name": name, "value": [day.isoformat(), value]})
    return {
        "name": indicator.name,
        "type": "line",
        "step": "end",
        "symbol": "circle",
        "symbolSize": 7,
        "showAllSymbol": True,
        "itemStyle": {"opacity": 0},
        "emphasis": {"itemStyle": {"opacity": 1}},
        "lineStyle": {"type": line},
        "data": points,
    }


def _marks(code: str, rows: Sequence[FigureRow]) -> dict[str, Any]:
    days = [row.when.start for row in rows]
    return {
        "name": catalogue().indicators[code].name,
        "type": "line",
        "lineStyle": {"width": 0},
        "label": {"show": True, "fontWeight": 600},
        "data": [
            _mark(row, "bottom" if row.when.start in days[:at] else "top")
            for at, row in enumerate(rows)
        ],
    }


def _mark(row: FigureRow, side: str) -> dict[str, Any]:
    values = {"name": row.name, "value": value_words(row), "when": when_words(row.when)}
    said = _("%(name)s: công bố %(value)s, %(when)s") % values
    at_fault = row.agrees is False or "conflict" in row.flags or "malformed" in row.flags
    look = CONFLICT if at_fault else MARKS[row.operator]
    text = format_published(row.operator, row.value)
    return {
        "name": said,
        "value": [row.when.start.isoformat(), plain(row.value)],
        "label": {"formatter": f"{text} (!)" if at_fault else text, "position": side},
        **look,
    }


def _row(row: FigureRow) -> list[object]:
    sources = row.sources[:1]
    linked = [
        format_html('<a href="#{}">{}</a>', source_anchor(each), source_short(each))
        for each in sources
    ]
    return [
        row.name,
        when_words(row.when),
        value_words(row),
        computed_words(row),
        linked[0] if linked else "",
    ]


def _note(codes: Sequence[str], counts: Mapping[date, Counts]) -> str:
    marks = _("Dấu: số đã công bố (◆ đúng bằng, ▲ trên, ▼ gần, ● khoảng, ■ trái nhau hoặc in sai).")
    if not any(catalogue().indicators[code].computed_by for code in codes):
        return marks
    lines = _("Đường: sổ đếm vào cuối mỗi năm và vào ngày có số công bố, gồm cả dữ liệu minh họa.")
    return f"{lines} {marks}"
