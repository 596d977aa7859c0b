"""Lay out the parts of an indicator and its course, each as a picture with its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_percent
from dangbo.reports.phrases import amount_words, code_name, dimension_name, parts_words, unit_name
from dangbo.reports.phrases.periods import period_name, steps_title
from dangbo.reports.queries import Asked, Moment, OrgPart, Part
from dangbo.reports.tables.addresses import list_url, page_url
from dangbo.reports.tables.overview import has_list, plain
from dangbo.rules.as_of import AsOf
from dangbo.rules.indicator_values import Value, shared
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Step
from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Badge, Chart, Text, invented_badge
from dangbo.ui.tables import Column

MOST_BARS: Final = 24
# Where there are more points only the first and the last bear their number.
MOST_LABELS: Final = 12
GRID: Final = {"left": 8, "right": 56, "top": 12, "bottom": 24, "containLabel": True}


@dataclass(frozen=True)
class CutRow:
    """One part with its name, and its share of all parts together."""

    name: str
    value: Value
    share: str
    url: str


def cut_rows(
    indicator: Indicator, way: str, parts: Sequence[Part], asked: Asked, org: str
) -> list[CutRow]:
    """Return the parts of an indicator by one dimension."""
    together = sum(part.value.part for part in parts)
    return [
        CutRow(
            code_name(way, part.keys[0], asked.on),
            part.value,
            _share(indicator, part.value, together),
            list_url(indicator.code, org, asked, theo=way, ma=part.keys[0] or " ")
            if has_list(part.value)
            else "",
        )
        for part in parts
    ]


def _share(indicator: Indicator, value: Value, together: int) -> str:
    """Return which part of all this is; of a share, of what it is one."""
    if indicator.measure != "count":
        return parts_words(indicator, value)
    amount = shared(value.part, together).amount
    return "" if amount is None else format_percent(amount)


def cut_columns(indicator: Indicator, way: str) -> list[Column]:
    """Return the columns of the parts as a file keeps them."""
    return [
        Column("name", dimension_name(way), main=True),
        Column("amount", unit_name(indicator.unit), value=lambda row: plain(row.value)),
        Column("part", lazy("Số được đếm"), value=lambda row: row.value.part),
        Column("whole", lazy("Trên tổng số"), value=lambda row: row.value.whole),
    ]


def part_columns(ways: Sequence[str], on: date) -> list[Column]:
    """Return the columns of parts by one dimension or two, as a file keeps them."""

    def named_by(at: int, way: str) -> Column:
        return Column(
            way,
            dimension_name(way),
            value=lambda row: code_name(way, row.keys[at], on),
            main=not at,
        )

    named = [named_by(at, way) for at, way in enumerate(ways)]
    return [*named, Column("part", lazy("Số được đếm"), value=lambda row: row.value.part)]


def cut_chart(indicator: Indicator, way: str, rows: Sequence[CutRow], as_of: AsOf) -> Chart:
    """Return the parts as bars, each of the table's figures opening its list."""
    drawn = [row for row in rows if row.value.part][:MOST_BARS]
    bars = [_bar(indicator, row.name, row.value, "right") for row in drawn]
    heads: list[Text] = [dimension_name(way), unit_name(indicator.unit).capitalize()]
    heads.append(_("Tỷ lệ") if indicator.measure == "count" else _("Trong đó"))
    return Chart(
        key="cut",
        title=_("Theo %(way)s") % {"way": dimension_name(way).lower()},
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "grid": GRID,
            "xAxis": {"type": "value", "axisLabel": {"show": False}},
            "yAxis": {"type": "category", "inverse": True, "data": [row.name for row in drawn]},
            "series": [{"type": "bar", "barMaxWidth": 26, "data": bars}],
        },
        heads=heads,
        rows=[
            [row.name, _linked(amount_words(indicator, row.value), row.url, as_of), row.share]
            for row in rows
        ],
    )


def _bar(indicator: Indicator, name: str, value: Value, side: str) -> dict[str, Any]:
    said = amount_words(indicator, value)
    return {
        "name": f"{name}: {said}",
        "value": plain(value),
        "label": {"show": True, "position": side, "formatter": said},
    }


def _linked(text: str, url: str, as_of: AsOf) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', with_day(url, as_of), text) if url else text


# Organisations below


