"""Read the days of a question: days of the calendar, and days that move with the day of asking.

Written as officers say them ("30/6 gần nhất", "cuối quý trước", "90 ngày trước"), and read blind
to accents and case, so that a question kept today can be asked again in a year.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dangbo.rules.days import DAY, LAST_MONTH, add_months
from dangbo.rules.plain_words import plain

Kind = Literal["day", "today", "last", "ago", "edge"]
Edge = Literal["first", "last"]

LEAP_YEAR: Final = 2000
LEAP_CYCLE: Final = 8
MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": LAST_MONTH}
UNITS: Final = {"ngay": "day", "tuan": "week", "thang": "month", "nam": "year"}
SPANS: Final = {"thang": "month", "quy": "quarter", "nua nam": "half", "nam": "year"}
EDGES: Final[dict[str, Edge]] = {"dau": "first", "cuoi": "last"}
MOST_BACK: Final = {"day": 36_600, "week": 5_200, "month": 1_200, "year": 100}
# What a form offers to begin with.
DAYS_OFFERED: Final = (
    "hôm nay",
    "30/6 gần nhất",
    "31/12 gần nhất",
    "cuối tháng trước",
    "cuối quý trước",
    "hôm nay, 1 năm trước",
)
STARTS_OFFERED: Final = ("đầu năm này", "đầu quý này", "1 năm trước", "5 năm trước")
BETWEEN: Final = re.compile(r"[,;\n]+")
DAY_FIRST: Final = re.compile(r"(?:ngay )?(\d{1,2}) (\d{1,2}) (\d{4})")
YEAR_FIRST: Final = re.compile(r"(\d{4}) (\d{2}) (\d{2})")
LAST: Final = re.compile(r"(?:ngay )?(\d{1,2}) (\d{1,2}) gan nhat")
AGO: Final = re.compile(r"(\d{1,5}) (ngay|tuan|thang|nam) truoc")
EDGE: Final = re.compile(r"(?:ngay )?(dau|cuoi) (thang|quy|nua nam|nam)(?: (nay|truoc))?")


@dataclass(frozen=True)
class DayWord:
    """A day as it was asked for.

    `day`: a day of the calendar; of `last` its day and month alone count. `number` units ago; the
    first or last day (`edge`) of the unit now (0) or the one before (-1).
    """

    kind: Kind
    day: date | None = None
    unit: str = ""
    number: int = 0
    edge: Edge = "first"

    @property
    def moves(self) -> bool:
        """Say whether another day is meant when it is asked on another day."""
        return self.kind != "day"


TODAY: Final = DayWord("today")


def words_in(text: str) -> list[str]:
    """Return the parts of a text that each mean a day."""
    return [part.strip() for part in BETWEEN.split(text) if part.strip()]


def read_day_word(text: str) -> DayWord | None:
    """Return the day that a text means, None where it means none."""
    told = plain(text)
    if told in {"hom nay", "nay"}:
        return TODAY
    for form, read in FORMS:
        if found := form.fullmatch(told):
            return read(found)
    return None


def _day_first(found: re.Match[str]) -> DayWord | None:
    return _calendar(int(found[3]), int(found[2]), int(found[1]))


def _year_first(found: re.Match[str]) -> DayWord | None:
    return _calendar(int(found[1]), int(found[2]), int(found[3]))


def _last_such(found: re.Match[str]) -> DayWord | None:
    day = _date(LEAP_YEAR, int(found[2]), int(found[1]))
    return DayWord("last", day) if day else None


def _so_long_ago(found: re.Match[str]) -> DayWord | None:
    unit, number = UNITS[found[2]], int(found[1])
    return DayWord("ago", unit=unit, number=number) if number <= MOST_BACK[unit] else None


def _at_edge(found: re.Match[str]) -> DayWord | None:
    back = -1 if found[3] == "truoc" else 0
    return DayWord("edge", unit=SPANS[found[2]], number=back, edge=EDGES[found[1]])


FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DayWord | None]], ...]] = (
    (DAY_FIRST, _day_first),
    (YEAR_FIRST, _year_first),
    (LAST, _last_such),
    (AGO, _so_long_ago),
    (EDGE, _at_edge),
)


def day_meant(word: DayWord, *, today: date) -> date:
    """Return the day that is meant on a day; the first there is for what lies before all days."""
    try:
        return _meant(word, today)
    except (ValueError, OverflowError):
        return date.min


def _meant(word: DayWord, today: date) -> date:
    if word.kind == "last" and word.day is not None:
        return _last(word.day, today)
    if word.kind == "ago":
        return _ago(word, today)
    if word.kind == "edge":
        return _edge(word, today)
    return word.day or today


def _last(wanted: date, today: date) -> date:
    """Return the last such day of a year; of 29 February in a year that has it."""
    years = range(today.year, max(today.year - LEAP_CYCLE, 1) - 1, -1)
    days = (_date(year, wanted.month, wanted.day) for year in years)
    return next(day for day in (*days, date.min) if day is not None and day <= today)


def _ago(word: DayWord, today: date) -> date:
    if word.unit == "day":
        return today - timedelta(days=word.number)
    if word.unit == "week":
        return today - timedelta(weeks=word.number)
    return add_months(today, -word.number * (LAST_MONTH if word.unit == "year" else 1))


def _edge(word: DayWord, today: date) -> date:
    months = MONTHS[word.unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1)
    first = add_months(first, months * word.number)
    return first if word.edge == "first" else add_months(first, months) - DAY


def written(word: DayWord) -> str:
    """Return the text by which a day is asked for again."""
    if word.kind == "day" and word.day is not None:
        return f"{word.day.day:02}/{word.day.month:02}/{word.day.year:04}"
    if word.kind == "last" and word.day is not None:
        return f"{word.day.day}/{word.day.month} gần nhất"
    if word.kind == "ago":
        names = {"day": "ngày", "week": "tuần", "month": "tháng", "year": "năm"}
        return f"{word.number} {names[word.unit]} trước"
    if word.kind == "edge":
        edge = "đầu" if word.edge == "first" else "cuối"
        names = {"month": "tháng", "quarter": "quý", "half": "nửa năm", "year": "năm"}
        return f"{edge} {names[word.unit]} {'trước' if word.number else 'này'}"
    return "hôm nay"


def all_written(words: Iterable[DayWord]) -> str:
    """Return the text of several days."""
    return ", ".join(written(each) for each in words)


def _calendar(year: int, month: int, day: int) -> DayWord | None:
    found = _date(year, month, day)
    return DayWord("day", found) if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
