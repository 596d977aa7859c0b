"""Say what is wrong with a file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from dangbo.history.phrases import remedy_of, sentence_of

Step = str | int
FieldPath = tuple[Step, ...]
Fact = str | int


class Place(NamedTuple):
    """A place in a text, counted from 1; line 0 means the whole file."""

    line: int = 0
    column: int = 0


NOWHERE: Final = Place()


@dataclass(frozen=True)
class Problem:
    """One thing wrong: its code and facts, the field, and where that stands in the file."""

    code: str
    path: FieldPath = ()
    facts: tuple[tuple[str, Fact], ...] = ()
    place: Place = NOWHERE
    at_key: bool = False
    words: str = ""

    @property
    def field(self) -> str:
        """Return the field as `figures[3].value`."""
        return dotted(self.path)

    @property
    def sentence(self) -> str:
        """Say what is wrong."""
        return self.words or sentence_of(self.code, dict(self.facts))

    @property
    def remedy(self) -> str:
        """Say what to do about it."""
        return remedy_of(self.code, dict(self.facts))

    def line_of(self, name: str) -> str:
        """Return the whole problem as one line, beginning with the file and the place."""
        where = f"{name}:{self.place.line}:{self.place.column}" if self.place.line else name
        parts = [where, self.field, f"{self.sentence} {self.remedy}".strip()]
        return ": ".join(part for part in parts if part)


def problem(code: str, path: FieldPath = (), /, *, at_key: bool = False, **facts: Fact) -> Problem:
    """Build a problem from keyword facts, in a fixed order."""
    return Problem(code, path, tuple(sorted(facts.items())), at_key=at_key)


def dotted(path: FieldPath) -> str:
    """Return a path of steps as `decisions[0].changes[1].name`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


@dataclass
class Problems:
    """Gather what is wrong and what only deserves a warning, without repeating either."""

    errors: dict[Problem, None] = field(default_factory=dict)
    warnings: dict[Problem, None] = field(default_factory=dict)

    def refuse(self, *found: Problem) -> None:
        """Add errors."""
        self.errors.update(dict.fromkeys(found))

    def warn(self, *found: Problem) -> None:
        """Add warnings."""
        self.warnings.update(dict.fromkeys(found))


def in_order(found: Iterable[Problem]) -> list[Problem]:
    """Put problems into the order of the file."""
    return sorted(found, key=lambda each: (each.place, each.field, each.code))


def placed(found: Problem, place: Place) -> Problem:
    """Return a problem with its place."""
    return replace(found, place=place)
