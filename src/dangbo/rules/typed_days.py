"""Read days as people type them into tables, and judge a cell by the column it stands in.

Source: lists of members as offices keep them in Excel; `rules.md` R2.34 (a day is never stated more
exactly than it is known) and 15.2.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dangbo.rules.days import LAST_MONTH, PartialDay, Precision, last_of_month
from dangbo.rules.plain_words import plain
from dangbo.rules.verdicts import Finding, finding

EARLIEST_YEAR, LATEST_YEAR = 1850, 2150
CENTURY: Final = 100
SHORTEST, LONGEST = 28, 31
# Excel counts days from here; it believes that 1900 was a leap year, and Macintoshes began in 1904.
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FALSE_LEAP_DAY: Final = 60
# A bare number of five digits is a serial number of Excel: 13/10/1913 to 19/11/2119.
LEAST_SERIAL, MOST_SERIAL = 5_035, 80_311
LEAST_WITNESSES: Final = 3
# How many days are kept as they were read: long lists write the same ones again and again.
REMEMBERED: Final = 100_000

_SIGN: Final = r"\s*[/.\-,–—\\]\s*"
_UNKNOWN: Final = r"(?:0{1,2}|\?{1,2}|_{1,2}|x{1,2})"
THREE: Final = re.compile(
    rf"(\d{{1,2}}|{_UNKNOWN}){_SIGN}(\d{{1,2}}|{_UNKNOWN}){_SIGN}(\d{{4}}|\d\d)"
)
YEAR_FIRST: Final = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})")
MONTH_YEAR: Final = re.compile(rf"(\d{{1,2}}|{_UNKNOWN}){_SIGN}(\d{{4}}|\d\d)")
YEAR_MONTH: Final = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}})")
YEAR: Final = re.compile(r"\d{4}")
DIGITS: Final = re.compile(r"\d{5}|\d{7,8}")
CLOCK: Final = re.compile(r"[ t]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]m)?$", re.IGNORECASE)
# "ngày 3 tháng 2 năm 1980", "mùng 3 tháng 2, 1980", "tháng 2 năm 1980", "năm 1980"
WORDED: Final = re.compile(
    r"(?:(?:ngay|mung|mong)? ?(\d{1,2}) )?thang (\d{1,2}) (?:nam )?(\d{4}|\d\d)"
)
WORDED_YEAR: Final = re.compile(r"(?:nam|sinh nam) (\d{4})")
LEADING: Final = re.compile(r"^(?:ngày|sinh ngày|sinh|ng\.)\s+(?=\d)", re.IGNORECASE)

WRONG: Final = frozenset({"DAY_UNREADABLE", "DAY_IMPOSSIBLE"})
DOUBTFUL: Final = frozenset({"DAY_SWAPPED", "DAY_EITHER_WAY", "DAY_SWAPPED_BY_EXCEL"})


@dataclass(frozen=True)
class TypedDay:
    """What a cell means as a day: the day as exactly as it is stated, and what is to be said.

    `form` tells how it was written; `suggested` the day it may have meant instead.
    """

    text: str
    day: PartialDay | None = None
    form: str = ""
    findings: tuple[Finding, ...] = ()
    suggested: date | None = None

    @property
    def is_wrong(self) -> bool:
        """Say whether the cell holds something that is no day."""
        return any(each.code in WRONG for each in self.findings)

    @property
    def is_doubtful(self) -> bool:
        """Say whether the cell may mean another day."""
        return any(each.code in DOUBTFUL for each in self.findings)


def serial_day(number: int, *, since_1904: bool = False) -> date | None:
    """Return the day that Excel shows for a number; None for 29 February 1900, which never was."""
    if since_1904:
        return EPOCH_1904 + timedelta(days=number)
    if number == FALSE_LEAP_DAY:
        return None
    return EPOCH + timedelta(days=number + (number < FALSE_LEAP_DAY))


@lru_cache(maxsize=REMEMBERED)
def read_day(text: str, *, latest: date, since_1904: bool = False) -> TypedDay:
    """Read one cell; a year of two digits is the one in the hundred years up to `latest`."""
    cleaned = CLOCK.sub("", text.strip()) or text.strip()
    cleaned = LEADING.sub("", cleaned)
    if not cleaned:
        return TypedDay(text)
    for read in (_three, _year_first, _month, _words, _year):
        found = read(cleaned, latest)
        if found is not None:
            return found if found.text == text else replace(found, text=text)
    found = _digits(cleaned, since_1904=since_1904)
    return replace(found, text=text) if found else _wrong(text, "DAY_UNREADABLE")


def read_days(texts: Iterable[str], *, latest: date, since_1904: bool = False) -> list[TypedDay]:
    """Read the cells of a column; what one cell leaves open, the others may bring in doubt."""
    days = [read_day(each, latest=latest, since_1904=since_1904) for each in texts]
    return judged_together(days, latest=latest)


@dataclass(frozen=True)
class Column:
    """How the days of a column are written, as far as they show it."""

    day_first: int = 0
    month_first: int = 0
    texts_open: int = 0
    real_open: int = 0
    real_sure: int = 0

    @property
    def swapped(self) -> bool:
        """Say whether more cells show the month first than the day."""
        return self.month_first > self.day_first

    @property
    def half_converted(self) -> bool:
        """Say whether Excel seems to have swapped those days that it could, and left the others.

        Set to American days, it takes 03/02 for 2 March and keeps 25/02 as text: real days never
        pass the 12th, texts always do.
        """
        real = self.real_open >= LEAST_WITNESSES and not self.real_sure
        return real and self.day_first >= LEAST_WITNESSES and not self.texts_open


def columns_together(counted: Iterable[Column]) -> Column:
    """Return how a column is written of which runs of rows were counted apart."""
    sums = (sum(each) for each in zip(*(astuple(each) for each in counted), strict=True))
    return Column(*sums)


def column_of(days: Iterable[TypedDay]) -> Column:
    """Count how the days of a column are written."""
    counts = dict.fromkeys(("day_first", "month_first", "texts_open", "real_open", "real_sure"), 0)
    for each in days:
        kind = _witness(each)
        if kind:
            counts[kind] += 1
    return Column(**counts)


def _witness(each: TypedDay) -> str:
    if each.form == "swapped":
        return "month_first"
    if each.day is None or each.day.precision is not Precision.DAY:
        return ""
    late = each.day.first.day > LAST_MONTH
    if each.form == "day_first":
        return "day_first" if late else "texts_open"
    return ("real_sure" if late else "real_open") if each.form == "real" else ""


def judged_together(
    days: Iterable[TypedDay], *, latest: date, column: Column | None = None
) -> list[TypedDay]:
    """Return days with the doubts that their column, or one counted before, casts on them."""
    known = list(days)
    told = column or column_of(known)
    if told.swapped:
        return [_doubted(each, "day_first", "DAY_EITHER_WAY", latest) for each in known]
    if told.half_converted:
        return [_doubted(each, "real", "DAY_SWAPPED_BY_EXCEL", latest) for each in known]
    return known


def _doubted(each: TypedDay, form: str, code: str, latest: date) -> TypedDay:
    """Doubt a day that could be read with day and month changed places."""
    if each.form != form or each.day is None or each.day.precision is not Precision.DAY:
        return each
    first = each.day.first
    other = _day(first.year, first.day, first.month)
    if other is None or other == first:
        return each
    told = finding(code, read=first.isoformat(), other=other.isoformat())
    return replace(each, findings=(*each.findings, told), suggested=other)


def _three(text: str, latest: date) -> TypedDay | None:
    found = THREE.fullmatch(text)
    if not found:
        return None
    day, month = (int(each) if each.isdigit() else 0 for each in found.group(1, 2))
    year, notes = _year_of(found[3], latest, month or 1, day or 1)
    if not day or not month:
        return _partial(text, year, month, notes)
    if month > LAST_MONTH and (swapped := _day(year, day, month)):
        told = finding("DAY_SWAPPED", read=swapped.isoformat())
        whole = PartialDay(swapped, Precision.DAY, text)
        return TypedDay(text, whole, "swapped", (*notes, told), swapped)
    return _whole(text, (year, month, day), "day_first", notes)


def _year_first(text: str, _latest: date) -> TypedDay | None:
    found = YEAR_FIRST.fullmatch(text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    if month > LAST_MONTH and (swapped := _day(year, day, month)):
        told = finding("DAY_SWAPPED", read=swapped.isoformat())
        whole = PartialDay(swapped, Precision.DAY, text)
        return TypedDay(text, whole, "swapped", (told,), swapped)
    return _whole(text, (year, month, day), "real", ())


def _month(text: str, latest: date) -> TypedDay | None:
    found = MONTH_YEAR.fullmatch(text)
    if found and (len(found[2]) > len("99") or int(found[2]) > LAST_MONTH + 19):
        month = int(found[1]) if found[1].isdigit() else 0
        year, notes = _year_of(found[2], latest, month or 1, 1)
        return _partial(text, year, month, notes)
    found = YEAR_MONTH.fullmatch(text)
    return _partial(text, int(found[1]), int(found[2]), ()) if found else None


def _words(text: str, latest: date) -> TypedDay | None:
    told = plain(text)
    if alone := WORDED_YEAR.fullmatch(told):
        return _partial(text, int(alone[1]), 0, ())
    found = WORDED.fullmatch(told)
    if not found:
        return None
    month = int(found[2])
    year, notes = _year_of(found[3], latest, month, int(found[1] or 1))
    if found[1] is None:
        return _partial(text, year, month, notes)
    return _whole(text, (year, month, int(found[1])), "words", notes)


def _year(text: str, _latest: date) -> TypedDay | None:
    return _partial(text, int(text), 0, ()) if YEAR.fullmatch(text) else None


def _digits(text: str, *, since_1904: bool) -> TypedDay | None:
    """Read a serial number, or a day whose signs were left out (02031980, 2031980, 19800302)."""
    if not DIGITS.fullmatch(text):
        return None
    if len(text) == len("29221"):
        day = serial_day(int(text), since_1904=since_1904)
        if not LEAST_SERIAL <= int(text) <= MOST_SERIAL or day is None:
            return None
        note = finding("DAY_FROM_SERIAL", read=day.isoformat())
        return TypedDay(text, PartialDay(day, Precision.DAY, text), "serial", (note,))
    told = text.zfill(8)
    ways: list[Callable[[], date | None]] = [
        lambda: _day(int(told[4:]), int(told[2:4]), int(told[:2])),
        lambda: _day(int(told[:4]), int(told[4:6]), int(told[6:])),
    ]
    meant = [day for way in ways if (day := way()) and EARLIEST_YEAR <= day.year <= LATEST_YEAR]
    if not meant:
        return None
    note = finding("DAY_WITHOUT_SIGNS", read=meant[0].isoformat())
    return TypedDay(text, PartialDay(meant[0], Precision.DAY, text), "digits", (note,))


def _whole(text: str, told: tuple[int, int, int], form: str, notes: Sequence[Finding]) -> TypedDay:
    year, month, day = told
    found = _day(year, month, day)
    if found and EARLIEST_YEAR <= year <= LATEST_YEAR:
        return TypedDay(text, PartialDay(found, Precision.DAY, text), form, tuple(notes))
    if found is not None:
        return _wrong(text, "DAY_UNREADABLE")
    last = last_of_month(year, month) if _day(year, month, 1) else None
    return _wrong(text, "DAY_IMPOSSIBLE", last if SHORTEST < day <= LONGEST else None)


def _partial(text: str, year: int, month: int, notes: Sequence[Finding]) -> TypedDay:
    """Return a month, or a year where the month is 0."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return _wrong(text, "DAY_UNREADABLE")
    if month > LAST_MONTH:
        return _wrong(text, "DAY_IMPOSSIBLE")
    precision = Precision.MONTH if month else Precision.YEAR
    return TypedDay(
        text, PartialDay(date(year, month or 1, 1), precision, text), "partial", tuple(notes)
    )


