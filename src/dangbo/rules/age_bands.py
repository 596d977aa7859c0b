"""Give the bands in which ages and Party ages are counted, as ranges of days to count by.

Source: `rules.md` 13.3; the bands are in `sets/age_bands.toml`. A birth known by its year or month
counts by the first day it can mean.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from dangbo.rules.days import DAY, LAST_MONTH, DayRange, full_months, latest_start
from dangbo.rules.instruments import instrument_on

Measure = Literal["age", "party_age"]
TENTHS: Final = 10


@dataclass(frozen=True)
class Band:
    """Full years from `first` to `last`, both included (None: and above), and its names."""

    code: str
    name: str
    name_en: str
    first: int
    last: int | None

    def __contains__(self, years: int) -> bool:
        return self.first <= years and (self.last is None or years <= self.last)


@dataclass(frozen=True)
class Bands:
    """The bands of one measure on a day, from the lowest; not `certain`: to be confirmed."""

    bands: tuple[Band, ...]
    certain: bool
    source: str


def bands_on(measure: Measure, on: date) -> Bands:
    """Return the bands in which a measure is counted on a day."""
    instrument = instrument_on("age_bands", on)
    raw = instrument.values
    certain: bool = raw[f"{measure}_certain"]
    return Bands(tuple(map(_band, raw[measure])), certain, instrument.source)


def youth_band(on: date) -> Band:
    """Return the ages that count as youth on a day."""
    return _band(instrument_on("age_bands", on).values["youth"])


def _band(raw: Mapping[str, Any]) -> Band:
    return Band(raw["code"], raw["name"], raw["name_en"], raw["from"], raw.get("to"))


def full_years(*, since: date, on: date) -> int:
    """Return the full years on a day of who was born, or is counted, since another."""
    return full_months(since=since, on=on) // LAST_MONTH


def band_days(bands: Sequence[Band], on: date) -> Mapping[str, DayRange]:
    """Return for each band the days of birth, or of counting, that are in it on a day.

    Bands that leave no age out leave no day out; a day after `on` is in none.
    """
    return {
        band.code: DayRange(
            date.min if band.last is None else _since(band.last + 1, on) + DAY,
            _since(band.first, on),
        )
        for band in bands
    }


def _since(years: int, on: date) -> date:
    return latest_start(months=years * LAST_MONTH, on=on)


def average_age(counts: Iterable[tuple[date, int]], on: date) -> Decimal | None:
    """Return the average of full years to a tenth, from how many were born on which day."""
    persons = years = 0
    for birth, number in counts:
        persons += number
        years += number * full_years(since=birth, on=on)
    if not persons:
        return None
    tenths = Fraction(years * TENTHS, persons)
    whole = (Decimal(tenths.numerator) / tenths.denominator).quantize(0, ROUND_HALF_UP)
    return whole / TENTHS
