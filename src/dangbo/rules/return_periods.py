"""Name the periods of the reports that go up: when each begins, is cut off, and is due.

Source: `rules.md` 13.1 (half a year to 30 June, a year to 31 December, any other time that is asked
for); the days of sending are settings (`sets/return_periods.toml`).
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, Literal

from dangbo.rules.days import DAY
from dangbo.rules.instruments import Instrument, instrument_on

Level = Literal["grassroots", "upper"]
Kind = Literal["half", "year", "quarter", "term", "set"]
HALF: Final = "half"
YEAR: Final = "year"
QUARTER: Final = "quarter"
TERM: Final = "term"
SET: Final = "set"
# How a period of the calendar is written in an address and in the journal: "2026h1", "2026q3".
WRITTEN: Final = re.compile(r"([1-9][0-9]{3})(h1|q[1-4])?")
# The term between two congresses is written by its days, the office's own periods by number.
TERM_WRITTEN: Final = re.compile(r"t([1-9][0-9]{7})-([1-9][0-9]{7})")
SET_WRITTEN: Final = re.compile(r"k([1-9][0-9]{0,5})")
CALENDAR: Final[Mapping[str, Kind]] = {
    "": YEAR,
    "q4": QUARTER,
    "q3": QUARTER,
    "h1": HALF,
    "q2": QUARTER,
    "q1": QUARTER,
}


@dataclass(frozen=True)
class ReturnPeriod:
    """One period: its days, both included, and until when each level sends its report.

    `forms` are the codes of the forms that are sent for it, where the office named them.
    """

    code: str
    kind: Kind
    year: int
    name: str
    name_en: str
    start: date
    cut_off: date
    due: Mapping[str, date]
    source: str
    forms: tuple[str, ...] = ()

    @property
    def form_day(self) -> date:
        """Return the day whose forms it is reported by: the last one of all on which it is due."""
        return max(self.due.values())

    def is_late(self, *, level: Level, today: date) -> bool:
        """Say whether a report that was not sent yet is overdue."""
        return today > self.due[level]


def period_called(code: str) -> ReturnPeriod | None:
    """Return the period of a code, None where it is none, or one that the office has set."""
    if found := WRITTEN.fullmatch(code):
        return _period(int(found[1]), found[2] or "")
    if found := TERM_WRITTEN.fullmatch(code):
        start, cut_off = _day(found[1]), _day(found[2])
        if start and cut_off and start <= cut_off:
            return term_between(start, cut_off)
    return None


def set_number(code: str) -> int | None:
    """Return the number of a period that the office has set, None where the code is none such."""
    found = SET_WRITTEN.fullmatch(code)
    return int(found[1]) if found else None


def periods_ended(
    *, today: date, most: int, kinds: Collection[str] = (YEAR, HALF)
) -> list[ReturnPeriod]:
    """Return the last periods of the calendar whose cut-off has come, the latest first."""
    years = range(today.year, max(today.year - most - 1, 0), -1)
    parts = [part for part, kind in CALENDAR.items() if kind in kinds]
    every = [_period(year, part) for year in years for part in parts]
    return [each for each in every if each.cut_off <= today][:most]


def period_running(today: date) -> ReturnPeriod:
    """Return the next half or whole year to be cut off, that of today included."""
    half = _period(today.year, "h1")
    return half if today <= half.cut_off else _period(today.year, "")


def quarter_running(today: date) -> ReturnPeriod:
    """Return the quarter in which a day is."""
    quarters = (_period(today.year, part) for part in ("q1", "q2", "q3", "q4"))
    return next(each for each in quarters if today <= each.cut_off)


def quarter_before(period: ReturnPeriod) -> ReturnPeriod:
    """Return the quarter before another one."""
    return quarter_running(period.start - DAY)


def term_between(start: date, cut_off: date) -> ReturnPeriod:
    """Return the term from the day of a congress to the eve of the next."""
    rule = instrument_on("return_periods", cut_off)
    raw: Mapping[str, Any] = rule.values["term"]
    named = {"first": f"{start:%d/%m/%Y}", "last": f"{cut_off:%d/%m/%Y}"}
    return ReturnPeriod(
        f"t{start:%Y%m%d}-{cut_off:%Y%m%d}",
        TERM,
        cut_off.year,
        raw["name"] % named,
        raw["name_en"] % named,
        start,
        cut_off,
        {level: _later(cut_off, days) for level, days in raw["days"].items()},
        rule.source,
    )


def terms_between(congresses: Iterable[tuple[date, bool]]) -> list[ReturnPeriod]:
    """Return the terms between congresses, the latest first; each a day and whether it is exact.

    A term is told only where both of its congresses are known to the day.
    """
    days = sorted(dict(sorted(congresses)).items())
    found = [
        term_between(first, after - DAY)
        for (first, exact), (after, exact_too) in pairwise(days)
        if exact and exact_too
    ]
    return found[::-1]


def set_period(
    number: int,
    names: tuple[str, str],
    days: tuple[date, date],
    due: Mapping[str, date],
    forms: Sequence[str],
) -> ReturnPeriod:
    """Return a period that the office has set: its names, its two days, when and what is sent."""
    start, cut_off = days
    name, name_en = names
    return ReturnPeriod(
        f"k{number}",
        SET,
        cut_off.year,
        name,
        name_en or name,
        start,
        cut_off,
        due,
        "",
        tuple(forms),
    )


def _period(year: int, part: str) -> ReturnPeriod:
    rule = instrument_on("return_periods", date(year, 12, 31))
    raw = _raw(rule, part)
    named = {"year": year}
    return ReturnPeriod(
        f"{year}{part}",
        CALENDAR[part],
        year,
        raw["name"] % named,
        raw["name_en"] % named,
        date(year, *raw["start"]),
        date(year, *raw["cut_off"]),
        {level: _due(year + raw["years"], day) for level, day in raw["due"].items()},
        rule.source,
    )


def _raw(rule: Instrument, part: str) -> Mapping[str, Any]:
    """Return what a set says of a part of the year."""
    code = {"": YEAR, "h1": HALF}.get(part, part)
    every: Sequence[Mapping[str, Any]] = rule.values["period"]
    return next(each for each in every if each["code"] == code)


def _due(year: int, day: list[int]) -> date:
    """Return a day of a year; there is none after 9999, in which nothing is late."""
    return date(year, *day) if year <= date.max.year else date.max


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if (date.max - day).days >= days else date.max


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
