"""Draw members by age and sex as a pyramid, with the table whose figures open their lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.reports.phrases import code_name, dimension_name
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import cell_url
from dangbo.ui.parts import Chart

SIDES: Final = ("nam", "nu")
UNKNOWN: Final = ""
Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Drawn:
    """What a picture is of: an indicator by a dimension, whose codes have an order."""

    code: str
    way: str
    order: Sequence[str]
    asked: Asked
    org: str

    def url(self, key: str, **more: str) -> str:
        """Return the list of one part; a blank asks for what is not known."""
        return cell_url(self.code, self.org, self.asked, theo=self.way, ma=key or " ", **more)


def bands_in(order: Sequence[str], cells: Cells) -> list[str]:
    """Return the bands in their order, and those not known only where there are any."""
    found = {band for (band, _sex), count in cells.items() if count}
    return [*order, *sorted(found - set(order))]


def pyramid(drawn: Drawn, cells: Cells) -> Chart:
    """Return a pyramid of members by the bands of a dimension: men to the left, women right."""
    way, asked = drawn.way, drawn.asked
    bands = bands_in(drawn.order, cells)
    names = [code_name(way, band, asked.on) for band in bands]
    sexes = [*SIDES, *([UNKNOWN] if any(sex == UNKNOWN for _band, sex in cells) else [])]
    most = max((cells.get((band, sex), 0) for band in bands for sex in SIDES), default=0)
    return Chart(
        key=f"pyramid-{way.replace('_', '-')}",
        title=_("%(way)s và giới tính") % {"way": dimension_name(way)},
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "legend": {"top": 0},
            "grid": {"left": 8, "right": 16, "top": 34, "bottom": 4, "containLabel": True},
            "xAxis": {
                "type": "value",
                "min": -_room(most),
                "max": _room(most),
                "axisLabel": {"show": False},
                "splitLine": {"show": False},
            },
            "yAxis": {"type": "category", "data": names, "axisTick": {"show": False}},
            "series": [_side(sex, bands, names, cells, asked.on) for sex in SIDES],
        },
        heads=[
            dimension_name(way),
            *(code_name("sex", sex, asked.on) for sex in sexes),
            _("Cộng"),
        ],
        rows=[_row(drawn, band, sexes, cells) for band in bands],
    )


def _room(most: int) -> int:
    """Return how far an axis goes so that the longest bar leaves room for its number."""
    return most + max(most * 9 // 20, 1)


def _side(
    sex: str, bands: Sequence[str], names: Sequence[str], cells: Cells, on: date
) -> dict[str, Any]:
    sign, place = (-1, "left") if sex == SIDES[0] else (1, "right")
    side = code_name("sex", sex, on)
    return {
        "name": side,
        "type": "bar",
        "stack": "sides",
        "barWidth": "72%",
        "data": [
            {
                "name": f"{name}, {side.lower()}: {format_number(count)}",
                "value": sign * count,
                "label": {"show": True, "position": place, "formatter": format_number(count)},
            }
            if (count := cells.get((band, sex), 0))
            else {"name": name, "value": 0}
            for band, name in zip(bands, names, strict=True)
        ],
    }


def _row(drawn: Drawn, band: str, sexes: Sequence[str], cells: Cells) -> list[object]:
    counts = [cells.get((band, sex), 0) for sex in sexes]
    found: list[object] = [code_name(drawn.way, band, drawn.asked.on)]
    for sex, count in zip(sexes, counts, strict=True):
        found.append(opening(count, drawn.url(band, theo2="sex", ma2=sex or " ")))
    return [*found, opening(sum(counts), drawn.url(band))]


def opening(count: int, url: str) -> SafeString | str:
    """Return a count that opens its list; of nought there is none."""
    words = format_number(count)
    return format_html('<a href="{}">{}</a>', url, words) if count else words