def below_columns(indicator: Indicator, asked: Asked, org: str) -> list[Column]:
    """Return the columns of the organisations directly below."""

    def behind(row: OrgPart) -> str:
        if not has_list(row.value):
            return ""
        own = {"rieng": "on"} if row.own else {}
        return list_url(indicator.code, org if row.own else row.uid, asked, **own)

    def page(row: OrgPart) -> str:
        return "" if row.own else page_url("reports:below", indicator.code, row.uid)

    return [
        Column("name", lazy("Tổ chức"), value=org_part_name, url=page, badges=_marks, main=True),
        Column(
            "value",
            unit_name(indicator.unit).capitalize(),
            value=lambda row: amount_words(indicator, row.value),
            url=behind,
            numeric=True,
        ),
        Column(
            "parts",
            lazy("Trong đó"),
            value=lambda row: parts_words(indicator, row.value),
            numeric=True,
            shown=indicator.measure != "count",
        ),
    ]


def below_kept_columns(indicator: Indicator) -> list[Column]:
    """Return the columns of the organisations directly below as a file keeps them."""
    return [
        Column("name", lazy("Tổ chức"), value=org_part_name, main=True),
        Column("amount", unit_name(indicator.unit), value=lambda row: plain(row.value)),
        Column("part", lazy("Số được đếm"), value=lambda row: row.value and row.value.part),
        Column("whole", lazy("Trên tổng số"), value=lambda row: row.value and row.value.whole),
    ]


def org_part_name(row: OrgPart) -> str:
    """Return how an organisation below is called, or that it is the organisation itself."""
    return _("Ngay tại tổ chức này") if row.own else row.name


def _marks(row: OrgPart) -> list[Badge]:
    return [invented_badge(brief=True)] if row.invented else []


# Over time


def course_chart(
    indicator: Indicator, moments: Sequence[Moment], step: Step, asked: Asked, org: str
) -> Chart:
    """Return the course as a line, of what flows as bars, each figure opening its list."""
    flows = indicator.time == "period"
    told = {0, len(moments) - 1} if len(moments) > MOST_LABELS else range(len(moments))
    points = [
        _point(indicator, period_name(each.period.end, step), each.value, labelled=at in told)
        for at, each in enumerate(moments)
    ]
    series = (
        {"type": "bar", "barMaxWidth": 26} if flows else {"type": "line", "connectNulls": False}
    )
    head = _("Trong kỳ đến ngày") if flows else _("Vào ngày")
    return Chart(
        key="course",
        title=steps_title(step),
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "grid": {**GRID, "left": 24, "right": 32, "top": 28},
            "xAxis": {
                "type": "category",
                "data": [period_name(each.period.end, step) for each in moments],
            },
            "yAxis": {"type": "value", "min": 0, "axisLabel": {"show": False}},
            "series": [{**series, "data": points}],
        },
        heads=[head, unit_name(indicator.unit).capitalize(), _("Trong đó")],
        rows=[_course_row(indicator, each, asked, org) for each in reversed(moments)],
    )


def _point(
    indicator: Indicator, name: str, value: Value | None, *, labelled: bool
) -> dict[str, Any] | None:
    """Return one point of a course; without a value there is a gap."""
    if value is None or value.amount is None:
        return None
    bar = _bar(indicator, name, value, "top")
    return {**bar, "label": {**bar["label"], "show": labelled}}


def _course_row(indicator: Indicator, moment: Moment, asked: Asked, org: str) -> list[object]:
    period, value = moment
    known = asked.known.isoformat() if asked.known else ""
    url = page_url(
        "reports:behind",
        indicator.code,
        org,
        tu=format_day(period.start),
        on=period.end.isoformat(),
        known=known,
    )
    words = amount_words(indicator, value)
    linked = format_html('<a href="{}">{}</a>', url, words) if has_list(value) else words
    return [format_day(period.end), linked, parts_words(indicator, value)]


def course_columns(indicator: Indicator) -> list[Column]:
    """Return the columns of the course as a file keeps them."""
    return [
        Column("end", lazy("Đến ngày"), value=lambda row: format_day(row.period.end), main=True),
        Column("start", lazy("Từ ngày"), value=lambda row: format_day(row.period.start)),
        Column("amount", unit_name(indicator.unit), value=lambda row: plain(row.value)),
        Column("part", lazy("Số được đếm"), value=lambda row: row.value and row.value.part),
        Column("whole", lazy("Trên tổng số"), value=lambda row: row.value and row.value.whole),
    ]
