"""Read the days of a file, known to the day, the month or the year, or inferred."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple

from dangbo.base.days import DayError, DayFault, parse_day, parse_partial_day
from dangbo.history.files.problems import FieldPath, Problem, problem
from dangbo.rules.days import PartialDay, Precision, last_day

DAY_CODES: Final = {
    DayFault.IMPOSSIBLE: "DAY_IMPOSSIBLE",
    DayFault.SWAPPED: "DAY_SWAPPED",
    DayFault.TWO_DIGIT_YEAR: "DAY_TWO_DIGITS",
    DayFault.NOT_A_DATE: "NOT_A_DAY",
}
# From the most to the least exact, for a period that is no more exact than its ends.
EXACT_FIRST: Final = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.INFERRED)


class DayRefused(Exception):  # noqa: N818 - an answer, not a fault
    """A value that is no day; `found` says why."""

    def __init__(self, found: Problem) -> None:
        self.found = found
        super().__init__(found.code)


class Stretch(NamedTuple):
    """The days a statement is about: from `start` up to but not on `end`, and how they read."""

    start: date
    end: date
    precision: str
    text: str
    over: bool


def read_partial(value: Any, path: FieldPath) -> dict[str, str]:
    """Return a day in its one normal form, or raise DayRefused."""
    if not isinstance(value, Mapping):
        return normal_day(_parsed(value, path), "")
    given = _parsed(value["day"], (*path, "day"))
    stated, text = value.get("precision", ""), str(value.get("text", ""))
    if stated == Precision.INFERRED:
        if not text:
            raise DayRefused(problem("INFERRED_WITHOUT_WORDS", path))
        given = PartialDay(given.first, Precision.INFERRED, text)
    elif stated and stated != given.precision:
        raise DayRefused(
            problem("PRECISION_DIFFERS", path, stated=stated, written=str(given.precision))
        )
    return normal_day(given, text)


def read_whole(value: Any, path: FieldPath) -> str:
    """Return a whole day as ISO text, or raise DayRefused."""
    try:
        return parse_day(str(value)).isoformat()
    except DayError as error:
        raise DayRefused(_refusal(error, path)) from None


def normal_day(given: PartialDay, text: str) -> dict[str, str]:
    """Return the one form in which a day is compared and kept."""
    found = {"day": given.first.isoformat(), "precision": str(given.precision)}
    return {**found, "text": text} if text else found


def partial_of(normal: Mapping[str, str]) -> PartialDay:
    """Return a day from its normal form."""
    first = date.fromisoformat(normal["day"])
    return PartialDay(first, Precision(normal["precision"]), normal.get("text", ""))


def stretch_of(body: Mapping[str, Any]) -> Stretch | None:
    """Return the days that an entry with `day`, `period`, or `from` and `to` is about, if any."""
    if "day" in body:
        one = partial_of(body["day"])
        return Stretch(one.first, after(one), str(one.precision), one.text, over=False)
    bounds = body.get("period", body)
    if "from" not in bounds:
        return None
    first = partial_of(bounds["from"])
    last = partial_of(bounds.get("to", bounds["from"]))
    precision = max(first.precision, last.precision, key=EXACT_FIRST.index)
    text = bounds.get("text") or first.text or last.text
    return Stretch(first.first, after(last), str(precision), text, over=True)


def after(partial: PartialDay) -> date:
    """Return the first day that a statement can no longer mean."""
    return last_day(partial) + timedelta(days=1)


def _parsed(value: Any, path: FieldPath) -> PartialDay:
    try:
        return _remembered(str(value))
    except DayError as error:
        raise DayRefused(_refusal(error, path)) from None


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> PartialDay:
    """Read a day once: large files repeat few days very often."""
    return parse_partial_day(text)


def _refusal(error: DayError, path: FieldPath) -> Problem:
    return problem(DAY_CODES[error.code], path, text=error.text, meant=error.remedy)
