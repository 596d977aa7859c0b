"""Hold the organisations as a replay meets them, day by day, and say what it still has to load."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangbo.rules.timelines import State, Timeline, Version, at


@dataclass(frozen=True)
class Eve:
    """An organisation on the eve of a replay: the version it then had, or the last it had had."""

    version: Version | None = None
    last: State | None = None


@dataclass
class Wanted:
    """What the replay met but was not given."""

    replayed: set[int] = field(default_factory=set)
    context: set[int] = field(default_factory=set)
    below: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.replayed or self.context or self.below)


@dataclass(frozen=True)
class Step:
    """A state (None: not standing) that an organisation took on a day by an act."""

    on: date
    state: State | None
    basis: int


class World:
    """The organisations that are replayed, amid others taken as they are believed to be."""

    def __init__(
        self,
        *,
        eves: Mapping[int, Eve],
        context: Mapping[int, Timeline],
        below: Mapping[int, Iterable[int]],
    ) -> None:
        self.eves = eves
        self.context = context
        self.below = {org: tuple(each) for org, each in below.items()}
        self.wanted = Wanted()
        self.met: dict[int, set[date]] = defaultdict(set)
        self.steps: dict[int, list[Step]] = defaultdict(list)
        self._now: dict[int, State | None] = {}
        self._under: dict[int, set[int]] = defaultdict(set)
        for org, eve in eves.items():
            state = eve.version.state if eve.version else None
            self._now[org] = state
            if state and state.superior is not None:
                self._under[state.superior].add(org)

    def state(self, org: int, on: date) -> State | None:
        """Return what an organisation is at this point of the replay, on the day `on`."""
        if org in self._now:
            return self._now[org]
        timeline = self.context.get(org)
        if timeline is None:
            self.wanted.context.add(org)
            return None
        self.met[org].add(on)
        found = at(timeline, on)
        return found.state if found else None

    def set(self, org: int, state: State | None, *, on: date, basis: int) -> None:
        """Give an organisation a new state from `on`; None ends it."""
        if org not in self._now:
            self.wanted.replayed.add(org)
            return
        before = self._now[org]
        if before == state:
            return
        if before is not None and before.superior is not None:
            self._under[before.superior].discard(org)
        if state is not None and state.superior is not None:
            self._under[state.superior].add(org)
        self._now[org] = state
        self.steps[org].append(Step(on, state, basis))

    def under(self, superior: int, on: date) -> list[int]:
        """Return the organisations directly under one, in the order of their ids."""
        if superior not in self.below:
            self.wanted.below.add(superior)
        found = set(self._under.get(superior, ()))
        for org in self.below.get(superior, ()):
            if org not in self._now:
                state = self.state(org, on)
                if state is not None and state.superior == superior:
                    found.add(org)
        return sorted(found)

    def last(self, org: int) -> State | None:
        """Return what an organisation that does not stand was on its last whole day, if any."""
        eve = self.eves.get(org, Eve())
        found = eve.version.state if eve.version else eve.last
        for step in _last_of_each_day(self.steps.get(org, ())):
            found = step.state or found
        return found

    def passing(self, org: int, on: date) -> State | None:
        """Return the state that an organisation took earlier on the very day `on`, if it did."""
        steps = self.steps.get(org)
        return steps[-1].state if steps and steps[-1].on == on else None

    def begun_on(self, org: int, on: date) -> bool:
        """Say whether an organisation that stands now did not stand before the day `on`."""
        steps = self.steps.get(org, ())
        before = [each.state for each in steps if each.on < on]
        eve = self.eves.get(org)
        earlier = before[-1] if before else (eve.version if eve else None)
        return org in self._now and earlier is None

    def timelines(self) -> Iterator[tuple[int, list[Version]]]:
        """Yield each replayed organisation with its versions from the eve on."""
        for org, eve in self.eves.items():
            yield org, versions_of(eve.version, self.steps.get(org, ()))


def versions_of(eve: Version | None, steps: Sequence[Step]) -> list[Version]:
    """Join the version of the eve and the states taken since into spans, dropping empty ones."""
    found: list[Version] = []
    current: tuple[date, State, int] | None = None
    if eve is not None:
        current = (eve.start, eve.state, eve.basis)
    for step in _last_of_each_day(steps):
        if current is not None:
            if step.state == current[1]:
                continue
            found.append(Version(current[0], step.on, current[1], current[2], step.basis))
        current = None if step.state is None else (step.on, step.state, step.basis)
    if current is not None:
        found.append(Version(current[0], None, current[1], current[2]))
    return found


def _last_of_each_day(steps: Sequence[Step]) -> Iterator[Step]:
    for place, step in enumerate(steps):
        if place + 1 == len(steps) or steps[place + 1].on != step.on:
            yield step
