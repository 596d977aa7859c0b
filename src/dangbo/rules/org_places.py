"""Read where an organisation has its office, and lay such places out on a plain map.

Source: the office gives the place itself; nothing is looked up. Five digits behind the comma are
about a metre.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import cos, floor, log10, radians
from typing import Final, NamedTuple

from dangbo.rules.verdicts import Findings, Verdict, finding

DIGITS: Final = Decimal("0.00001")
MOST_LATITUDE, MOST_LONGITUDE = Decimal(90), Decimal(180)
# Roughly where the country is, its islands with it: farther off a number is likely mistyped.
SOUTH, NORTH, WEST, EAST = Decimal(6), Decimal(24), Decimal(101), Decimal(118)
KILOMETRES_A_DEGREE: Final = 111.195
PAIR: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*[°]?\s*(?:[;\s]|,\s)\s*(-?\d+(?:[.,]\d+)?)\s*[°]?")
SEXAGESIMAL: Final = re.compile(
    r"(\d+)\s*°\s*(\d+)\s*['′]\s*(\d+(?:[.,]\d+)?)\s*[\"″]\s*([NSBnsb])\s*[,;]?\s*"
    r"(\d+)\s*°\s*(\d+)\s*['′]\s*(\d+(?:[.,]\d+)?)\s*[\"″]\s*([EWĐTewđt])"
)
TURNED: Final = frozenset("sSwWtT")


class Coordinates(NamedTuple):
    """A place in degrees, north and east of nought."""

    latitude: Decimal
    longitude: Decimal


class CoordinatesError(ValueError):
    """A text that is no pair of degrees."""


def read_coordinates(text: str) -> Coordinates:
    """Return the place that a text names as maps write it: 20.95104, 107.08012 or 20°57'4"N …."""
    wanted = text.strip()
    if found := SEXAGESIMAL.fullmatch(wanted):
        parts = found.groups()
        return Coordinates(_degrees(*parts[:4]), _degrees(*parts[4:]))
    if found := PAIR.fullmatch(wanted):
        north, east = (Decimal(each.replace(",", ".")) for each in found.groups())
        return Coordinates(north.quantize(DIGITS), east.quantize(DIGITS))
    raise CoordinatesError(text)


def _degrees(degrees: str, minutes: str, seconds: str, side: str) -> Decimal:
    exact = Decimal(degrees) + Decimal(minutes) / 60 + Decimal(seconds.replace(",", ".")) / 3600
    return (-exact if side in TURNED else exact).quantize(DIGITS)


def verdict_on_place(
    *, org: int, on: date, stands: bool, at: Coordinates | None, address: str, cited: bool
) -> Verdict:
    """Judge a place that an organisation is to have from a day on.

    Neither degrees nor an address: from that day on no place of it is known.
    """
    found = Findings()
    if not stands:
        found.refuse(finding("NOT_STANDING", org=org, on=on.isoformat()))
    if not cited:
        found.refuse(finding("PLACE_NO_REASON"))
    if at is not None:
        if abs(at.latitude) > MOST_LATITUDE or abs(at.longitude) > MOST_LONGITUDE:
            found.refuse(finding("PLACE_NOT_ON_EARTH"))
        elif not (SOUTH <= at.latitude <= NORTH and WEST <= at.longitude <= EAST):
            found.warn(finding("PLACE_FAR_OFF"))
    elif not address:
        found.warn(finding("PLACE_NONE"))
    return found.verdict()


@dataclass(frozen=True)
class Frame:
    """A plain map around some places: so many points of the drawing are a kilometre."""

    middle: Coordinates
    width: int
    height: int
    scale: float

    def spot(self, at: Coordinates) -> tuple[float, float]:
        """Return where a place is in the drawing, from the left and from the top."""
        narrowed = cos(radians(float(self.middle.latitude)))
        east = float(at.longitude - self.middle.longitude) * KILOMETRES_A_DEGREE * narrowed
        north = float(at.latitude - self.middle.latitude) * KILOMETRES_A_DEGREE
        return self.width / 2 + east * self.scale, self.height / 2 - north * self.scale

    @property
    def bar(self) -> tuple[float, float]:
        """Return how many kilometres the bar of the scale has, and how long it is drawn."""
        most = self.width / 4 / self.scale
        power = 10.0 ** floor(log10(most))
        kilometres = next(each * power for each in (5, 2, 1) if each * power <= most)
        return kilometres, kilometres * self.scale


def frame_around(
    places: Sequence[Coordinates], *, width: int, height: int, margin: int, least: float = 1.0
) -> Frame:
    """Return the map on which all places fit; it is never closer than `least` kilometres wide."""
    north, east = ([each[at] for each in places] for at in (0, 1))
    middle = Coordinates((min(north) + max(north)) / 2, (min(east) + max(east)) / 2)
    narrowed = cos(radians(float(middle.latitude)))
    wide = float(max(east) - min(east)) * KILOMETRES_A_DEGREE * narrowed
    high = float(max(north) - min(north)) * KILOMETRES_A_DEGREE
    scale = min((width - 2 * margin) / max(wide, least), (height - 2 * margin) / max(high, least))
    return Frame(middle, width, height, scale)
