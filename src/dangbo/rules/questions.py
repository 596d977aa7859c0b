"""Say what a question over indicators asks, whether it can be, and how its answer is laid out.

A question has indicators, an organisation (itself, those directly below, or its sisters), at most
two dimensions, filters by parts of dimensions, and days or a time in periods.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NamedTuple

from dangbo.rules.indicators import Indicator
from dangbo.rules.question_days import TODAY, DayWord, day_meant, written
from dangbo.rules.reporting_periods import (
    Period,
    Step,
    periods_of,
    quarter_of,
    step_named,
    year_to,
)
from dangbo.rules.verdicts import Finding, finding

Scope = Literal["one", "below", "sisters"]
Pace = Literal["", "whole", "year", "quarter", "month"]
Axis = Literal["org", "first", "second", "moment", "indicator"]
Codes = Callable[[str], Collection[str] | None]

ORG: Final = "org"
MOST_INDICATORS: Final = 12
MOST_WAYS: Final = 2
MOST_DAYS: Final = 60
MOST_PERIODS: Final = 250


class Kept(NamedTuple):
    """A filter: the parts of a dimension that are counted; "" is what is not known."""

    way: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What is asked; `org` is the key of an organisation.

    Without a `pace` it is asked for each of `days`; with one for the time from `start` to the only
    one of `days`. `start` also begins the period of what is counted over one; None: the first day
    of the year. `own`: what is in the organisation itself and not below it.
    """

    indicators: tuple[str, ...]
    org: str = ""
    scope: Scope = "one"
    kinds: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    filters: tuple[Kept, ...] = ()
    days: tuple[DayWord, ...] = (TODAY,)
    start: DayWord | None = None
    pace: Pace = ""
    own: bool = False


class Moment(NamedTuple):
    """One day, or one period, of an answer; `key` stays the same when it is asked again."""

    key: str
    start: date
    end: date


class Layout(NamedTuple):
    """What of an answer goes down its rows, and what across its columns."""

    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]


def moments_of(question: Question, *, today: date) -> list[Moment]:
    """Return the days or periods that a question means on a day, from the earliest to the last."""
    if question.pace:
        return _periods(question, today)
    found: dict[date, Moment] = {}
    for word in question.days:
        end = day_meant(word, today=today)
        found.setdefault(end, Moment(written(word), _start(question, end, today), end))
    return [found[end] for end in sorted(found)]


def _start(question: Question, end: date, today: date) -> date:
    start = day_meant(question.start, today=today) if question.start else None
    return start if start is not None and start <= end else year_to(end).start


def _periods(question: Question, today: date) -> list[Moment]:
    end = day_meant(question.days[-1] if question.days else TODAY, today=today)
    start = _start(question, end, today)
    step = step_named(question.pace)
    if step is None:
        return [Moment("whole", start, end)]
    found = periods_of(start=start, end=end, step=step)
    return [Moment(_key(each, step), each.start, each.end) for each in found]


def _key(period: Period, step: Step) -> str:
    if step == "quarter":
        return f"{period.end:%Y}-Q{quarter_of(period.end)}"
    return f"{period.end:%Y-%m}" if step == "month" else f"{period.end:%Y}"


def ways_for(indicators: Sequence[Indicator]) -> list[str]:
    """Return the dimensions by which all of some indicators can be broken down."""
    if not indicators:
        return []
    shared = set(indicators[0].by).intersection(*(each.by for each in indicators[1:]))
    return [each for each in indicators[0].by if each in shared and each != ORG]


def faults_of(
    question: Question, *, known: Mapping[str, Indicator], codes: Codes, today: date
) -> list[Finding]:
    """Return all that keeps a question from being asked; `where` is what of it is meant."""
    found = [*_of_indicators(question, known), *_of_ways(question, known), *_of_days(question)]
    if not found:
        found += _of_codes(question, codes)
        found += _of_moments(question, today)
    return found


