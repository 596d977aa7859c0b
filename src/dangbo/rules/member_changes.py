"""Read the events of members in the shape that acts keep, and say what is wrong with that shape."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from dangbo.rules.verdicts import Finding, finding

Given = Mapping[str, Any]

STANDINGS: Final = frozenset({"probationary", "official"})
ACTIVITIES: Final = frozenset({"active", "exempt", "suspended"})
NUMBERS: Final = frozenset({"file", "card", "citizen"})
# The events with which a person becomes a member of the register, and those with which he leaves.
ENTRIES: Final = frozenset({"enter", "admit", "readmit", "restore", "move_in"})
EXITS: Final = frozenset({"move_out", "strike_off", "resign", "expel", "die", "annul"})
# The events that say who a person is, with which acts begin and end of itself.
BELIEFS: Final = frozenset({"identify", "sheet"})
MOST_SHAPES: Final = 1_000
SECRET: Final = ("identity", "body")
NOT_FACTS: Final = frozenset({"change", "person", *SECRET})
VALUES: Final = {"standing": STANDINGS, "activity": ACTIVITIES, "kind": NUMBERS}
DAYS: Final = ("admitted", "counted_from", "recognised")

_FIELDS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "enter": (
        frozenset({"org", "standing"}),
        frozenset({"activity", "counted_from", "admitted", "recognised", "identity"}),
    ),
    "admit": (frozenset({"org", "admitted"}), frozenset({"identity"})),
    "readmit": (frozenset({"org", "admitted"}), frozenset()),
    "restore": (frozenset({"org", "standing"}), frozenset()),
    "move_in": (
        frozenset({"org", "standing", "counted_from", "admitted"}),
        frozenset({"from", "identity"}),
    ),
    "move_out": (frozenset(), frozenset({"to"})),
    "recognise": (frozenset(), frozenset()),
    "transfer": (frozenset({"org"}), frozenset()),
    "post_temporarily": (frozenset({"org"}), frozenset()),
    "end_temporary": (frozenset(), frozenset()),
    "exempt": (frozenset(), frozenset()),
    "suspend": (frozenset(), frozenset()),
    "resume": (frozenset(), frozenset()),
    "strike_off": (frozenset(), frozenset({"cause"})),
    "resign": (frozenset(), frozenset()),
    "expel": (frozenset(), frozenset()),
    "die": (frozenset(), frozenset()),
    "annul": (frozenset(), frozenset({"cause"})),
    "attribute": (frozenset({"kind", "value"}), frozenset()),
    "number": (frozenset({"kind", "value"}), frozenset()),
    "identify": (frozenset({"identity"}), frozenset()),
    "sheet": (frozenset({"group", "body"}), frozenset()),
}
CHANGES: Final = tuple(_FIELDS)


class MemberEvent(NamedTuple):
    """One event of a person as it stands in the order of days, acts and places in the act."""

    on: date
    seq: int
    position: int
    change: str
    facts: Given = MappingProxyType({})

    @property
    def place(self) -> tuple[date, int, int]:
        """Return where the event stands in the order."""
        return self.on, self.seq, self.position


def shape_findings(events: Sequence[Given]) -> tuple[Finding, ...]:
    """Say everything that is wrong with the shape of events: unknown changes, fields, values."""
    found: list[Finding] = []
    for position, event in enumerate(events):
        if not _is_sound(event):
            found += _wrong(event, f"events.{position}")
    return tuple(found)


def _is_sound(event: Given) -> bool:
    """Say at a glance that nothing is wrong, as with nearly all events of a long list."""
    judged = _judged_values(str(event.get("change")), tuple(event))
    return judged is not None and bool(event["person"]) and all(_holds(event, judged))


@lru_cache(maxsize=MOST_SHAPES)
def _judged_values(change: str, names: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return which fields of a shape are judged by their values, None where the shape is wrong."""
    if change not in _FIELDS or "person" not in names or _wrong_fields(change, frozenset(names)):
        return None
    also = {"kind"} if change == "number" else set()
    return tuple(each for each in names if each in {"standing", "activity", *DAYS, *also})


def _holds(event: Given, names: tuple[str, ...]) -> list[bool]:
    return [
        event[name] in VALUES[name]
        if name in VALUES
        else event[name] is None or day_in(event[name]) is not None
        for name in names
    ]


def _wrong(event: Given, where: str) -> Iterable[Finding]:
    change = str(event.get("change"))
    if change not in _FIELDS:
        yield finding("UNKNOWN_MEMBER_CHANGE", where, change=change)
        return
    if not event.get("person"):
        yield finding("PERSON_MISSING", where)
    for code, name in _wrong_fields(change, frozenset(event)):
        yield finding(code, where, field=name, change=change)
    yield from _wrong_values(event, where)


@lru_cache(maxsize=MOST_SHAPES)
def _wrong_fields(change: str, names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Say which fields are missing or too many; the shapes that a list of events has are few."""
    needed, allowed = _FIELDS[change]
    given = names - {"change", "person"}
    missing = [("FIELD_MISSING", name) for name in sorted(needed - given)]
    return (*missing, *(("FIELD_UNKNOWN", name) for name in sorted(given - needed - allowed)))


def _wrong_values(event: Given, where: str) -> Iterable[Finding]:
    if event.get("standing", "official") not in STANDINGS:
        yield finding("STANDING_UNKNOWN", where, value=str(event["standing"]))
    if event.get("activity", "active") not in ACTIVITIES:
        yield finding("ACTIVITY_UNKNOWN", where, value=str(event["activity"]))
    if event["change"] == "number" and event.get("kind", "file") not in NUMBERS:
        yield finding("NUMBER_KIND_UNKNOWN", where, value=str(event["kind"]))
    for name in DAYS:
        if name in event and event[name] is not None and day_in(event[name]) is None:
            yield finding("DAY_UNREADABLE", where, field=name, value=str(event[name]))


def day_in(text: object) -> date | None:
    """Return the day that a fact states in ISO form, or None."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def kept_facts(event: Given) -> dict[str, Any]:
    """Return the facts of an event as its row keeps them: nothing personal, days as text."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in event.items()
        if name not in NOT_FACTS
    }
