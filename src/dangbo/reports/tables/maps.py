"""Draw organisations on a plain map: a frame with north and a scale, no outline of anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.numbers import format_number
from dangbo.orgs.tables.parts import marks
from dangbo.orgs.tables.places import degrees_words
from dangbo.reports.queries import Asked
from dangbo.reports.queries.maps import Spot
from dangbo.reports.tables.addresses import cell_url, page_url
from dangbo.rules.org_places import Frame, frame_around
from dangbo.ui.tables import Column

WIDTH, HEIGHT, MARGIN = 960, 600, 64
LEAST, LARGEST = 9.0, 34.0
MEMBERS: Final = "dang_vien"


@dataclass(frozen=True)
class Dot:
    """A point of the map; `number` is its line in the table beside."""

    number: int
    x: str
    y: str
    radius: str
    title: str
    url: str


@dataclass(frozen=True)
class Map:
    """The drawing: its size, its points (the largest first, so that small ones lie on top)."""

    width: int
    height: int
    dots: Sequence[Dot]
    bar: str
    bar_words: str

    @property
    def bar_end(self) -> str:
        """Return where the bar of the scale ends."""
        return _places(MARGIN / 4 + float(self.bar))


@dataclass(frozen=True)
class Line:
    """An organisation in the table beside the map."""

    number: int
    spot: Spot
    url: str


def map_of(found: Sequence[Spot]) -> Map:
    """Return the map of some places."""
    at = [each.place.at for each in found if each.place.at]
    frame = frame_around(at, width=WIDTH, height=HEIGHT, margin=MARGIN)
    most = max((each.members for each in found), default=0) or 1
    kilometres, points = frame.bar
    return Map(
        WIDTH,
        HEIGHT,
        [_dot(number, each, frame, most) for number, each in enumerate(found, 1)],
        _places(points),
        _distance(kilometres),
    )


def _dot(number: int, spot: Spot, frame: Frame, most: int) -> Dot:
    x, y = frame.spot(spot.place.at) if spot.place.at else (0.0, 0.0)
    # The area of a point, not its width, is what the eye compares.
    radius = LEAST + (LARGEST - LEAST) * sqrt(spot.members / most)
    words = {"name": spot.name, "count": format_number(spot.members)}
    title = _("%(name)s: %(count)s đảng viên") % words
    url = page_url("reports:dashboard", "", spot.uid)
    return Dot(number, _places(x), _places(y), _places(radius), title, url)


def _places(number: float) -> str:
    return f"{number:.1f}"


def _distance(kilometres: float) -> str:
    if kilometres < 1:
        return _("%(number)s m") % {"number": format_number(round(kilometres * 1000))}
    return _("%(number)s km") % {"number": format_number(round(kilometres))}


def map_lines(found: Sequence[Spot], asked: Asked) -> list[Line]:
    """Return the table beside the map, in the order of its numbers."""
    return [
        Line(number, each, cell_url(MEMBERS, each.uid, asked) if each.members else "")
        for number, each in enumerate(found, 1)
    ]


def map_columns() -> list[Column]:
    """Return the columns of the table beside the map."""
    return [
        Column("number", lazy("Số trên bản đồ"), numeric=True),
        Column(
            "name",
            lazy("Tổ chức"),
            value=lambda row: row.spot.name,
            url=lambda row: page_url("reports:dashboard", "", row.spot.uid),
            badges=lambda row: marks(invented=row.spot.invented),
            main=True,
        ),
        Column(
            "members",
            lazy("Đảng viên"),
            value=lambda row: row.spot.members,
            url=lambda row: row.url,
            numeric=True,
        ),
        Column("address", lazy("Địa chỉ"), value=lambda row: row.spot.place.address),
        Column("degrees", lazy("Tọa độ"), value=lambda row: degrees_words(row.spot.place)),
    ]
