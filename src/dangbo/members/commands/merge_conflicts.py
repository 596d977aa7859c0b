"""Tell what two records of one person state differently, so that an officer may choose."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.base.secrets import SecretsError, unseal
from dangbo.members.access import every
from dangbo.members.commands.merge_planning import Plan, as_event
from dangbo.members.models import Attribute, Event, Identity, Number, Person, Sheet
from dangbo.members.queries.rows import plain_number
from dangbo.members.replay import courses
from dangbo.rules.member_changes import MemberEvent
from dangbo.rules.member_course import Course
from dangbo.rules.member_numbers import masked
from dangbo.rules.member_spans import Held
from dangbo.rules.person_merging import Stated, clashes, held_apart, stated_differently
from dangbo.rules.verdicts import Finding

WHO: Final = ("name", "sex", "birth", "birth_precision", "ethnicity", "religion", "home_town")
REPEATS: Final = "MERGE_REPEATS"


@dataclass(frozen=True)
class Conflict:
    """What both sides state differently, or an event of the one that cannot stand.

    `kind` is `identity`, `event`, `number`, `attribute` or `sheet`; `field` names the field, the
    kind or the group. An event has its act and position, with which it can be dropped; `why` is the
    code of a finding, `found` the finding itself, `repeats` whether the other side says the same.
    """

    kind: str
    field: str = ""
    kept: Any = ""
    gone: Any = ""
    act: int | None = None
    position: int | None = None
    on: date | None = None
    change: str = ""
    why: str = ""
    found: Finding | None = None
    repeats: bool = False


def conflicts_of(plan: Plan) -> tuple[Conflict, ...]:
    """Return every conflict of a merge, whatever is dropped already of the one who goes."""
    theirs = [*plan.moved, *(row for row in plan.dropped if row.person_id == plan.gone.pk)]
    return (
        *_identities(plan.kept, plan.gone),
        *_events(plan, theirs),
        *_numbers(plan, theirs),
        *_attributes(plan, theirs),
        *_sheets(plan.kept, plan.gone),
    )


def identity_of(person: Person) -> dict[str, Any]:
    """Return what is believed of who a person is, facts and columns together."""
    row = every(Identity).filter(person=person, voided_by=None).first()
    if row is None:
        return {}
    return {name: getattr(row, name) for name in WHO} | dict(row.facts)


def _identities(kept: Person, gone: Person) -> Iterator[Conflict]:
    for each in stated_differently(identity_of(kept), identity_of(gone)):
        yield Conflict("identity", *each)


def _events(plan: Plan, theirs: Sequence[Event]) -> Iterator[Conflict]:
    def fold(events: Sequence[MemberEvent]) -> Course:
        return courses(plan.tables, {plan.kept.pk: events})[plan.kept.pk]

    own = [as_event(row) for row in plan.staying]
    for each in clashes(kept=own, gone=[as_event(row) for row in theirs], fold=fold):
        event = each.event
        yield Conflict(
            "event",
            act=event.seq,
            position=event.position,
            on=event.on,
            change=event.change,
            why=REPEATS if each.repeats else each.found.code,
            found=each.found,
            repeats=each.repeats,
        )


def _numbers(plan: Plan, theirs: Sequence[Event]) -> Iterator[Conflict]:
    kept, gone = (_number_spans(each) for each in (plan.kept, plan.gone))
    for mine, other in held_apart(kept, gone, ""):
        if mine.end is None and other.end is None:
            yield _dated("number", mine, other, theirs)


def _number_spans(person: Person) -> list[Held]:
    rows = every(Number).filter(person=person, voided_by=None)
    fields = ("kind", "start", "end", "value", "sealed", "basis")
    return [
        Held(kind, start, end, plain_number(person.key, sealed) if sealed else value, basis)
        for kind, start, end, value, sealed, basis in rows.values_list(*fields)
    ]


def _attributes(plan: Plan, theirs: Sequence[Event]) -> Iterator[Conflict]:
    kept, gone = (_attribute_spans(each) for each in (plan.kept, plan.gone))
    for mine, other in held_apart(kept, gone, ""):
        yield _dated("attribute", mine, other, theirs)


def _attribute_spans(person: Person) -> list[Held]:
    rows = every(Attribute).filter(person=person, voided_by=None)
    fields = ("kind", "start", "end", "value", "basis")
    return [Held(*row) for row in rows.values_list(*fields)]


def _dated(kind: str, mine: Held, other: Held, theirs: Sequence[Event]) -> Conflict:
    """Return the conflict of two spans, with the event of the one who goes that states his."""
    row = next(
        (
            each
            for each in theirs
            if (each.act_id, each.change) == (other.basis, kind)
            and each.facts["kind"] == other.track
        ),
        None,
    )
    values = (str(mine.value), str(other.value))
    shown = [masked(mine.track, each) for each in values] if kind == "number" else values
    return Conflict(
        kind,
        mine.track,
        shown[0],
        shown[1],
        act=other.basis if row else None,
        position=row.position if row else None,
        on=other.start,
        change=kind,
    )


def _sheets(kept: Person, gone: Person) -> Iterator[Conflict]:
    mine, theirs = _bodies(kept), _bodies(gone)
    for group in sorted(mine.keys() & theirs.keys()):
        if mine[group] != theirs[group]:
            yield Conflict("sheet", *Stated(group, mine[group], theirs[group]))


def _bodies(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = {}
    rows = every(Sheet).filter(person=person, voided_by=None)
    for group, body in rows.values_list("group", "body"):
        try:
            found[group] = json.loads(unseal(person.key, body)) if body else {}
        except SecretsError:
            continue
    return found
