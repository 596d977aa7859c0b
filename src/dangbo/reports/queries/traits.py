"""Tell what persons are by whom an indicator is broken down, on the day that counts for each.

What is dated is that of the day of the item (of a movement: its own), else of its eve, for who
leaves has it no more; of a count of a day it is that of the day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at, known_end
from dangbo.members.access import chunks, every
from dangbo.members.models import Attribute, Identity, Standing
from dangbo.members.queries.scopes import sides
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.rules.days import DAY


class Who(NamedTuple):
    """What a person is by birth and by the record."""

    sex: str
    ethnicity: str
    religion: str
    birth: date | None


class Span(NamedTuple):
    """A value that held of a person over some days."""

    start: date
    end: date | None
    values: tuple[object, ...]


NOBODY = Who("", "", "", None)


def whos(asked: Asked, persons: Iterable[int]) -> Mapping[int, Who]:
    """Return who persons are, as known."""
    known: dict[int, Who] = asked.kept("whos", dict)
    wanted = set(persons) - known.keys()
    act = act_known_on(asked.known)
    for ids in chunks(wanted):
        rows = every(Identity).filter(known_at(act), person__in=ids)
        fields = ("person", "sex", "ethnicity", "religion", "birth")
        for person, sex, ethnicity, religion, birth in rows.values_list(*fields):
            known[person] = Who(sex, ethnicity, religion, birth)
    return known


def births(asked: Asked, persons: Iterable[int]) -> dict[int, date]:
    """Return the days of birth that are known."""
    wanted = set(persons)
    found = whos(asked, wanted)
    return {each: day for each in wanted if each in found and (day := found[each].birth)}


def standings(asked: Asked, items: Sequence[Item]) -> list[tuple[str, str, date | None]]:
    """Return standing, activity and the first day of the Party age of each item's person."""
    fields = ("standing", "activity", "counted_from")
    spans = _spans(asked, Standing, items, fields)
    return [_holding(spans[each.id], day_of(asked, each)) or ("", "", None) for each in items]  # type: ignore[misc]


def attribute(asked: Asked, items: Sequence[Item], kind: str) -> list[str]:
    """Return the value of an attribute of each item's person, "" where there is none."""
    spans = _spans(asked, Attribute, items, ("value",), kind=kind)
    held = (_holding(spans[each.id], day_of(asked, each)) for each in items)
    return [str(each[0]) if each else "" for each in held]


def day_of(asked: Asked, item: Item) -> date:
    """Return the day on which an item is looked at."""
    return item.on or asked.on


def _spans(
    asked: Asked,
    model: type[Attribute] | type[Standing],
    items: Sequence[Item],
    fields: Sequence[str],
    **wanted: str,
) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    act = act_known_on(asked.known)
    days = [day_of(asked, each) for each in items]
    last = max(days, default=asked.on)
    for ids in chunks(each.id for each in items):
        rows = every(model).filter(known_at(act), person__in=ids, start__lte=last, **wanted)
        for side in sides(rows.annotate(until=known_end(act)), act):
            for person, start, until, *values in side.values_list(
                "person", "start", "until", *fields
            ):
                found[person].append(Span(start, until, tuple(values)))
    return found


def _holding(spans: Sequence[Span], day: date) -> tuple[object, ...] | None:
    """Return what held on a day, else on its eve."""
    return next(_held(spans, day), None) or next(_held(spans, day - DAY), None)


def _held(spans: Sequence[Span], day: date) -> Iterator[tuple[object, ...]]:
    for each in spans:
        if each.start <= day and (each.end is None or day < each.end):
            yield each.values
