"""Let higher areas foresee what goes along with organisations, and say what is against it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from dangbo.orgs.commands import Foresight
from dangbo.rules.projection import Projection
from dangbo.rules.verdicts import Verdict

Changes = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Size:
    """How many members an organisation has, and how many of them are official."""

    members: int
    official: int


class Along(Protocol):
    """What follows the acts of one foresight, one after the other; nothing is written."""

    def meet(self, *, found: Projection, stated: Mapping[int, Changes]) -> Verdict:
        """Follow an act that was just laid; `stated` has the changes of acts not in the journal."""

    def told(self, key: Callable[[int], str]) -> list[Any]:
        """Return all that would come of it in plain values; `key` names an organisation."""

    def resized(self, on: date) -> set[int]:
        """Return the organisations whose number of members on a day would be another."""

    def sizes(self, orgs: Iterable[int], on: date) -> Mapping[int, Size]:
        """Return how many members organisations would have on a day; those of none are left out."""


Begin = Callable[[Foresight], Along]
_beginnings: Final[dict[str, Begin]] = {}


def register_along(key: str, begin: Begin) -> None:
    """Have `begin` follow each foresight; in `ready()`."""
    _beginnings[key] = begin


def begin_along(foresight: Foresight) -> dict[str, Along]:
    """Return one follower of every area for a foresight."""
    return {key: begin(foresight) for key, begin in _beginnings.items()}


def meet_all(
    along: Mapping[str, Along], *, found: Projection, stated: Mapping[int, Changes]
) -> Verdict:
    """Return what all followers say of an act; where the rules refuse it, nothing follows."""
    if not found.outcome.verdict.allows:
        return Verdict()
    verdicts = [each.meet(found=found, stated=stated) for each in along.values()]
    return Verdict(
        tuple(one for each in verdicts for one in each.against),
        tuple(one for each in verdicts for one in each.warnings),
    )
