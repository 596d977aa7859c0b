"""Show the answer of a question: as a table, as a picture with its table, and as a file."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dangbo.reports.phrases import name_of, unit_name
from dangbo.reports.tables.builder_grid import Grid, Row, Shown
from dangbo.reports.tables.overview import plain
from dangbo.reports.tables.parts import GRID, MOST_BARS, MOST_LABELS
from dangbo.rules.as_of import AsOf
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_addresses import pairs_of
from dangbo.rules.questions import Question
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Badge, Chart, invented_badge
from dangbo.ui.tables import Column

FEWEST: Final = 2
# More lines in one picture cannot be told apart.
MOST_LINES: Final = 6


def question_url(name: str, question: Question, *args: object, **more: object) -> str:
    """Return a page about a question: its address holds all of it."""
    told = [*pairs_of(question), *((key, str(value)) for key, value in more.items())]
    return f"{reverse(name, args=args)}?{urlencode(told)}"


def columns_of(grid: Grid) -> list[Column]:
    """Return the columns of the page."""
    labels = [
        Column(
            f"nhan{at}",
            title,
            value=_label(at),
            badges=_badges if at == 0 else None,
            main=at == 0,
        )
        for at, title in enumerate(grid.label_heads)
    ]
    return [*labels, *(_column(at, head.title) for at, head in enumerate(grid.heads))]


def _label(at: int) -> Callable[[Any], object]:
    return lambda row: row.labels[at]


def _column(at: int, title: str) -> Column:
    return Column(
        f"so{at}",
        title,
        value=lambda row: _words(row.figures[at]),
        url=lambda row: row.figures[at].url,
        numeric=True,
        whole=True,
    )


def _words(shown: Shown) -> str:
    told = [f"({text})" for text in (shown.parts, shown.change) if text]
    return " ".join([shown.words, *told])


def _badges(row: Row) -> Sequence[Badge]:
    return [invented_badge(brief=True)] if row.invented else []


def kept_columns(grid: Grid) -> list[Column]:
    """Return the columns of the file: numbers as numbers, of shares with what they are made of."""
    found = [
        Column(f"nhan{at}", title, value=_label(at), main=at == 0)
        for at, title in enumerate(grid.label_heads)
    ]
    for at, head in enumerate(grid.heads):
        found.append(Column(f"so{at}", head.title, value=_plainly(at)))
        if head.indicator.measure != "count":
            words = {"name": head.title}
            part, whole = _("%(name)s: số được đếm"), _("%(name)s: trên tổng số")
            found.append(Column(f"tu{at}", part % words, value=_side(at, "part")))
            found.append(Column(f"mau{at}", whole % words, value=_side(at, "whole")))
    return found


def _plainly(at: int) -> Callable[[Any], object]:
    return lambda row: plain(row.figures[at].value)


def _side(at: int, name: str) -> Callable[[Any], object]:
    return lambda row: getattr(row.figures[at].value, name, None)


def chart_of(grid: Grid, title: str, as_of: AsOf) -> Chart | None:
    """Return an answer as a picture with its table, where it makes one.

    The course of a few figures of one unit, or one figure of several parts or organisations.
    """
    rows = [row for row in grid.rows if not row.is_sum]
    units = {head.indicator.unit for head in grid.heads}
    if len(rows) < FEWEST or len(units) > 1:
        return None
    if grid.layout.rows == ("moment",) and len(grid.heads) <= MOST_LINES:
        return _chart(grid, title, as_of, _course(grid, rows))
    if len(grid.heads) == 1 and len(grid.label_heads) == 1:
        return _chart(grid, title, as_of, _bars(rows))
    return None


def _chart(grid: Grid, title: str, as_of: AsOf, option: dict[str, Any]) -> Chart:
    return Chart(
        key="question",
        title=title,
        option={"tooltip": {"trigger": "item", "formatter": "{b}"}, **option},
        heads=[*grid.label_heads, *(_headed(head.title, head.indicator) for head in grid.heads)],
        rows=[[*row.labels, *(_linked(each, as_of) for each in row.figures)] for row in grid.rows],
        numeric_from=len(grid.label_heads),
    )


def _headed(title: str, indicator: Indicator) -> str:
    told = {"title": title, "unit": unit_name(indicator.unit)}
    return _("%(title)s (%(unit)s)") % told


def _linked(shown: Shown, as_of: AsOf) -> str:
    words = _words(shown)
    if not shown.url:
        return words
    return format_html('<a href="{}">{}</a>', with_day(shown.url, as_of), words)


def _bars(rows: Sequence[Row]) -> dict[str, Any]:
    drawn = [row for row in rows if row.figures[0].value and row.figures[0].value.part]
    drawn = drawn[:MOST_BARS]
    return {
        "grid": GRID,
        "xAxis": {"type": "value", "axisLabel": {"show": False}},
        "yAxis": {"type": "category", "inverse": True, "data": [row.labels[0] for row in drawn]},
        "series": [
            {
                "type": "bar",
                "barMaxWidth": 26,
                "data": [_point(row.labels[0], row.figures[0], "right") for row in drawn],
            }
        ],
    }


def _course(grid: Grid, rows: Sequence[Row]) -> dict[str, Any]:
    told = {0, len(rows) - 1} if len(rows) > MOST_LABELS else set(range(len(rows)))
    return {
        "legend": {"show": len(grid.heads) > 1, "bottom": 0},
        "grid": {**GRID, "left": 24, "right": 32, "top": 28, "bottom": 40},
        "xAxis": {"type": "category", "data": [row.labels[0] for row in rows]},
        "yAxis": {"type": "value", "axisLabel": {"show": False}},
        "series": [
            _line(name_of(head.indicator), at, rows, told if len(grid.heads) == 1 else set())
            for at, head in enumerate(grid.heads)
        ],
    }


def _line(name: str, at: int, rows: Sequence[Row], told: set[int]) -> dict[str, Any]:
    points = [_point(row.labels[0], row.figures[at], "top", name=name) for row in rows]
    for number, point in enumerate(points):
        if point:
            point["label"]["show"] = number in told
    return {"type": "line", "name": name, "connectNulls": False, "data": points}


def _point(label: str, shown: Shown, side: str, *, name: str = "") -> dict[str, Any] | None:
    """Return one point of a picture; without a figure there is a gap."""
    number = plain(shown.value)
    if number is None:
        return None
    said = f"{label}: {shown.words}"
    return {
        "name": f"{name}, {said}" if name else said,
        "value": number,
        "label": {"show": True, "position": side, "formatter": shown.words},
    }
