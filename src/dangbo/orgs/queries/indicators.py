"""Let areas say how an indicator is counted: the door by which each adds its own.

What is counted is always a list, so that every figure can tell who or what stands behind it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from dangbo.accounts.access import Actor
from dangbo.rules.indicators import Indicator
from dangbo.rules.reporting_periods import year_to

Thing = TypeVar("Thing")
# Where the organisation ever stood, and who persons are.
LASTING: Final[tuple[Hashable, ...]] = ("life", "whos")


class Item(NamedTuple):
    """One thing counted: the id of a person or an organisation, its day, and what it is.

    `marks` are codes by dimension ("level": "40") where the thing, not the person, has them.
    """

    id: int
    on: date | None = None
    marks: Mapping[str, str] = {}


@dataclass(frozen=True)
class Asked:
    """An organisation with all below it, on a day or from `start` to it, as known on a day.

    What areas have answered is kept, so that many indicators ask for it once.
    """

    actor: Actor
    org: int
    on: date
    start: date
    known: date | None = None
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def kept(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """Return what was made for this question under a key, or make it now."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Thing = self._kept[key]
        return found

    def at(self, *, on: date, start: date | None = None) -> "Asked":
        """Return the same question of another day, without a start from the first of its year.

        What was answered and has nothing to do with the day is kept.
        """
        lasting = {key: self._kept[key] for key in LASTING if key in self._kept}
        return replace(self, on=on, start=start or year_to(on).start, _kept=lasting)


Counting = Callable[[Asked], Iterable[Item]]
Count = Callable[[Asked], int]


@dataclass(frozen=True)
class Counted:
    """An indicator with its ways of being counted; shares and averages have their parts'."""

    definition: Indicator
    items: Counting | None
    count: Count | None


_counted: Final[dict[str, Counted]] = {}


def register_indicator(
    definition: Indicator, items: Counting | None = None, *, count: Count | None = None
) -> None:
    """Add an indicator; call it in an app's `ready()`.

    `items` gives what is counted, `count` how many those are where that is cheaper to ask.
    """
    if (items is None) != (definition.measure == "share"):
        raise ValueError(f"{definition.code}: a share is counted by its parts, all else by items")
    _counted[definition.code] = Counted(definition, items, count)


def registered_indicators() -> Mapping[str, Counted]:
    """Return every indicator by code, in the order in which they were added."""
    return _counted
