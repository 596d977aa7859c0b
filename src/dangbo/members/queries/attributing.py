"""Follow whose the events of an act on members are, and the day of the act, from act to act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

AGAIN: Final = 0


class Statement(NamedTuple):
    """How an act stands from one act on: its day, None where it is void."""

    by: int
    on: date | None
    precision: str


class Attribution(NamedTuple):
    """Whose events of an act are from one act on, by their places: None of nobody.

    `AGAIN` stands for whose they were before a merge dropped them.
    """

    by: int
    persons: Mapping[int, int | None]


@dataclass
class Attributing:
    """Follow whose the events of one act are, and the day of the act."""

    seq: int
    first: Sequence[int]
    now: Statement | None = None
    held: dict[int, tuple[int, Statement, int]] = field(default_factory=dict)
    dropped: dict[int, int] = field(default_factory=dict)
    done: list[tuple[Any, ...]] = field(default_factory=list)

    def state(self, statement: Statement) -> None:
        """Give the events in force another day, or void them; at first, all are written."""
        own = {position: person for position, (person, _, _) in self.held.items()}
        if self.now is None:
            own = dict(enumerate(self.first))
        self.now = statement
        for position, person in own.items():
            self._end(position, statement.by)
            if statement.on is not None:
                self.held[position] = (person, statement, statement.by)

    def attribute(self, turn: Attribution) -> None:
        """Give events to another person, or to nobody, or back to whose they were."""
        for position, person in turn.persons.items():
            if person is None:
                self.dropped[position] = self.held[position][0]
            wanted = self.dropped[position] if person == AGAIN else person
            self._end(position, turn.by)
            if wanted is not None and self.now is not None:
                self.held[position] = (wanted, self.now, turn.by)

    def _end(self, position: int, by: int) -> None:
        if position in self.held:
            self.done.append((position, *self.held.pop(position), by))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row: its place, its person, and the acts that opened and voided it."""
        still = ((position, *each, None) for position, each in self.held.items())
        for position, person, statement, by, end in (*self.done, *still):
            yield (self.seq, position, statement.on, statement.precision), person, by, end
