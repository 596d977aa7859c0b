"""Prepare persons whom nobody knows yet: their events sealed, their courses folded, all as rows.

Nothing here asks a database, so that long lists can be prepared beside the act that writes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from dangbo.base.secrets import OpenKey, Sealing
from dangbo.members.files.entering import NEXT, Straight
from dangbo.members.files.sealed_events import (
    IN_ORDER,
    QUOTED,
    as_object,
    identity_columns,
    sealed_event,
    written,
)
from dangbo.rules.member_changes import Given, MemberEvent, shape_findings
from dangbo.rules.member_course import CarryOver, Life, member_course
from dangbo.rules.member_spans import Held, columns_of, table_of
from dangbo.rules.verdicts import Finding, finding

Row = tuple[Any, ...]


class Ground(NamedTuple):
    """What newcomers of a day stand on: what seals, and what becomes of their organisations."""

    on: date
    sealing: Sealing
    carries: Mapping[int, Sequence[CarryOver]]
    lives: Mapping[int, Sequence[Life]]


# The id of the person, the change, the organisation, and the facts as text.
Arrival = tuple[int, str, int | None, str]


@dataclass
class Newcomers:
    """Persons with all that will be written of them; each row begins with the id of the person.

    `persons` have an id, a key to be known by and a wrapped one; `told` are the events in their
    order as the journal keeps them; `against` says why they cannot come.
    """

    persons: list[tuple[int, str, str]] = field(default_factory=list)
    events: list[Arrival] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    identities: list[Row] = field(default_factory=list)
    sheets: list[Row] = field(default_factory=list)
    spans: dict[str, list[Row]] = field(default_factory=dict)
    numbers: list[tuple[int, str, str]] = field(default_factory=list)
    against: list[Finding] = field(default_factory=list)


# Somebody new: the id kept free for the person, a key to be known by, events of one day in order.
Newcomer = tuple[int, str, Sequence[Given]]


def newcomers(ground: Ground, people: Sequence[Newcomer]) -> Newcomers:
    """Prepare persons."""
    found = Newcomers()
    straight = Straight(ground.on, ground.carries, ground.lives)
    keys = ground.sealing.fresh(len(people))
    for (person, uid, events), key in zip(people, keys, strict=True):
        found.persons.append((person, uid, key.wrapped))
        wrong = shape_findings(events)
        if wrong:
            found.against.extend(wrong)
            continue
        kept, secrets = _keep_events(found, person, events, key, ground.sealing)
        _keep_identity(found, person, events)
        spans = straight.spans(person, kept, secrets)
        for table, row in _walked(found, person, kept, ground, secrets) if spans is None else spans:
            found.spans.setdefault(table, []).append(row)
    return found


def _keep_events(
    found: Newcomers, person: int, events: Sequence[Given], key: OpenKey, sealing: Sealing
) -> tuple[list[tuple[str, Given]], dict[str, str]]:
    """Add the events of a person; return their facts, and by what is looked up secret numbers."""
    all_facts: list[tuple[str, Given]] = []
    sheets: dict[str, str] = {}
    secrets: dict[str, str] = {}
    for event in events:
        change = event["change"]
        facts, sealed, number = sealed_event(event, lambda: key, sealing.lookup)
        texts = written(facts)
        all_facts.append((change, facts))
        found.events.append((person, change, facts.get("org"), as_object(texts.items())))
        texts |= {"change": QUOTED(change), "person": str(person)}
        if sealed:
            texts["sealed"] = IN_ORDER(sealed)
        found.told.append(as_object(sorted(texts.items())))
        if change == "sheet":
            sheets[event["group"]] = sealed.get("body", "")
        elif change == "number" and facts["value"]:
            found.numbers.append((person, facts["kind"], facts["value"]))
            if number:
                secrets[facts["value"]] = number
    for group, body in sheets.items():
        found.sheets.append((person, group, body))
    return all_facts, secrets


def _keep_identity(found: Newcomers, person: int, events: Sequence[Given]) -> None:
    stated = [event["identity"] for event in events if event.get("identity")]
    if stated and stated[-1].get("name"):
        found.identities.append((person, *_plain(identity_columns(stated[-1]))))
    else:
        found.against.append(finding("PERSON_UNKNOWN", person=person))


def _walked(
    found: Newcomers,
    person: int,
    kept: Sequence[tuple[str, Given]],
    ground: Ground,
    secrets: Mapping[str, str],
) -> Iterable[tuple[str, Row]]:
    """Yield the spans of somebody as the course says them, each with its table."""
    carries, lives = ground.carries, ground.lives
    course = member_course(
        person=person,
        events=[
            MemberEvent(ground.on, NEXT, position, change, facts)
            for position, (change, facts) in enumerate(kept)
        ],
        carries=lambda org: carries.get(org, ()),
        lives=lambda org: lives.get(org, ()),
    )
    found.against.extend(each for _, each in course.against)
    for span in dict.fromkeys(course.spans):
        values = columns_of(span, secrets.get(str(span.value), "") if secrets else "")
        yield table_of(span.track), (person, *_plain((*_held(span), *values)))


def _held(span: Held) -> tuple[date, date | None, int | None, int | None]:
    """Return the days of a span and the acts that began and ended it, None for the next one."""
    end = None if span.end_basis == NEXT else span.end_basis
    return span.start, span.end, None if span.basis == NEXT else span.basis, end


def _plain(values: Iterable[Any]) -> list[Any]:
    """Return values with days as text, as databases read them."""
    return [each.isoformat() if each.__class__ is date else each for each in values]
