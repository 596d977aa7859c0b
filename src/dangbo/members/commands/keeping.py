"""Prepare events for their rows and for the journal: secrets sealed, persons by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.bulk import insert_rows
from dangbo.base.secrets import OpenKey, lookup
from dangbo.members.access import chunks, every, strangers
from dangbo.members.files.sealed_events import sealed_event
from dangbo.members.models import Identity, Number, Person
from dangbo.members.queries.merged import kept_for
from dangbo.rules.member_changes import Given
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.verdicts import Finding, finding

BEGINS = frozenset({"enter", "admit", "move_in", "identify"})


class OpenKeys:
    """Open the key of each person once, while one act is recorded."""

    def __init__(self) -> None:
        self._open: dict[str, OpenKey] = {}

    def fresh(self) -> str:
        """Return the wrapped key of somebody new, and keep it open."""
        key = OpenKey.fresh()
        self._open[key.wrapped] = key
        return key.wrapped

    def of(self, wrapped: str) -> OpenKey:
        """Return a key, open."""
        found = self._open.get(wrapped)
        if found is None:
            found = self._open[wrapped] = OpenKey.opened(wrapped)
        return found


class KeptEvent(NamedTuple):
    """An event ready to be written: its place, its person, its open facts and what is sealed."""

    position: int
    person: int
    change: str
    facts: Given
    identity: Given | None = None
    group: str = ""
    sealed: Mapping[str, str] = MappingProxyType({})
    number: str = ""


def persons_of(uids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return id and wrapped key of the persons that these keys name."""
    found: dict[str, tuple[int, str]] = {}
    for keys in chunks(uids):
        rows = every(Person).filter(uid__among=keys).values_list("uid", "pk", "key")
        found |= {uid: (pk, key) for uid, pk, key in rows}
    return found


def missing_identities(
    events: Sequence[Given], known: Mapping[str, tuple[int, str]]
) -> list[Finding]:
    """Say which events speak of persons whom nobody knows, and who are not described.

    Somebody whom only a decision lists, or whose every statement was taken back, is not known.
    """
    told: set[int] = set()
    for ids in chunks(pk for pk, _ in known.values()):
        rows = every(Identity).filter(person__among=ids, voided_by=None)
        told.update(rows.values_list("person", flat=True))
    described = {
        event["person"]
        for event in events
        if event["change"] in BEGINS and (event.get("identity") or {}).get("name")
    }
    return [
        finding("PERSON_UNKNOWN", f"events.{position}", person=event["person"])
        for position, event in enumerate(events)
        if event["person"] not in described and known.get(event["person"], (0, ""))[0] not in told
    ]


def merged_away(known: Mapping[str, tuple[int, str]]) -> list[Finding]:
    """Say which persons count for others since they were merged, and so take no events."""
    uids = {pk: uid for uid, (pk, _) in known.items()}
    return [
        finding("PERSON_MERGED", key=uids[gone], person=kept)
        for gone, kept in sorted(kept_for(uids).items())
    ]


def make_persons(
    uids: Iterable[str],
    known: Mapping[str, tuple[int, str]],
    *,
    invented: bool,
    keys: OpenKeys | None = None,
) -> dict[str, tuple[int, str]]:
    """Make those persons of whom nothing is known, each with a key; return all of them."""
    new = [uid for uid in dict.fromkeys(uids) if uid not in known]
    if not new:
        return dict(known)
    opened = keys or OpenKeys()
    rows = ((uid, invented, opened.fresh()) for uid in new)
    insert_rows(Person, ("uid", "invented", "key"), rows)
    return {**known, **persons_of(new)}


def kept_events(
    events: Sequence[Given], persons: Mapping[str, tuple[int, str]], keys: OpenKeys
) -> list[KeptEvent]:
    """Return events as rows keep them."""
    return [
        _kept(position, event, *persons[event["person"]], keys)
        for position, event in enumerate(events)
    ]


def _kept(position: int, event: Given, person: int, key: str, keys: OpenKeys) -> KeptEvent:
    facts, sealed, number = sealed_event(event, lambda: keys.of(key), lookup)
    group = event.get("group", "")
    return KeptEvent(
        position, person, event["change"], facts, event.get("identity"), group, sealed, number
    )


def journalled(event: KeptEvent) -> dict[str, Any]:
    """Return an event as the journal keeps it."""
    kept: dict[str, Any] = {"change": event.change, "person": event.person, **event.facts}
    return kept | ({"sealed": dict(event.sealed)} if event.sealed else {})


class Borne(NamedTuple):
    """A number that an event gives a person."""

    kind: str
    value: str
    person: int
    position: int


def borne(events: Iterable[KeptEvent]) -> Iterator[Borne]:
    """Yield the numbers that events give."""
    for each in events:
        if each.change == "number" and each.facts["value"]:
            yield Borne(each.facts["kind"], each.facts["value"], each.person, each.position)


def taken_numbers(actor: Actor, given: Iterable[Borne]) -> list[Finding]:
    """Say which numbers somebody else bears already, here or in the register.

    Of somebody whom the actor may not see nothing is said but that the number cannot be taken.
    """
    found = _all_taken(given)
    others = {int(str(each.fact("other"))) for each in found}
    unseen = strangers(actor, others, act=MEMBER_READ)
    return [_unproven(each) if each.fact("other") in unseen else each for each in found]


def _unproven(taken: Finding) -> Finding:
    kind, person = taken.fact("kind"), taken.fact("person")
    return finding("NUMBER_UNPROVEN", taken.where, kind=kind, person=person)


def _all_taken(given: Iterable[Borne]) -> list[Finding]:
    wanted: dict[tuple[str, str], Borne] = {}
    found: list[Finding] = []
    for each in given:
        other = wanted.setdefault((each.kind, each.value), each)
        if other.person != each.person:
            found.append(_taken(each, other.person))
    for values in chunks({value for _, value in wanted}):
        rows = every(Number).filter(lookup__among=values, voided_by=None, end=None)
        for kind, value, person in rows.values_list("kind", "lookup", "person"):
            same = wanted.get((kind, value))
            if same is not None and same.person != person:
                found.append(_taken(same, person))
    return found


def _taken(borne: Borne, other: int) -> Finding:
    where = f"events.{borne.position}"
    return finding("NUMBER_TAKEN", where, kind=borne.kind, person=borne.person, other=other)
