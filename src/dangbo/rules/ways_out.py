"""Look for ways out of a correction after which some decisions no longer hold.

Each way out is a whole correction again: the same one with one thing done otherwise. The search is
small on purpose: days beside those at hand are tried, and no more than `most` corrections in all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Final

from dangbo.rules.corrections import Correction
from dangbo.rules.verdicts import Verdict

MOST: Final = 24
NEAR: Final = 6
STEPS: Final = (timedelta(days=-1), timedelta(), timedelta(days=1))

Corrections = tuple[Correction, ...]
Judge = Callable[[Corrections], Mapping[int, Verdict]]


@dataclass(frozen=True)
class WaysOut:
    """What may be done about a decision that no longer holds (None: nothing of the kind found).

    `void`: void it too. `without`: leave it as it is. `redate`: give it another day. `instead`:
    keep it, and give the decision that the correction is about another day.
    """

    act: int
    void: Corrections | None = None
    without: Corrections | None = None
    redate: Corrections | None = None
    instead: Corrections | None = None

    @property
    def offered(self) -> list[Corrections]:
        """Return every correction that is offered."""
        found = (self.void, self.without, self.redate, self.instead)
        return [each for each in found if each is not None]


def refused(verdicts: Mapping[int, Verdict]) -> list[int]:
    """Return the decisions that do not hold, by number."""
    return sorted(act for act, verdict in verdicts.items() if verdict.against)


def changed(corrections: Iterable[Correction], new: Correction) -> Corrections:
    """Return a correction that treats one decision so, whatever it did with it before."""
    found = {each.act: each for each in corrections} | {new.act: new}
    return tuple(found.values())


def ways_out(
    *,
    corrections: Sequence[Correction],
    days: Mapping[int, date | None],
    verdicts: Mapping[int, Verdict],
    judge: Judge,
    most: int = MOST,
) -> list[WaysOut]:
    """Return the ways out for each decision that `verdicts` refuse, in the order of their numbers.

    `days` are those of all decisions concerned as they stand now (None: void); `judge` says which
    verdicts another correction would get.
    """
    broken = refused(verdicts)
    search = _Search(tuple(corrections), days, frozenset(broken), judge, most)
    return [search.of(act) for act in broken]


@dataclass
class _Search:
    corrections: Corrections
    days: Mapping[int, date | None]
    broken: frozenset[int]
    judge: Judge
    left: int
    found: dict[Corrections, frozenset[int]] = field(default_factory=dict)

    def of(self, act: int) -> WaysOut:
        stands = self.days[act] is not None
        others = tuple(each for each in self.corrections if each.act != act)
        mine = self._wanted(act) is not None
        return WaysOut(
            act=act,
            void=changed(self.corrections, Correction(act)) if stands else None,
            without=others if mine and others and self._mends(act, others) else None,
            redate=self._first(act, act, self._days_for(act)),
            instead=self._first(act, self.corrections[0].act, self._days_instead(act)),
        )

    def _wanted(self, act: int) -> date | None:
        """Return the day that the correction gives a decision, if it does."""
        return next((each.on for each in self.corrections if each.act == act), None)

    def _days_for(self, act: int) -> list[date | None]:
        """Return the days near which the decision itself may hold."""
        if self._wanted(act) is not None:
            return [day for other, day in self.days.items() if other != act]
        return [each.on for each in self.corrections]

    def _days_instead(self, act: int) -> list[date | None]:
        """Return the days near which the first decision may leave this one as it is."""
        first = self.corrections[0]
        return [] if first.on is None or first.act == act else [self.days[act]]

    def _first(self, act: int, moved: int, beside: Iterable[date | None]) -> Corrections | None:
        """Return the correction with the first day of another decision on which `act` holds."""
        for day in islice(self._near(moved, beside), NEAR):
            tried = changed(self.corrections, Correction(moved, day))
            if self._mends(act, tried):
                return tried
        return None

    def _near(self, moved: int, beside: Iterable[date | None]) -> Iterator[date]:
        """Yield days, and those after and before them, the nearest first; none is its own."""
        centre = self._wanted(moved) or self.days[moved]
        if centre is None:
            return
        known = [day for day in beside if day is not None]
        sides = {day for each in known for step in STEPS for day in _moved(each, step)}
        sides -= {day for day in (self._wanted(moved), self.days[moved]) if day is not None}
        yield from sorted(sides, key=lambda day: (abs(day - centre), day))

    def _mends(self, act: int, tried: Corrections) -> bool:
        """Say whether the decision then holds, and none is refused that was not before."""
        if tried not in self.found:
            if not self.left:
                return False
            self.left -= 1
            self.found[tried] = frozenset(refused(self.judge(tried)))
        return self.found[tried] <= self.broken - {act}


def _moved(day: date, step: timedelta) -> Iterator[date]:
    if date.min - day <= step <= date.max - day:
        yield day + step
