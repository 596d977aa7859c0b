"""Hold the answer of a question: its values by cell, their sums, and what moved since another.

The parts of a dimension add up to the whole: of shares the parts and the wholes are added, of
averages the sums and the numbers, never the per cents.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, Literal, NamedTuple

from dangbo.rules.indicator_values import Value, counted, ratio, shared
from dangbo.rules.indicators import Measure
from dangbo.rules.questions import Moment

Side = Literal["", "own", "whole"]


NOUGHT: Final = counted(0)


def nothing(measure: Measure) -> Value:
    """Return the value of what nobody is counted in."""
    return NOUGHT if measure == "count" else Value(0, 0)


class Place(NamedTuple):
    """An organisation of an answer; `own`: in itself alone, `whole`: with all that is below it."""

    uid: str
    name: str
    side: Side = ""
    invented: bool = False


class Spot(NamedTuple):
    """Where a value stands: the numbers of its moment and place, its parts, its indicator."""

    moment: int
    place: int
    keys: tuple[str, ...]
    indicator: str


@dataclass(frozen=True)
class Answer:
    """All values of a question; None where there is no figure to be told.

    `versions` are those of the definitions of its indicators.
    """

    moments: Sequence[Moment]
    places: Sequence[Place]
    keys: Sequence[tuple[str, ...]]
    versions: Mapping[str, int]
    cells: Mapping[Spot, Value | None]

    @property
    def told(self) -> bool:
        """Say whether any figure is told at all."""
        return any(value is not None for value in self.cells.values())

    def value(self, spot: Spot, measure: Measure) -> Value | None:
        """Return a value; of a part that nothing has nought, where the whole of it is told."""
        if spot in self.cells:
            return self.cells[spot]
        whole = spot._replace(keys=())
        if not self.is_asked(spot) or self.cells.get(whole, NOUGHT) is None:
            return None
        return nothing(measure)

    def is_asked(self, spot: Spot) -> bool:
        """Say whether an organisation has any value of an indicator at a moment."""
        return (spot.moment, spot.place, spot.indicator) in self._asked

    @cached_property
    def _asked(self) -> set[tuple[int, int, str]]:
        return {(spot.moment, spot.place, spot.indicator) for spot in self.cells}


class Difference(NamedTuple):
    """A value and what stood in its place before; None where there was none."""

    before: Value | None
    after: Value | None

    @property
    def change(self) -> Decimal | None:
        """Return by how much the number shown moved."""
        if self.before is None or self.after is None:
            return None
        if self.before.amount is None or self.after.amount is None:
            return None
        return self.after.amount - self.before.amount


def together(measure: Measure, values: Iterable[Value | None]) -> Value | None:
    """Return what the values of several parts make together; None where one of them is not told."""
    given = list(values)
    told = [each for each in given if each is not None]
    if len(told) < len(given) or not told:
        return None
    part = sum(each.part for each in told)
    if measure == "count":
        return counted(part)
    whole = sum(each.whole or 0 for each in told)
    return shared(part, whole) if measure == "share" else Value(part, whole, ratio(part, whole))


def moved(before: Answer, after: Answer) -> dict[Spot, Difference]:
    """Return the cells of an answer that are not what they were in the one before.

    Places are the same by key, days by how they are asked for ("30/6 gần nhất").
    """
    earlier = {_name_of(before, spot): value for spot, value in before.cells.items()}
    found = {}
    for spot, value in after.cells.items():
        old = earlier.get(_name_of(after, spot))
        if old != value:
            found[spot] = Difference(old, value)
    return found


def lost(before: Answer, after: Answer) -> int:
    """Return how many cells of an answer have no like in the one after."""
    names = {_name_of(after, spot) for spot in after.cells}
    return sum(_name_of(before, spot) not in names for spot in before.cells)


def _name_of(answer: Answer, spot: Spot) -> tuple[object, ...]:
    place = answer.places[spot.place]
    return (answer.moments[spot.moment].key, place.uid, place.side, spot.keys, spot.indicator)


# Kept


def plain_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as it is kept: lists and numbers alone."""
    numbers = {keys: at for at, keys in enumerate(answer.keys)}
    return {
        "moments": [[each.key, *map(date.isoformat, each[1:])] for each in answer.moments],
        "places": [list(each) for each in answer.places],
        "keys": [list(each) for each in answer.keys],
        "versions": dict(answer.versions),
        "cells": [
            [spot.moment, spot.place, numbers[spot.keys], spot.indicator, *_plain(value)]
            for spot, value in answer.cells.items()
        ],
    }


def answer_in(kept: Mapping[str, Any]) -> Answer:
    """Return an answer that was kept."""
    keys = [tuple(each) for each in kept["keys"]]
    moments = [Moment(key, *map(date.fromisoformat, days)) for key, *days in kept["moments"]]
    cells = {
        Spot(moment, place, keys[at], code): _value(*rest)
        for moment, place, at, code, *rest in kept["cells"]
    }
    places = [Place(*each) for each in kept["places"]]
    return Answer(moments, places, keys, kept["versions"], cells)


def _plain(value: Value | None) -> list[Any]:
    if value is None:
        return []
    return [value.part, value.whole, None if value.amount is None else str(value.amount)]


def _value(part: int | None = None, whole: int | None = None, amount: str | None = None) -> Any:
    if part is None:
        return None
    return Value(part, whole, None if amount is None else Decimal(amount))
