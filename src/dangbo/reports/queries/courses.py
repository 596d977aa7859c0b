"""Tell several indicators over the same periods, or one of them part by part."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from dangbo.members.queries.pyramids import counts_by, is_counted_by
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports.queries.answering import (
    MOST_PERIODS,
    TooManyPeriodsError,
    answers,
    broken_down,
    series,
)
from dangbo.reports.queries.registry import indicator
from dangbo.rules.indicator_values import Value, counted
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Period, Step, periods_of

MEMBERS: Final = "dang_vien"
# What is asked at the end of each period takes its time: all lines together have so many points.
MOST_POINTS: Final = 400
MOST_PARTED: Final = 70

Values = list[Value | None]


class Line(NamedTuple):
    """One line over the periods: an indicator, or the part of it that has a code."""

    indicator: Indicator
    key: str | None
    values: Values


class Lines(NamedTuple):
    """Lines over the same periods."""

    periods: Sequence[Period]
    lines: Sequence[Line]


def courses(codes: Sequence[str], asked: Asked, step: Step) -> Lines:
    """Return the courses of some indicators."""
    periods = periods_of(start=asked.start, end=asked.on, step=step)
    each_day = sum(indicator(code).time == "day" for code in codes)
    if len(periods) > MOST_PERIODS or len(periods) * each_day > MOST_POINTS:
        raise TooManyPeriodsError(len(periods))
    told = [(code, series(code, asked, step)) for code in codes]
    return Lines(
        periods, [Line(indicator(code), None, [each.value for each in own]) for code, own in told]
    )


def parts_over(code: str, way: str, asked: Asked, step: Step) -> Lines:
    """Return the course of each part of an indicator by one dimension, in the order of parts."""
    definition = indicator(code)
    periods = periods_of(start=asked.start, end=asked.on, step=step)
    flows = definition.time == "period" and definition.measure == "count"
    if len(periods) > (MOST_PERIODS if flows else MOST_PARTED):
        raise TooManyPeriodsError(len(periods))
    order = [part.keys[0] for part in broken_down(code, [way], asked)]
    told = _flowing(definition, way, asked, periods) if flows else None
    if told is None:
        told = [dict(_at_end(definition, way, asked, each)) for each in periods]
    keys = [*order, *sorted({key for each in told for key in each} - set(order))]
    stood = [answers(definition, asked.at(on=each.end, start=each.start)) for each in periods]
    nothing = counted(0) if definition.measure == "count" else None
    lines = []
    for key in keys:
        values: Values = [
            own.get(key, nothing) if stands else None
            for own, stands in zip(told, stood, strict=True)
        ]
        if any(each and each.part for each in values):
            lines.append(Line(definition, key, values))
    return Lines(periods, lines)


def _flowing(
    definition: Indicator, way: str, asked: Asked, periods: Sequence[Period]
) -> list[dict[str, Value]]:
    """Ask once over the whole time: what has a day is in the period of that day."""
    counts = [Counter[str]() for _ in periods]
    for part in broken_down(definition.code, [way], asked):
        for at, period in enumerate(periods):
            counts[at][part.keys[0]] = sum(each.on in period for each in part.items)
    return [{key: counted(number) for key, number in each.items()} for each in counts]


def _at_end(definition: Indicator, way: str, asked: Asked, period: Period) -> Mapping[str, Value]:
    then = asked.at(on=period.end, start=period.start)
    if not answers(definition, then):
        return {}
    if definition.code == MEMBERS and is_counted_by(way):
        found = counts_by(way, actor=asked.actor, org=asked.org, on=period.end, known=asked.known)
        return {key: counted(number) for key, number in found.items()}
    return {part.keys[0]: part.value for part in broken_down(definition.code, [way], then)}
