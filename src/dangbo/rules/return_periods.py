"""Name the periods of the reports that go up: when each begins, is cut off, and is due.

Source: `rules.md` 13.1 (half a year to 30 June, a year to 31 December); the days of sending are
settings (`sets/return_periods.toml`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from dangbo.rules.instruments import instrument_on

Level = Literal["grassroots", "upper"]
# How a period is written in an address and in the journal: "2026h1", "2026".
WRITTEN: Final = re.compile(r"([1-9][0-9]{3})(h1)?")
HALF, YEAR = "half", "year"


@dataclass(frozen=True)
class ReturnPeriod:
    """One period: its days, both included, and until when each level sends its report."""

    code: str
    kind: str
    year: int
    name: str
    name_en: str
    start: date
    cut_off: date
    due: Mapping[str, date]
    source: str

    @property
    def form_day(self) -> date:
        """Return the day whose forms it is reported by: the last one of all on which it is due."""
        return max(self.due.values())

    def is_late(self, *, level: Level, today: date) -> bool:
        """Say whether a report that was not sent yet is overdue."""
        return today > self.due[level]


def period_called(code: str) -> ReturnPeriod | None:
    """Return the period of a code, None where it is none."""
    found = WRITTEN.fullmatch(code)
    if found is None:
        return None
    return _period(int(found[1]), HALF if found[2] else YEAR)


def periods_ended(*, today: date, most: int) -> list[ReturnPeriod]:
    """Return the last periods whose cut-off has come, the latest first."""
    years = range(today.year, max(today.year - most - 1, 0), -1)
    every = [_period(year, kind) for year in years for kind in (YEAR, HALF)]
    return [each for each in every if each.cut_off <= today][:most]


def period_running(today: date) -> ReturnPeriod:
    """Return the next period to be cut off, that of today included."""
    half = _period(today.year, HALF)
    return half if today <= half.cut_off else _period(today.year, YEAR)


def _period(year: int, kind: str) -> ReturnPeriod:
    rule = instrument_on("return_periods", date(year, 12, 31))
    raw: Mapping[str, Any] = next(each for each in rule.values["period"] if each["code"] == kind)
    named = {"year": year}
    return ReturnPeriod(
        f"{year}h1" if kind == HALF else str(year),
        kind,
        year,
        raw["name"] % named,
        raw["name_en"] % named,
        date(year, *raw["start"]),
        date(year, *raw["cut_off"]),
        {level: _due(year + raw["years"], day) for level, day in raw["due"].items()},
        rule.source,
    )


def _due(year: int, day: list[int]) -> date:
    """Return a day of a year; there is none after 9999, in which nothing is late."""
    return date(year, *day) if year <= date.max.year else date.max
