"""Prepare persons whom nobody knows yet: their events sealed, their courses folded, all as rows.

Nothing here asks a database, so that long lists can be prepared beside the act that writes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from dangbo.base.secrets import OpenKey, Sealing
from dangbo.members.files.sealed_events import ENCODED, identity_columns, sealed_event
from dangbo.rules.member_changes import Given, MemberEvent, shape_findings
from dangbo.rules.member_course import CarryOver, Life, member_course
from dangbo.rules.member_spans import Held, columns_of, table_of
from dangbo.rules.verdicts import Finding, finding

# The act that will record them has no number yet, but follows all that were recorded.
NEXT: Final = 2**62
NOBODY: Final = 0
Row = tuple[Any, ...]


class Ground(NamedTuple):
    """What newcomers of a day stand on: what seals, and what becomes of their organisations."""

    on: date
    sealing: Sealing
    carries: Mapping[int, Sequence[CarryOver]]
    lives: Mapping[int, Sequence[Life]]


# The place of the person, the change, the organisation, the facts as text, what the journal keeps.
Arrival = tuple[int, str, int | None, str, dict[str, Any]]


@dataclass
class Newcomers:
    """Persons with all that will be written of them; each row begins with the person's place.

    `persons` have a key to be known by and a wrapped one; `against` says why they cannot come.
    """

    persons: list[tuple[str, str]] = field(default_factory=list)
    events: list[Arrival] = field(default_factory=list)
    identities: list[Row] = field(default_factory=list)
    sheets: list[Row] = field(default_factory=list)
    spans: dict[str, list[Row]] = field(default_factory=dict)
    numbers: list[tuple[int, str, str]] = field(default_factory=list)
    against: list[Finding] = field(default_factory=list)


def newcomers(ground: Ground, people: Iterable[tuple[str, Sequence[Given]]]) -> Newcomers:
    """Prepare persons, each a key to be known by and events of one day in their order."""
    found = Newcomers()
    for at, (uid, events) in enumerate(people):
        key = ground.sealing.fresh()
        found.persons.append((uid, key.wrapped))
        wrong = shape_findings(events)
        if wrong:
            found.against.extend(wrong)
            continue
        secrets = _keep_events(found, at, events, key, ground.sealing)
        _keep_identity(found, at, events)
        _keep_course(found, at, events, ground, secrets)
    return found


def _keep_events(
    found: Newcomers, at: int, events: Sequence[Given], key: OpenKey, sealing: Sealing
) -> dict[str, str]:
    """Add the events of a person; return the secret numbers sealed, by what stands for them."""
    sheets, secrets = {}, {}
    for event in events:
        change = event["change"]
        facts, sealed, number = sealed_event(event, lambda: key, sealing.lookup)
        kept = {"change": change, **facts}
        if sealed:
            kept["sealed"] = sealed
        found.events.append((at, change, facts.get("org"), ENCODED(facts), kept))
        if change == "sheet":
            sheets[event["group"]] = sealed.get("body", "")
        elif change == "number" and facts["value"]:
            found.numbers.append((at, facts["kind"], facts["value"]))
            if number:
                secrets[facts["value"]] = number
    for group, body in sheets.items():
        found.sheets.append((at, group, body))
    return secrets


def _keep_identity(found: Newcomers, at: int, events: Sequence[Given]) -> None:
    stated = [event["identity"] for event in events if event.get("identity")]
    if stated and stated[-1].get("name"):
        found.identities.append((at, *_plain(identity_columns(stated[-1]))))
    else:
        found.against.append(finding("PERSON_UNKNOWN", person=NOBODY))


def _keep_course(
    found: Newcomers, at: int, events: Sequence[Given], ground: Ground, secrets: Mapping[str, str]
) -> None:
    carries, lives = ground.carries, ground.lives
    kept = found.events[-len(events) :]
    course = member_course(
        person=NOBODY,
        events=[
            MemberEvent(ground.on, NEXT, position, change, told)
            for position, (_, change, _, _, told) in enumerate(kept)
        ],
        carries=lambda org: carries.get(org, ()),
        lives=lambda org: lives.get(org, ()),
    )
    found.against.extend(each for _, each in course.against)
    for span in dict.fromkeys(course.spans):
        values = columns_of(span, secrets.get(str(span.value), "") if secrets else "")
        rows = found.spans.setdefault(table_of(span.track), [])
        rows.append((at, *_plain((*_held(span), *values))))


def _held(span: Held) -> tuple[date, date | None, int | None, int | None]:
    """Return the days of a span and the acts that began and ended it, None for the next one."""
    end = None if span.end_basis == NEXT else span.end_basis
    return span.start, span.end, None if span.basis == NEXT else span.basis, end


def _plain(values: Iterable[Any]) -> list[Any]:
    """Return values with days as text, as databases read them."""
    return [each.isoformat() if each.__class__ is date else each for each in values]
