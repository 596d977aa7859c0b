"""Turn the rows of a part that are ready into events, and new persons into rows, beside the act."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import uuid4

from dangbo.base.beside import uncollected
from dangbo.base.secrets import OpenKey
from dangbo.intake.files.fields import ATTRIBUTES, GROUP, RESIDENCE, WHO
from dangbo.intake.files.parts import Judged, judged_from
from dangbo.members.files.newcomers import Ground, Newcomers, newcomers
from dangbo.rules.row_states import BY_PAPER, CHANGED, NEW, NUMBERS
from dangbo.rules.typed_days import day_told

Event = dict[str, Any]
WHOLE_DAY = len("1980-02-03")
READY: Final = frozenset((NEW, CHANGED))


@dataclass(frozen=True)
class PartToTake:
    """The judged rows of a part as they are kept, and what new persons take where a row is mute."""

    token: str
    key: OpenKey
    defaults: Mapping[str, str]

    def rows(self) -> list[Judged]:
        """Return the rows that are ready."""
        return ready(judged_from(self.token, self.key))


class Needs(NamedTuple):
    """What a part needs before it is taken: organisations by key, a paper, so many new persons."""

    orgs: tuple[str, ...]
    paper: bool
    persons: int


class PartOnGround(NamedTuple):
    """A part, ids for its new persons, those of its organisations, and what becomes of those."""

    part: PartToTake
    persons: list[int]
    orgs: Mapping[str, int]
    ground: Ground


class TakenPart(NamedTuple):
    """The new persons of a part, the row and the fields each is of, and the rows that change."""

    newcomers: Newcomers
    origins: list[tuple[int, int, str]]
    changed: list[Judged]


def ready(rows: Iterable[Judged]) -> list[Judged]:
    """Return the rows that will be taken."""
    return [each for each in rows if each.state.state in READY]


def needs_of(rows: Iterable[Judged], defaults: Mapping[str, str]) -> Needs:
    """Return what has to be known of all parts before one is taken."""
    taken, own = ready(rows), defaults.get("org", "")
    orgs = {each.values.get("org") or own for each in taken if each.state.state == NEW}
    paper = any(
        change.field in BY_PAPER and change.old for each in taken for change in each.state.changes
    )
    return Needs(tuple(sorted(orgs - {""})), paper, sum(not each.state.person for each in taken))


@uncollected()
def taken_part(given: PartOnGround) -> TakenPart:
    """Prepare the new persons of a part; those whom the register knows are only sorted out."""
    rows = given.part.rows()
    coming = [row for row in rows if not row.state.person]
    people = [
        (person, uid, tuple(_entering(row, uid, given)))
        for person, row in zip(given.persons, coming, strict=True)
        for uid in [uuid4().hex]
    ]
    found = newcomers(given.ground, people)
    came = zip(given.persons, coming, strict=True)
    origins = [(person, row.state.number, fields_of(row)) for person, row in came]
    return TakenPart(found, origins, [row for row in rows if row.state.person])


def fields_of(row: Judged) -> str:
    """Return the fields that a row brings, parted by blanks."""
    return " ".join([each.field for each in row.state.changes] or sorted(row.values))


def _entering(row: Judged, uid: str, given: PartOnGround) -> Iterator[Event]:
    values = {**given.part.defaults, **row.values}
    enter: Event = {
        "change": "enter",
        "person": uid,
        "org": given.orgs[values["org"]],
        "standing": values["standing"],
        "activity": values.get("activity", "active"),
        "identity": _identity(values),
    }
    admitted = values.get("admitted", "")
    if len(admitted) == WHOLE_DAY:
        enter |= {"admitted": admitted, "counted_from": admitted}
    official = values.get("recognised", "")
    if values["standing"] == "official" and len(official) == WHOLE_DAY:
        enter["recognised"] = official
    yield enter
    yield from _qualities(row.values, uid)
    residence = {code: values[name] for name, code in RESIDENCE.items() if values.get(name)}
    if residence:
        yield {"change": "sheet", "person": uid, "group": GROUP, "body": residence}


def changing(row: Judged, uid: str, body: Mapping[str, Any]) -> Iterator[Event]:
    """Yield what a row changes of somebody known; `body` is where he or she lives."""
    new = {each.field: each.new for each in row.state.changes}
    identity = _identity({name: text for name, text in new.items() if name in WHO})
    if identity:
        yield {"change": "identify", "person": uid, "identity": identity}
    yield from _qualities(new, uid)
    residence = {code: new[name] for name, code in RESIDENCE.items() if name in new}
    if residence:
        yield {"change": "sheet", "person": uid, "group": GROUP, "body": {**body, **residence}}


def _qualities(values: Mapping[str, str], uid: str) -> Iterator[Event]:
    for name, value in values.items():
        if name in NUMBERS:
            yield {"change": "number", "person": uid, "kind": name, "value": value}
        elif name in ATTRIBUTES:
            yield {"change": "attribute", "person": uid, "kind": name, "value": value}


def _identity(values: Mapping[str, str]) -> Event:
    told: Event = {name: values[name] for name in WHO if values.get(name)}
    if "birth" in told:
        day = day_told(told["birth"])
        told |= {"birth": day.first.isoformat(), "birth_precision": day.precision.value}
    return told