def _of_indicators(question: Question, known: Mapping[str, Indicator]) -> Iterator[Finding]:
    if not question.indicators:
        yield finding("QUESTION_NO_INDICATOR", "indicators")
    if len(question.indicators) > MOST_INDICATORS:
        yield finding("QUESTION_TOO_MANY_INDICATORS", "indicators", most=MOST_INDICATORS)
    for code in question.indicators:
        if code not in known:
            yield finding("QUESTION_UNKNOWN_INDICATOR", "indicators", told=code)


def _of_ways(question: Question, known: Mapping[str, Indicator]) -> Iterator[Finding]:
    asked = [known[code] for code in question.indicators if code in known]
    allowed = ways_for(asked)
    told = ", ".join(allowed)
    if len(question.by) > MOST_WAYS:
        yield finding("QUESTION_TOO_MANY_WAYS", "by", most=MOST_WAYS)
    for way, times in Counter(question.by).items():
        if times > 1:
            yield finding("QUESTION_WAY_TWICE", "by", way=way)
    for where, ways in (("by", question.by), ("filters", [kept.way for kept in question.filters])):
        for way in dict.fromkeys(ways):
            if asked and way not in allowed:
                yield finding("QUESTION_WRONG_WAY", where, way=way, allowed=told)


def _of_days(question: Question) -> Iterator[Finding]:
    if len(question.days) > MOST_DAYS:
        yield finding("QUESTION_TOO_MANY_DAYS", "days", most=MOST_DAYS)
    if question.pace and len(question.days) > 1:
        yield finding("QUESTION_ONE_LAST_DAY", "days")


def _of_codes(question: Question, codes: Codes) -> Iterator[Finding]:
    for kept in question.filters:
        listed = codes(kept.way)
        for code in kept.codes:
            if code and listed is not None and code not in listed:
                yield finding("QUESTION_UNKNOWN_PART", "filters", way=kept.way, told=code)
    listed = codes("kind") or ()
    for kind in question.kinds:
        if kind not in listed:
            yield finding("QUESTION_UNKNOWN_KIND", "kinds", told=kind)


def _of_moments(question: Question, today: date) -> Iterator[Finding]:
    if question.start is not None:
        start = day_meant(question.start, today=today)
        if all(day_meant(each, today=today) < start for each in question.days):
            yield finding("QUESTION_STARTS_LATE", "start")
    if len(moments_of(question, today=today)) > MOST_PERIODS:
        yield finding("QUESTION_TOO_MANY_PERIODS", "start", most=MOST_PERIODS)


def layout_of(*, indicators: int, moments: int, places: bool, ways: int) -> Layout:
    """Return how an answer is laid out: each axis of several values down or across, never both.

    Two dimensions of one figure at one time make a cross; else both go down.
    """
    crossed = ways == MOST_WAYS and indicators == 1 and moments == 1
    rows: list[Axis] = ["org"] if places else []
    rows += ["first"] if ways else []
    rows += ["second"] if ways == MOST_WAYS and not crossed else []
    if crossed:
        return Layout(tuple(rows), ("second",))
    if not rows:
        return Layout(("moment",), ("indicator",))
    return Layout(tuple(rows), ("moment", "indicator") if moments > 1 else ("indicator",))


def cell_of(
    question: Question,
    *,
    indicator: str,
    org: str,
    parts: Mapping[str, str],
    moment: Moment,
    own: bool = False,
) -> Question:
    """Return the question whose answer is one cell: its list is what stands behind the cell.

    `parts`: the code of each dimension that the cell is a part of; of a sum those it is not of are
    left out.
    """
    filters = {kept.way: kept.codes for kept in question.filters}
    filters |= {way: (code,) for way, code in parts.items()}
    return replace(
        question,
        indicators=(indicator,),
        org=org,
        scope="one",
        kinds=(),
        by=(),
        filters=tuple(Kept(way, codes) for way, codes in filters.items()),
        days=(DayWord("day", moment.end),),
        start=DayWord("day", moment.start),
        pace="",
        own=own,
    )
