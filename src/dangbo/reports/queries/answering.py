"""Answer indicators: the value, its parts, each organisation below, the course over time."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end
from dangbo.orgs.access import is_inside, readable_paths
from dangbo.orgs.queries import children
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries import from_columns
from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.reports.queries.from_columns import LARGE
from dangbo.reports.queries.later import Later
from dangbo.reports.queries.registry import counted, indicator, indicators
from dangbo.reports.queries.traits import births
from dangbo.rules import indicator_values
from dangbo.rules.age_bands import full_years
from dangbo.rules.indicator_values import Value, averaged, shared, sorted_out
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import Period, Step, periods_of, year_to
from dangbo.rules.rights import MEMBER_READ

ORG: Final = "org"
# How large a cell is tells of its members.
SIZE: Final = "size"
MOST_PERIODS: Final = 250
MOST_WAYS: Final = 2


class WrongWayError(ValueError):
    """An indicator cannot be broken down like this; `allowed` says by what it can."""

    def __init__(self, ways: Sequence[str], allowed: Sequence[str]) -> None:
        self.ways = ways
        self.allowed = allowed
        super().__init__(", ".join(ways))


class TooManyPeriodsError(ValueError):
    """A course of more periods than are told at once."""


class Part(NamedTuple):
    """One cell of a breakdown: its codes, its value, and what stands behind it."""

    keys: tuple[str, ...]
    value: Value
    items: Sequence[Item]


@dataclass(frozen=True)
class OrgPart:
    """The value of an organisation directly below; `own`: what is in the organisation itself."""

    id: int
    uid: str
    name: str
    invented: bool
    value: Value | None
    items: Sequence[Item]
    own: bool = False


class Moment(NamedTuple):
    """The value at the end of a period, or over it; None where the organisation did not stand."""

    period: Period
    value: Value | None


def ask(
    *, actor: Actor, org: int, on: date, start: date | None = None, known: date | None = None
) -> Asked:
    """Return a question about an organisation; without a start from the first day of the year."""
    return Asked(actor, org, on, start or year_to(on).start, known)


def value_of(code: str, asked: Asked) -> Value | None:
    """Return the value of an indicator.

    None where the organisation did not stand, or whoever asks may not read what is counted.
    """
    definition = indicator(code)
    return _value(definition, asked) if answers(definition, asked) else None


def all_values(asked: Asked) -> list[tuple[Indicator, Value | None]]:
    """Return the values of all indicators, in their order."""
    return [(each, value_of(each.code, asked)) for each in indicators()]


def stands(definition: Indicator, asked: Asked) -> bool:
    """Say whether the organisation stood on the day, or at some time in the period."""
    return bool(_places(definition, asked))


def may_read(definition: Indicator, asked: Asked) -> bool:
    """Say whether whoever asks may read what is counted, everywhere in the organisation.

    A part of it would be a wrong figure under a right name.
    """
    last = [path for _, end, path in _life_of(asked) if end is None]
    paths = {*_places(definition, asked), *last}
    return all(
        any(is_inside(path, asked.actor.over(act)) for path in paths) for act in definition.reads
    )


def answers(definition: Indicator, asked: Asked) -> bool:
    """Say whether there is a value: the organisation stood, and whoever asks may read it."""
    return stands(definition, asked) and may_read(definition, asked)


def _places(definition: Indicator, asked: Asked) -> list[str]:
    """Return where the organisation stood on the day, or in the period."""
    start = asked.on if definition.time == "day" else asked.start
    return [
        path
        for first, end, path in _life_of(asked)
        if first <= asked.on and (end is None or end > start)
    ]


def _life_of(asked: Asked) -> list[tuple[date, date | None, str]]:
    def look() -> list[tuple[date, date | None, str]]:
        act = act_known_on(asked.known)
        rows = readable_paths(asked.actor, known=act).filter(org=asked.org)
        return list(rows.annotate(until=known_end(act)).values_list("start", "until", "path"))

    return asked.kept("life", look)


def items_of(code: str, asked: Asked) -> Sequence[Item]:
    """Return what stands behind a value: of a share, behind its part."""
    found = counted(code)
    if found.items is None:
        return items_of(found.definition.part, asked)
    items = found.items
    if not may_read(found.definition, asked):
        return ()
    return asked.kept(("items", code), lambda: list(items(asked)))


def _value(definition: Indicator, asked: Asked) -> Value:
    if definition.time == "day" and (places := _places(definition, asked)):
        told = from_columns.value_on(definition, asked, places[0])
        if told is not None:
            return told
    if definition.measure == "share":
        return shared(_number(definition.part, asked), _number(definition.whole, asked))
    if definition.measure == "average":
        return _measured(definition, asked, items_of(definition.code, asked), ())
    return indicator_values.counted(_number(definition.code, asked))


def _number(code: str, asked: Asked) -> int:
    count = counted(code).count
    if count is None:
        return len(items_of(code, asked))
    return asked.kept(("number", code), lambda: count(asked))


def _measured(
    definition: Indicator, asked: Asked, items: Sequence[Item], whole: Sequence[Item]
) -> Value:
    """Return the value that some items have."""
    if definition.measure == "share":
        return shared(len(items), len(whole))
    if definition.measure == "average":
        born = births(asked, [each.id for each in items])
        return averaged(full_years(since=day, on=asked.on) for day in born.values())
    return indicator_values.counted(len(items))


# Parts


def broken_down(code: str, by: Sequence[str], asked: Asked) -> list[Part]:
    """Return the parts of an indicator by one dimension, or by two together.

    Codes that a dimension lists are there even where nothing has them; "" is what is not known.
    """
    definition = indicator(code)
    _insist_on_ways(definition, by, asked)
    part = _sorted_out(items_of(code, asked), by, asked)
    whole: dict[tuple[str, ...], list[Item]] = {}
    if definition.measure == "share":
        whole = _sorted_out(items_of(definition.whole, asked), by, asked)
    keys = dict.fromkeys([*part, *whole])
    return [
        Part(key, _measured(definition, asked, own, whole.get(key, ())), own)
        for key in keys
        for own in [part.get(key, [])]
    ]


def _insist_on_ways(definition: Indicator, by: Sequence[str], asked: Asked) -> None:
    ways = [each for each in definition.by if each != ORG]
    if asked.actor.over(MEMBER_READ) == ():
        ways = [each for each in ways if each != SIZE]
    if not 0 < len(by) <= MOST_WAYS or len(set(by)) != len(by) or not set(by) <= set(ways):
        raise WrongWayError(by, definition.by)


def _sorted_out(
    items: Sequence[Item], by: Sequence[str], asked: Asked
) -> dict[tuple[str, ...], list[Item]]:
    keys = list(zip(*(DIMENSIONS[each].keys(asked, items) for each in by), strict=True))
    order = [(key,) for key in DIMENSIONS[by[0]].order(asked.on)] if len(by) == 1 else []
    return sorted_out(zip(keys, items, strict=True), order)


# Organisations below


def below(code: str, asked: Asked) -> list[OrgPart]:
    """Return the value of each organisation directly below on the last day, by name.

    Of a count of a day what is in the organisation itself comes first, where there is any.
    """
    definition = indicator(code)
    rows = children(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
    asks = {row.id: replace(asked, org=row.id, _kept={}) for row in rows}
    told = _told_below(definition, asked, list(asks))
    found = [
        OrgPart(
            row.id,
            row.uid,
            row.name,
            row.invented,
            told[1][row.id] if told else value_of(code, asks[row.id]),
            Later(partial(_behind, definition, asks[row.id])),
        )
        for row in rows
    ]
    return [*_left_over(definition, asked, found, told[0] if told else None), *found]


def _behind(definition: Indicator, asked: Asked) -> Sequence[Item]:
    return items_of(definition.code, asked) if answers(definition, asked) else ()


def _told_below(
    definition: Indicator, asked: Asked, orgs: Sequence[int]
) -> tuple[Value, Mapping[int, Value]] | None:
    """Return what columns tell of the organisation itself and of those directly below."""
    if definition.time != "day" or not answers(definition, asked):
        return None
    return from_columns.values_below(definition, asked, _places(definition, asked)[0], orgs)


def _left_over(
    definition: Indicator, asked: Asked, parts: Sequence[OrgPart], told: Value | None
) -> Iterable[OrgPart]:
    if definition.time != "day" or definition.measure != "count" or not parts:
        return
    own = Later(partial(_own_items, definition, asked, parts))
    value = told or indicator_values.counted(len(own))
    if value.part:
        yield OrgPart(asked.org, "", "", invented=False, value=value, items=own, own=True)


def _own_items(definition: Indicator, asked: Asked, parts: Sequence[OrgPart]) -> Sequence[Item]:
    inside = {each.id for part in parts for each in part.items}
    return [each for each in items_of(definition.code, asked) if each.id not in inside]


# Over time


def series(code: str, asked: Asked, step: Step) -> list[Moment]:
    """Return the course of an indicator by some step, from the start of a question to its day.

    Of a day: at the end of each period; over a period: within each.
    """
    periods = periods_of(start=asked.start, end=asked.on, step=step)
    if len(periods) > MOST_PERIODS:
        raise TooManyPeriodsError(len(periods))
    if indicator(code).time == "period":
        return _flows(indicator(code), asked, periods)
    told = _told_over_time(indicator(code), asked, periods)
    if told is not None:
        return told
    return [Moment(each, value_of(code, _on(asked, each))) for each in periods]


def _told_over_time(
    definition: Indicator, asked: Asked, periods: Sequence[Period]
) -> list[Moment] | None:
    """Return what columns tell of the ends of periods."""
    paths = [path for _, _, path in _life_of(asked)]
    days = [each.end for each in periods]
    values = from_columns.values_over_days(definition, asked, paths, days)
    if values is None:
        return None
    return [
        Moment(each, value if answers(definition, _on(asked, each)) else None)
        for each, value in zip(periods, values, strict=True)
    ]


def _on(asked: Asked, period: Period) -> Asked:
    large = from_columns.is_answering(asked)
    kept: dict[Hashable, Any] = {"life": _life_of(asked), LARGE: large}
    return replace(asked, on=period.end, start=period.start, _kept=kept)


def _flows(definition: Indicator, asked: Asked, periods: Sequence[Period]) -> list[Moment]:
    """Ask once over the whole time: what has a day is in the period of that day."""
    part = _by_period(items_of(definition.code, asked), periods)
    whole = [0] * len(periods)
    if definition.measure == "share":
        whole = _by_period(items_of(definition.whole, asked), periods)
    found = []
    for period, number, all_of_them in zip(periods, part, whole, strict=True):
        is_share = definition.measure == "share"
        value = shared(number, all_of_them) if is_share else indicator_values.counted(number)
        told = answers(definition, _on(asked, period))
        found.append(Moment(period, value if told else None))
    return found


def _by_period(items: Sequence[Item], periods: Sequence[Period]) -> list[int]:
    days = [each.on for each in items]
    return [sum(day in period for day in days) for period in periods]