def _year_of(digits: str, latest: date, month: int, day: int) -> tuple[int, tuple[Finding, ...]]:
    """Return the year meant, of two digits that of the hundred years up to `latest`."""
    if len(digits) > len("99"):
        return int(digits), ()
    year = latest.year - latest.year % CENTURY + int(digits)
    if (year, month, day) > (latest.year, latest.month, latest.day):
        year -= CENTURY
    return year, (finding("DAY_SHORT_YEAR", year=str(year)),)


def _wrong(text: str, code: str, suggested: date | None = None) -> TypedDay:
    near = suggested.isoformat() if suggested else ""
    return TypedDay(text, findings=(finding(code, text=text, near=near),), suggested=suggested)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


TOLD_LENGTHS: Final = {Precision.YEAR: len("1980"), Precision.MONTH: len("1980-02")}


def told_day(partial: PartialDay) -> str:
    """Return a day as text that says no more than is known: 1980-02-03, 1980-02 or 1980."""
    whole = partial.first.isoformat()
    return whole[: TOLD_LENGTHS.get(partial.precision, len(whole))]


@lru_cache(maxsize=REMEMBERED)
def day_told(text: str) -> PartialDay:
    """Return the day that `told_day` gave as text."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return PartialDay(date(year, month or 1, day or 1), precision)
