"""Say what each change of a drafted decision is filled with, field by field.

A draft keeps what was typed so far, so each field may be empty; organisations are keys throughout,
those that are still to begin included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any, Final


class Shape(StrEnum):
    """What a field holds."""

    ORG = auto()  # the key of one organisation
    ORGS = auto()  # a list of keys
    TEXT = auto()
    KIND = auto()  # the code of a kind
    COUNT = auto()
    FLAG = auto()
    NEW = auto()  # an organisation that begins: a mapping of ENTRY
    EITHER = auto()  # the same, or one that stands: `new` says which
    RESULTS = auto()  # a list of those
    NEWS = auto()  # a list of organisations that begin
    ROWS = auto()  # a list of source, result and part
    PLACES = auto()  # a mapping of organisations to the result that each goes under
    MEMBERS = auto()  # `listed`: where each person goes, `rest`: where all the others go


@dataclass(frozen=True)
class Slot:
    """One field of a change."""

    name: str
    shape: Shape
    required: bool = True


def _may(name: str, shape: Shape) -> Slot:
    return Slot(name, shape, required=False)


# What an organisation that begins is described by; `org` is the key it will have.
ENTRY: Final = (
    Slot("name", Shape.TEXT),
    _may("short_name", Shape.TEXT),
    Slot("kind", Shape.KIND),
    _may("superior", Shape.ORG),
    _may("code", Shape.TEXT),
    _may("sector", Shape.TEXT),
)
# Where the members of the sources go, if not all to the one that takes the whole.
MEMBERS: Final = _may("members", Shape.MEMBERS)
SLOTS: Final[Mapping[str, tuple[Slot, ...]]] = {
    "found": ENTRY,
    "import": ENTRY,
    "rename": (
        Slot("org", Shape.ORG),
        Slot("name", Shape.TEXT),
        _may("short_name", Shape.TEXT),
    ),
    "retype": (
        Slot("org", Shape.ORG),
        Slot("kind", Shape.KIND),
        _may("name", Shape.TEXT),
        _may("short_name", Shape.TEXT),
        MEMBERS,
    ),
    "move": (Slot("orgs", Shape.ORGS), Slot("superior", Shape.ORG)),
    "recode": (Slot("org", Shape.ORG), Slot("code", Shape.TEXT)),
    "dissolve": (Slot("org", Shape.ORG), _may("below", Shape.ORG), MEMBERS),
    "restore": (
        Slot("org", Shape.ORG),
        _may("name", Shape.TEXT),
        _may("short_name", Shape.TEXT),
        _may("kind", Shape.KIND),
        _may("superior", Shape.ORG),
        _may("code", Shape.TEXT),
        _may("gap_unknown", Shape.FLAG),
    ),
    "merge": (Slot("sources", Shape.ORGS), Slot("result", Shape.NEW), MEMBERS),
    "absorb": (Slot("sources", Shape.ORGS), Slot("result", Shape.ORG), MEMBERS),
    "split": (
        Slot("source", Shape.ORG),
        Slot("results", Shape.RESULTS),
        _may("below", Shape.PLACES),
        MEMBERS,
    ),
    "hand_over_part": (
        Slot("source", Shape.ORG),
        Slot("orgs", Shape.ORGS),
        Slot("result", Shape.EITHER),
        MEMBERS,
    ),
    "regroup": (
        Slot("rows", Shape.ROWS),
        _may("results", Shape.NEWS),
        _may("below", Shape.PLACES),
        MEMBERS,
    ),
    "unlisted": (
        Slot("what", Shape.TEXT),
        Slot("count", Shape.COUNT),
        _may("sources", Shape.ORGS),
        _may("result", Shape.ORG),
        _may("text", Shape.TEXT),
    ),
}
BEGINNING: Final = frozenset({"found", "import"})
EMPTY: Final[tuple[Any, ...]] = (None, "", [], {}, False)


def entries_of(change: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the organisations that a change describes as new, each with the field it is in."""
    if change["change"] in BEGINNING:
        return [("", change)]
    found = []
    for slot in SLOTS[change["change"]]:
        value = change.get(slot.name)
        if slot.shape in {Shape.NEW, Shape.EITHER} and isinstance(value, Mapping):
            found.append((slot.name, value))
        elif slot.shape in {Shape.RESULTS, Shape.NEWS}:
            found += [(f"{slot.name}[{at}]", each) for at, each in enumerate(value or ())]
    return [(where, each) for where, each in found if begins(change["change"], each)]


def begins(kind: str, entry: Mapping[str, Any]) -> bool:
    """Say whether an entry of a change describes an organisation that is to begin."""
    return kind in {"merge", "regroup"} or bool(entry.get("new"))
