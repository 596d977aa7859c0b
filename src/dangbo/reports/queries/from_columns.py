"""Give values of indicators of members from columns, where the register is large.

Each is what the list behind it would count; None where columns cannot tell, and lists are asked.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from dangbo.columns.queries import (
    OneDay,
    counts_on,
    counts_over_days,
    is_large,
    register_measure,
)
from dangbo.members.queries import MemberFilters
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports.queries.people_counted import FILTERS
from dangbo.rules.indicator_values import Value, counted, shared
from dangbo.rules.indicators import Indicator
from dangbo.rules.paths import segment

LARGE: Final = "large"


def keep_measures() -> None:
    """Have columns kept of what indicators of members count; call it in `ready()`."""
    for filters in FILTERS.values():
        # What is asked alike on all days; what depends on the day has no measure.
        register_measure(filters(date.max))


def is_answering(asked: Asked) -> bool:
    """Say whether columns are to be asked at all; found out once a question."""
    return asked.known is None and asked.kept(LARGE, is_large)


def value_on(definition: Indicator, asked: Asked, path: str) -> Value | None:
    """Return the value of an organisation that stands at a path on the day."""
    days = _on_day(definition, asked, [path])
    return _value([int(each.below[asked.org]) for each in days]) if days else None


def values_below(
    definition: Indicator, asked: Asked, path: str, orgs: Sequence[int]
) -> tuple[Value, Mapping[int, Value]] | None:
    """Return what is in an organisation itself, and the values of those directly below it."""
    paths = [path, *(path + segment(org) for org in orgs)]
    days = _on_day(definition, asked, paths)
    if days is None:
        return None
    own = _value([int(each.own[asked.org]) for each in days])
    return own, {org: _value([int(each.below[org]) for each in days]) for org in orgs}


def values_over_days(
    definition: Indicator, asked: Asked, paths: Sequence[str], days: Sequence[date]
) -> list[Value] | None:
    """Return the values of an organisation on days in order; `paths` are all that it ever had."""
    told: list[list[int]] | None = None
    if days and (filters := _constant(definition, days)) and is_answering(asked):
        told = counts_over_days(
            actor=asked.actor, org=asked.org, within=paths, days=days, filters=filters
        )
    return [_value(each) for each in zip(*told, strict=True)] if told else None


def _on_day(definition: Indicator, asked: Asked, paths: Sequence[str]) -> list[OneDay] | None:
    filters = _filters(definition, asked.on)
    if not filters or not is_answering(asked):
        return None
    return counts_on(actor=asked.actor, within=paths, on=asked.on, filters=filters)


def _filters(definition: Indicator, on: date) -> list[MemberFilters]:
    """Return the filters of what is counted, of a share those of its part and of its whole."""
    share = definition.measure == "share"
    codes = [definition.part, definition.whole] if share else [definition.code]
    if not all(code in FILTERS for code in codes):
        return []
    return [FILTERS[code](on) for code in codes]


def _constant(definition: Indicator, days: Sequence[date]) -> list[MemberFilters]:
    """Return the filters where they are the same on all days."""
    first, *others = (_filters(definition, day) for day in days)
    return first if all(each == first for each in others) else []


def _value(numbers: Sequence[int]) -> Value:
    return shared(*numbers) if len(numbers) > 1 else counted(*numbers)
