"""Lay out organisations beside each other, the own one marked, each figure opening its list."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.orgs.phrases import kind_name
from dangbo.reports.phrases import amount_words, name_of, parts_words
from dangbo.reports.queries import Asked
from dangbo.reports.queries.sisters import Sister
from dangbo.reports.tables.addresses import list_url, page_url
from dangbo.reports.tables.overview import has_list, plain, plain_at
from dangbo.reports.tables.parts import GRID
from dangbo.rules.indicators import Indicator
from dangbo.ui.parts import Badge, Chart, invented_badge
from dangbo.ui.tables import Column

MOST_BARS: Final = 40


def figure_words(indicator: Indicator, row: Sister) -> str:
    """Return a value with what it is a part of."""
    value = row.values[indicator.code]
    parts = parts_words(indicator, value)
    words = amount_words(indicator, value)
    return f"{words} ({parts})" if parts else words


def shown_columns(chosen: Sequence[Indicator], asked: Asked) -> list[Column]:
    """Return the columns of the page: the organisation, and each indicator."""

    def figure(indicator: Indicator) -> Column:
        def url(row: Sister) -> str:
            told = has_list(row.values[indicator.code])
            return list_url(indicator.code, row.uid, asked) if told else ""

        return Column(
            indicator.code,
            name_of(indicator),
            value=lambda row: figure_words(indicator, row),
            url=url,
            numeric=True,
            sortable=True,
        )

    name = Column(
        "name",
        lazy("Tổ chức"),
        url=lambda row: page_url("reports:dashboard", "", row.uid),
        badges=_badges,
        main=True,
        sortable=True,
    )
    return [name, *(figure(each) for each in chosen)]


def _badges(row: Sister) -> list[Badge]:
    own = [Badge(_("Tổ chức đang xem"), "gold")] if row.own else []
    return [*own, *([invented_badge(brief=True)] if row.invented else [])]


def kept_columns(chosen: Sequence[Indicator], asked: Asked) -> list[Column]:
    """Return the columns of the file: of each share its part and its whole too."""
    found = [
        Column("name", lazy("Tổ chức"), main=True),
        Column("kind", lazy("Loại hình"), value=lambda row: kind_name(row.kind, asked.on)),
        Column("own", lazy("Đang xem"), value=lambda row: _("có") if row.own else ""),
    ]
    for each in chosen:
        code, name = each.code, name_of(each)
        found.append(Column(code, name, value=plain_at(code)))
        if each.measure == "share":
            found += [_side(code, name, "part"), _side(code, name, "whole")]
    return found


def _side(code: str, name: str, side: str) -> Column:
    title = _("%(name)s: tử số") if side == "part" else _("%(name)s: mẫu số")

    def told(row: Sister) -> int | None:
        value = row.values[code]
        return getattr(value, side) if value else None

    return Column(f"{code}.{side}", title % {"name": name}, value=told)


def in_order(rows: Sequence[Sister], key: str, *, descending: bool) -> list[Sister]:
    """Return rows by name, or by the value of an indicator; those without one come last."""
    if key == "name":
        return list(rows[::-1]) if descending else list(rows)
    told = [each for each in rows if plain(each.values[key]) is not None]
    rest = [each for each in rows if plain(each.values[key]) is None]
    told.sort(key=lambda each: plain(each.values[key]) or 0, reverse=descending)
    return [*told, *rest]


def sisters_chart(indicator: Indicator, rows: Sequence[Sister], asked: Asked) -> Chart:
    """Return one indicator of all as bars, that of the own one marked and in bold."""
    drawn = [each for each in rows if has_list(each.values[indicator.code])][:MOST_BARS]
    return Chart(
        key="sisters",
        title=name_of(indicator),
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "grid": {**GRID, "right": 120},
            "xAxis": {"type": "value", "min": 0, "axisLabel": {"show": False}},
            "yAxis": {
                "type": "category",
                "inverse": True,
                "data": [each.name for each in drawn],
                "axisLabel": {"width": 200, "overflow": "truncate"},
            },
            "series": [
                {
                    "type": "bar",
                    "barMaxWidth": 22,
                    "data": [_bar(indicator, each, asked) for each in drawn],
                }
            ],
        },
        heads=[_("Tổ chức"), name_of(indicator)],
        rows=[[each.name, figure_words(indicator, each)] for each in rows],
        tall=len(drawn) > MOST_BARS // 4,
    )


def _bar(indicator: Indicator, row: Sister, asked: Asked) -> dict[str, Any]:
    words = figure_words(indicator, row)
    style = {"itemStyle": {"color": "--ui-chart-2"}} if row.own else {}
    return {
        "name": f"{row.name}: {words}",
        "value": plain(row.values[indicator.code]),
        "url": list_url(indicator.code, row.uid, asked),
        "label": {
            "show": True,
            "position": "right",
            "formatter": f"◀ {words}" if row.own else words,
            "fontWeight": "bold" if row.own else "normal",
        },
        **style,
    }
