"""Write where an organisation stands as one string: all below it are one range of strings."""

from dataclasses import dataclass
from datetime import date
from typing import Final

SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
WIDTH: Final = 4
AFTER_ALL: Final = "~"


@dataclass(frozen=True, slots=True)
class Path:
    """The place of an organisation over a span: its superiors from the top, itself last."""

    start: date
    end: date | None
    path: str

    @property
    def depth(self) -> int:
        """Return the number of levels above it."""
        return len(self.path) // WIDTH - 1


def segment(org: int) -> str:
    """Write an id in four signs whose byte order is the order of ids."""
    if org >= len(SIGNS) ** WIDTH:
        raise ValueError(f"organisation {org} is beyond what {WIDTH} signs can write")
    signs = ""
    for _ in range(WIDTH):
        org, rest = divmod(org, len(SIGNS))
        signs = SIGNS[rest] + signs
    return signs


def orgs_of(path: str) -> list[int]:
    """Read a path back into the ids it is made of, from the top down."""
    found = []
    for at in range(0, len(path), WIDTH):
        number = 0
        for sign in path[at : at + WIDTH]:
            number = number * len(SIGNS) + SIGNS.index(sign)
        found.append(number)
    return found
