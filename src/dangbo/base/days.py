"""Read and write days the Vietnamese way: dd/mm/yyyy, whole or as exactly as they are known."""

import re
from datetime import date
from enum import StrEnum
from typing import NoReturn

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dangbo.base.vietnamese.fold import nfc
from dangbo.rules.days import LAST_MONTH, PartialDay, Precision, last_day, last_of_month

__all__ = [
    "DayError",
    "DayFault",
    "PartialDay",
    "Precision",
    "format_day",
    "format_partial",
    "last_day",
    "parse_day",
    "parse_partial_day",
]

LEAST_LAST_DAY, MOST_DAYS = 28, 31
VIETNAMESE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TWO_DIGIT_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})")
OTHER_SIGNS = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})")
MONTH = re.compile(r"(?:tháng\s+)?([0-9]{1,2})(?:/|\s+năm\s+)([0-9]{4})", re.IGNORECASE)
ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
YEAR = re.compile(r"(?:năm\s+)?([0-9]{4})", re.IGNORECASE)


class DayFault(StrEnum):
    """What is wrong with a text that should be a day."""

    IMPOSSIBLE = "impossible"
    SWAPPED = "day_month_swapped"
    TWO_DIGIT_YEAR = "two_digit_year"
    NOT_A_DATE = "not_a_date"


SENTENCES = {
    DayFault.IMPOSSIBLE: _("“%(text)s” không có trong lịch."),
    DayFault.SWAPPED: _("“%(text)s” có tháng lớn hơn 12: có lẽ ngày và tháng bị đổi chỗ."),
    DayFault.TWO_DIGIT_YEAR: _("“%(text)s” chỉ có hai chữ số của năm; hãy viết đủ bốn chữ số."),
    DayFault.NOT_A_DATE: _("“%(text)s” không phải ngày theo dạng ngày/tháng/năm."),
}
WITH_REMEDY = _("Nếu đúng là %(remedy)s thì hãy viết như vậy.")
WITHOUT_REMEDY = _("Hãy viết ngày theo dạng dd/mm/yyyy, ví dụ 01/02/2020.")


class DayError(ValueError):
    """A text that is not a day, with a code, and in `remedy` how it may have been meant."""

    def __init__(self, code: DayFault, text: str, remedy: str = "") -> None:
        self.code = code
        self.text = text
        self.remedy = remedy
        super().__init__(code, text, remedy)

    def __str__(self) -> str:
        remedy = WITH_REMEDY if self.remedy else WITHOUT_REMEDY
        return f"{SENTENCES[self.code]} {remedy}" % {"text": self.text, "remedy": self.remedy}


def parse_day(text: str) -> date:
    """Return the day written as dd/mm/yyyy or yyyy-mm-dd; raise DayError for anything else."""
    cleaned = nfc(text)
    if found := VIETNAMESE.fullmatch(cleaned):
        day, month, year = map(int, found.groups())
    elif found := ISO.fullmatch(cleaned):
        year, month, day = map(int, found.groups())
    else:
        _refuse(cleaned)
    return _day(year, month, day) or _refuse_impossible(cleaned, year, month, day)


def parse_partial_day(text: str) -> PartialDay:
    """Return a day known to the day, the month (05/1965, 1965-05) or the year, with its words."""
    cleaned = nfc(text)
    if found := YEAR.fullmatch(cleaned):
        year, month, precision = int(found[1]), 1, Precision.YEAR
    elif found := MONTH.fullmatch(cleaned):
        month, year, precision = int(found[1]), int(found[2]), Precision.MONTH
    elif found := ISO_MONTH.fullmatch(cleaned):
        year, month, precision = int(found[1]), int(found[2]), Precision.MONTH
    else:
        return PartialDay(parse_day(cleaned), Precision.DAY, cleaned)
    first = _day(year, month, 1)
    if first is None:
        raise DayError(DayFault.IMPOSSIBLE, cleaned)
    return PartialDay(first, precision, cleaned)


def format_day(day: date) -> str:
    """Return a day as dd/mm/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_partial(partial: PartialDay) -> str:
    """Return a day in words that say no more than is known."""
    first = partial.first
    if partial.precision is Precision.INFERRED:
        return partial.text
    if partial.precision is Precision.YEAR:
        return gettext("năm %(year)s") % {"year": first.year}
    if partial.precision is Precision.MONTH:
        return gettext("tháng %(month)s/%(year)s") % {"month": first.month, "year": first.year}
    return format_day(first)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _refuse_impossible(text: str, year: int, month: int, day: int) -> NoReturn:
    if month > LAST_MONTH and (swapped := _day(year, day, month)):
        raise DayError(DayFault.SWAPPED, text, format_day(swapped))
    if LEAST_LAST_DAY < day <= MOST_DAYS and (first := _day(year, month, 1)):
        last = last_of_month(first.year, first.month)
        raise DayError(DayFault.IMPOSSIBLE, text, format_day(last))
    raise DayError(DayFault.IMPOSSIBLE, text)


def _refuse(text: str) -> NoReturn:
    if found := TWO_DIGIT_YEAR.fullmatch(text):
        day, month, year = map(int, found.groups())
        meant = [_day(century + year, month, day) for century in (1900, 2000)]
        raise DayError(DayFault.TWO_DIGIT_YEAR, text, _either([each for each in meant if each]))
    if found := OTHER_SIGNS.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise DayError(DayFault.NOT_A_DATE, text)
    meant_day = _day(year, month, day)
    raise DayError(DayFault.NOT_A_DATE, text, format_day(meant_day) if meant_day else "")


def _either(days: list[date]) -> str:
    if len(days) <= 1:
        return "".join(map(format_day, days))
    first, second = map(format_day, days)
    return gettext("%(first)s hoặc %(second)s") % {"first": first, "second": second}
