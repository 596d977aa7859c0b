"""Lay out the dashboard of an organisation: deadlines, movement of the year, levels of learning."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number, format_percent
from dangbo.cases.queries.boards import Urgency
from dangbo.reports.phrases import amount_words, code_name, dimension_name, name_of
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import cell_url, page_url
from dangbo.reports.tables.overview import has_list
from dangbo.reports.tables.parts import GRID
from dangbo.reports.tables.pyramids import UNKNOWN, Drawn, opening
from dangbo.reports.tables.then import signed
from dangbo.rules.indicator_values import Value, shared
from dangbo.rules.indicators import Indicator, definitions
from dangbo.ui.parts import Chart, Stat
from dangbo.ui.tables import Column

UP: Final = (
    *("ket_nap_dang_vien", "ket_nap_lai", "khoi_phuc"),
    *("chuyen_den", "dang_vien_nhan_ve"),
)
DOWN: Final = (
    *("chuyen_di", "di_cung_to_chuc", "xoa_ten", "xin_ra_khoi_dang", "khai_tru", "tu_tran"),
    "huy_quyet_dinh_ket_nap",
)
MEMBERS, RISEN, FALLEN = "dang_vien", "dang_vien_tang", "dang_vien_giam"
Address = Callable[..., str]


@dataclass(frozen=True)
class Line:
    """One line of the movement of the year; sums stand out."""

    name: str
    words: str
    url: str = ""
    sum: bool = False
    count: int = 0


def case_stats(found: Urgency, address: Address) -> list[Stat]:
    """Return how many cases run, are overdue, and are due soon, each opening its list."""
    told = (
        (_("Hồ sơ quá hạn"), found.overdue, "overdue"),
        (_("Hồ sơ đến hạn trong 7 ngày tới"), found.soon, "soon"),
        (_("Hồ sơ đang giải quyết"), found.running, "running"),
    )
    return [
        Stat(name, format_number(count), address(tinh_trang=state) if count else "")
        for name, count, state in told
    ]


def need_stat(indicator: Indicator, value: Value, asked: Asked, org: str) -> Stat:
    """Return how many organisations need a look."""
    url = cell_url(indicator.code, org, asked) if has_list(value) else ""
    return Stat(name_of(indicator), amount_words(indicator, value), url)


def movement_lines(
    values: Mapping[str, Value], eve: Asked, asked: Asked, org: str, rest_url: str
) -> list[Line]:
    """Return what there was, what came and went, and what there is; `eve` is the day before."""
    up, down = values[RISEN].part, values[FALLEN].part
    before, now = values["eve"].part, values[MEMBERS].part
    lines = [
        _total(_("Có đến hết ngày %(day)s"), before, MEMBERS, eve, org),
        _total(_("Tăng"), up, RISEN, asked, org, sign=1),
        *_moves(UP, values, asked, org),
        _total(_("Giảm"), down, FALLEN, asked, org, sign=-1),
        *_moves(DOWN, values, asked, org),
    ]
    rest = now - before - up + down
    if rest:
        words = _("Lần đầu ghi vào sổ, hoặc chưa giải thích được")
        lines.append(Line(words, signed(rest), rest_url, sum=True, count=rest))
    return [*lines, _total(_("Có đến hết ngày %(day)s"), now, MEMBERS, asked, org)]


def _total(words: str, count: int, code: str, asked: Asked, org: str, *, sign: int = 0) -> Line:
    url = cell_url(code, org, asked) if count else ""
    written = signed(sign * count) if sign else format_number(count)
    return Line(words % {"day": format_day(asked.on)}, written, url, sum=True, count=count)


def _moves(codes: Sequence[str], values: Mapping[str, Value], asked: Asked, org: str) -> list[Line]:
    return [
        Line(
            name_of(definitions().indicators[code]),
            format_number(values[code].part),
            cell_url(code, org, asked),
            count=values[code].part,
        )
        for code in codes
        if values[code].part
    ]


def movement_columns() -> list[Column]:
    """Return the columns of the movement as a file keeps them."""
    return [
        Column("name", lazy("Biến động"), main=True),
        Column("count", lazy("Số lượng"), numeric=True),
    ]


def level_chart(drawn: Drawn, counts: Mapping[str, int]) -> Chart:
    """Return members by the levels of an attribute, as bars with their shares."""
    way, asked = drawn.way, drawn.asked
    codes = [*(each for each in drawn.order if counts.get(each))]
    codes += sorted(counts.keys() - set(drawn.order))
    shown = [each for each in codes if counts[each]]
    together = sum(counts.values())
    names = [code_name(way, each, asked.on) for each in shown]
    bars = [
        {
            "name": f"{name}: {format_number(counts[each])}",
            "value": counts[each],
            "label": {
                "show": True,
                "position": "right",
                "formatter": f"{format_number(counts[each])} ({_share(counts[each], together)})",
            },
        }
        for each, name in zip(shown, names, strict=True)
    ]
    return Chart(
        key=f"level-{way}",
        title=dimension_name(way),
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "grid": {**GRID, "right": 96},
            "xAxis": {"type": "value", "axisLabel": {"show": False}, "splitLine": {"show": False}},
            "yAxis": {"type": "category", "inverse": True, "data": names},
            "series": [{"type": "bar", "barMaxWidth": 26, "data": bars}],
        },
        heads=[dimension_name(way), _("Người"), _("Tỷ lệ")],
        rows=[
            [
                name,
                opening(counts[each], drawn.url(each)),
                _share(counts[each], together),
            ]
            for each, name in zip(shown, names, strict=True)
        ],
        note=_unknown_words(counts.get(UNKNOWN, 0)),
    )


def _share(count: int, together: int) -> str:
    amount = shared(count, together).amount
    return "" if amount is None else format_percent(amount)


def _unknown_words(count: int) -> str:
    if not count:
        return ""
    return _("Chưa rõ của %(count)s người: sổ chưa ghi.") % {"count": format_number(count)}


def course_url(org: str) -> str:
    """Return the course of the members of an organisation."""
    return page_url("reports:course", MEMBERS, org)
