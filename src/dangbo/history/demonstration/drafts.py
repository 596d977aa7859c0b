"""Say what is read from a register before a demonstration, and what is to be written into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.rules.calibration import Anchor, Arrival

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Move:
    """A published coming in of organisations that nobody listed, with its paper if known.

    `sources` are the keys of the organisations they left, each with its kind and the first day on
    which it stands.
    """

    on: date
    count: int | None
    sources: tuple[tuple[str, str, date], ...] = ()
    paper: str = ""
    precision: str = "day"
    on_text: str = ""

    @property
    def arrival(self) -> Arrival:
        """Return it as the calibration takes it."""
        return Arrival(self.on, self.count)


@dataclass(frozen=True)
class Brief:
    """What a committee's history says that a demonstration has to agree with.

    `until` is the first day on which the committee no longer stands, `last` the day on which the
    demonstration leaves off.
    """

    committee: str
    since: date
    until: date | None
    last: date
    anchors: tuple[Anchor, ...]
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Draft:
    """An invented decision before it is written; organisations are named by their keys.

    It cites the paper of `move` where that has one, else an invented one of its own.
    """

    on: date
    title: str
    changes: tuple[Change, ...]
    move: Move | None = None

    @property
    def imports(self) -> bool:
        """Say whether it states what is there, and decides nothing."""
        return all(each["change"] == "import" for each in self.changes)
