"""Say what a decision does to the cells of a committee: those that begin, end, come in or change.

Only what matters to members: `member_plan` fills these cells with invented ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

# Fewer official members than this may not decide anything (`rules.md` R1.1).
FEWEST_OFFICIAL: Final = 3
# From here on a cell should be parted, and a grassroots cell become an organisation (R1.2, R1.4).
FULL: Final = 30


@dataclass(frozen=True)
class CellBegun:
    """A cell that begins, in a grassroots organisation (`host`; itself, if it is one).

    `stated`: it is only told of, with the members it has; else others have to come from `sources`
    or wherever there are some.
    """

    cell: str
    host: str
    stated: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellEnded:
    """A cell that ends (or no longer has members of its own), and the cells that take them.

    `carried`: the decision itself takes all to the one heir. `late`: the heirs begin with it.
    """

    cell: str
    heirs: tuple[str, ...]
    carried: bool = False
    late: bool = False


@dataclass(frozen=True)
class CellTurn:
    """What one decision does to cells; `inside` are all those of the committee afterwards."""

    on: date
    place: int
    begun: tuple[CellBegun, ...] = ()
    ended: tuple[CellEnded, ...] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()


def cells_on(turns: Sequence[CellTurn], day: date) -> frozenset[str]:
    """Return the cells of the committee on a day."""
    return next((each.inside for each in reversed(turns) if each.on <= day), frozenset())
