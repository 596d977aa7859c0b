"""Plan the merge of two persons: whose events count, what stands against it, what differs."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.members.access import every, readable_persons
from dangbo.members.models import Event, Identity, Merge, Number, Person
from dangbo.members.queries.journal import Journal
from dangbo.members.queries.merged import absorbed
from dangbo.members.replay import CourseTables, courses, stored_spans
from dangbo.rules.member_changes import BELIEFS, MemberEvent
from dangbo.rules.member_course import Course
from dangbo.rules.member_spans import Held
from dangbo.rules.person_merging import current
from dangbo.rules.verdicts import Finding, Verdict, finding

Place = tuple[int, int]
Ties = Callable[[int], list[Finding]]
NUMBER: Final = "number:"
NOTHING: Final = Course((), ())
_ties: Final[dict[str, Ties]] = {}


def register_ties(name: str, ties: Ties) -> None:
    """Have `ties` say what hangs on a person by id, and so forbids that he or she be gone."""
    _ties[name] = ties


@dataclass(frozen=True)
class Plan:
    """What a merge would write: rows that change persons or are dropped, and the course then."""

    kept: Person
    gone: Person
    moved: tuple[Event, ...]
    dropped: tuple[Event, ...]
    staying: tuple[Event, ...]
    tables: CourseTables
    course: Course
    verdict: Verdict


def found_persons(actor: Actor, *uids: str) -> dict[str, Person]:
    """Return the persons of these keys of whom the actor may know."""
    rows = readable_persons(actor).filter(uid__in=uids)
    return {each.uid: each for each in rows}


def unmergeable(kept: str, gone: str, persons: Mapping[str, Person]) -> Iterator[Finding]:
    """Say why two keys cannot be merged, whatever their records say."""
    if kept == gone:
        yield finding("MERGE_SAME")
    for uid in sorted({kept, gone} - persons.keys()):
        yield finding("MERGE_UNKNOWN", key=uid)
    for uid, person in persons.items():
        if every(Merge).filter(gone=person, voided_by=None).exists():
            code = "MERGE_INTO_GONE" if uid == kept else "MERGE_GONE_ALREADY"
            yield finding(code, person=person.pk, key=uid)
        elif uid == kept and not every(Identity).filter(person=person, voided_by=None).exists():
            yield finding("MERGE_UNKNOWN", key=uid)
    if any(not each.key for each in persons.values()):
        yield finding("MERGE_FORGOTTEN")
    if len({each.invented for each in persons.values()}) > 1:
        yield finding("MERGE_INVENTED")


def planned(kept: Person, gone: Person, dropped: Collection[Place]) -> Plan:
    """Return what merging would write, with every reason against it."""
    rows = every(Event).filter(person__in=[kept, gone], voided_by=None)
    own = {(row.act_id, row.position): row for row in rows.order_by("act", "position")}
    wanted = {(act, position) for act, position in dropped}
    moved = [row for place, row in own.items() if row.person_id == gone.pk and place not in wanted]
    staying = [
        row for place, row in own.items() if row.person_id == kept.pk and place not in wanted
    ]
    left = [own[place] for place in sorted(wanted & own.keys())]
    tables = merging_tables(kept.pk, gone.pk)
    course = folded(tables, kept.pk, [*staying, *moved])
    against = [
        *(finding("MERGE_EVENT_UNKNOWN", act=act, position=at) for act, at in wanted - own.keys()),
        *_drops_who(kept, left),
        *dict.fromkeys(found for _, found in course.against),
        *_two_numbers(kept, gone, left),
        *taken_by_others(course, {kept.pk, gone.pk}, kept.pk),
        *(found for ties in _ties.values() for found in ties(gone.pk)),
    ]
    verdict = Verdict(tuple(against))
    return Plan(kept, gone, tuple(moved), tuple(left), tuple(staying), tables, course, verdict)


def merging_tables(kept: int, gone: int) -> CourseTables:
    """Return what courses are folded from when one person counts for another."""
    tables, also = CourseTables(), absorbed([kept, gone])
    tables.merging = {kept: (*also.get(kept, ()), gone, *also.get(gone, ())), gone: ()}
    return tables


def folded(tables: CourseTables, person: int, rows: Sequence[Event]) -> Course:
    """Return the course of a person of whom these events count."""
    return courses(tables, {person: [as_event(row) for row in rows]})[person]


def as_event(row: Event) -> MemberEvent:
    """Return the event of a row."""
    return MemberEvent(row.on, row.act_id, row.position, row.change, row.facts)


def _drops_who(kept: Person, dropped: Sequence[Event]) -> Iterator[Finding]:
    """Refuse to drop what says who the person is who is kept: the other is kept then."""
    journal = Journal()
    for row in dropped:
        told = journal.told(row.person_id, row.act_id, row.position, row.opened_by_id) or {}
        if row.person_id == kept.pk and (row.change in BELIEFS or "identity" in told):
            facts: dict[str, Any] = {"change": row.change, "on": row.on.isoformat()}
            yield finding("MERGE_DROPS_WHO", person=kept.pk, act=row.act_id, **facts)


def _two_numbers(kept: Person, gone: Person, dropped: Sequence[Event]) -> Iterator[Finding]:
    """Refuse two numbers of a kind that both hold still, unless one of them is dropped."""
    spans = stored_spans([kept.pk, gone.pk])
    mine, theirs = (current(_held(spans.get(each.pk, ())), NUMBER) for each in (kept, gone))
    stated = {
        (row.act_id, f"{row.change}:{row.facts['kind']}", row.facts["value"])
        for row in dropped
        if row.change == "number"
    }
    for track in sorted(mine.keys() & theirs.keys()):
        sides = (mine[track], theirs[track])
        told = {(each.basis, track, each.value) for each in sides}
        if sides[0].value != sides[1].value and not told & stated:
            kind = track.removeprefix(NUMBER)
            yield finding("MERGE_NUMBERS", kind=kind, person=kept.pk, other=gone.pk)


def _held(spans: Collection[Any]) -> list[Held]:
    return [each.span for each in spans]


def taken_by_others(course: Course, own: Collection[int], person: int) -> Iterator[Finding]:
    """Say which numbers of a course somebody else bears."""
    for track, span in current(course.spans, NUMBER).items():
        kind = track.removeprefix(NUMBER)
        rows = every(Number).filter(kind=kind, lookup=str(span.value), end=None, voided_by=None)
        other = rows.exclude(person__in=own).values_list("person", flat=True).first()
        if other is not None:
            yield finding("NUMBER_TAKEN", kind=kind, person=person, other=other)
