"""Prove how places are read and judged, and that the plain map keeps distances."""

from datetime import date
from decimal import Decimal
from math import asin, cos, hypot, isclose, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.org_places import (
    Coordinates,
    CoordinatesError,
    frame_around,
    read_coordinates,
    verdict_on_place,
)

ON = date(2020, 1, 1)
HA_LONG = Coordinates(Decimal("20.95104"), Decimal("107.08012"))


def kilometres(one: Coordinates, other: Coordinates) -> float:
    """Measure along the globe, by another way than the map does."""
    north, east, far_north, far_east = (radians(float(each)) for each in (*one, *other))
    half = sin((far_north - north) / 2) ** 2
    half += cos(north) * cos(far_north) * sin((far_east - east) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


@pytest.mark.parametrize(
    "text",
    [
        "20.95104, 107.08012",
        "20,95104; 107,08012",
        " 20.95104 107.08012 ",
        "20.95104°, 107.08012°",
        "20°57'3.744\"N 107°4'48.432\"E",
        "20° 57′ 3,744″ B, 107° 4′ 48,432″ Đ",
    ],
)
def test_degrees_are_read_as_maps_write_them(text: str) -> None:
    assert read_coordinates(text) == HA_LONG


@pytest.mark.parametrize("text", ["", "Hạ Long", "20.95104", "20,95104, 107", "1 2 3", "20°57'N"])
def test_what_is_no_pair_of_degrees_is_refused(text: str) -> None:
    if text == "20,95104, 107":
        assert read_coordinates(text) == (Decimal("20.95104"), Decimal(107))
        return
    with pytest.raises(CoordinatesError):
        read_coordinates(text)


@pytest.mark.parametrize(
    ("at", "address", "stands", "cited", "against", "warned"),
    [
        (HA_LONG, "", True, True, [], []),
        (None, "Số 1 đường A", True, True, [], []),
        (None, "", True, True, [], ["PLACE_NONE"]),
        (HA_LONG, "", False, False, ["NOT_STANDING", "PLACE_NO_REASON"], []),
        (
            Coordinates(HA_LONG.longitude, HA_LONG.latitude),
            "",
            True,
            True,
            ["PLACE_NOT_ON_EARTH"],
            [],
        ),
        (Coordinates(Decimal(48), Decimal(2)), "", True, True, [], ["PLACE_FAR_OFF"]),
    ],
)
def test_a_place_is_judged(
    at: Coordinates | None,
    address: str,
    stands: bool,
    cited: bool,
    against: list[str],
    warned: list[str],
) -> None:
    found = verdict_on_place(org=1, on=ON, stands=stands, at=at, address=address, cited=cited)

    assert [each.code for each in found.against] == against
    assert [each.code for each in found.warnings] == warned


def spots() -> st.SearchStrategy[Coordinates]:
    """Return places of one province or two."""
    return st.builds(
        Coordinates,
        st.decimals("20.5", "22", places=5),
        st.decimals("106.3", "108.2", places=5),
    )


@given(st.lists(spots(), min_size=1, max_size=8))
def test_every_place_is_on_the_map_and_distances_hold(places: list[Coordinates]) -> None:
    frame = frame_around(places, width=800, height=600, margin=40)
    drawn = [frame.spot(each) for each in places]

    assert all(39 <= x <= 761 and 39 <= y <= 561 for x, y in drawn)
    for one, (x, y) in zip(places, drawn, strict=True):
        for other, (far_x, far_y) in zip(places, drawn, strict=True):
            told = hypot(far_x - x, far_y - y) / frame.scale
            assert isclose(told, kilometres(one, other), rel_tol=0.02, abs_tol=0.01)
            assert one.latitude <= other.latitude or y < far_y
    length, points = frame.bar
    assert isclose(points, length * frame.scale)
    assert 0 < points <= 200
    assert str(length).strip("0.")[:1] in {"1", "2", "5"}
