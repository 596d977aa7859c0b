"""Read what the course of a person rests on, and write what a new course changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Model, Q, QuerySet

from dangbo.base.bulk import insert_rows, update_rows
from dangbo.members.access import chunks, every
from dangbo.members.models import Attribute, Carry, Event, Number, Posting, Standing
from dangbo.members.queries.merged import absorbed
from dangbo.members.queries.sealing import sealed_numbers
from dangbo.orgs.models import OrgVersion
from dangbo.rules.member_changes import MemberEvent
from dangbo.rules.member_course import CarryOver, Course, Life, member_course
from dangbo.rules.member_spans import (
    POSTED,
    STANDING,
    TEMPORARY,
    CourseRewriting,
    Held,
    Stand,
    StoredSpan,
    columns_of,
    course_rewriting,
    table_of,
)
from dangbo.rules.person_merging import counted_for

BELIEVED: Final = Q(voided_by__isnull=True)
SPAN: Final = ("pk", "person", "start", "end", "basis", "end_basis")
TRACKS: Final[Mapping[str, str]] = {"official": POSTED, "temporary": TEMPORARY}
TABLES: Final[Mapping[str, type[Model]]] = {
    "posting": Posting,
    "standing": Standing,
    "attribute": Attribute,
    "number": Number,
}
Spans = Mapping[int, list[StoredSpan]]


class CourseTables:
    """What courses are folded from, as the tables have it; each thing is read once."""

    def __init__(self) -> None:
        self._carries: dict[int, list[CarryOver]] = {}
        self._lives: dict[int, list[Life]] = {}
        # Who counts for persons where that is other than the tables have it.
        self.merging: dict[int, tuple[int, ...]] = {}

    def also(self, persons: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return by person the others who are believed to be the same."""
        return {**absorbed(persons), **self.merging}

    def events(self, persons: Iterable[int]) -> dict[int, list[MemberEvent]]:
        """Return the events in force of persons."""
        found: dict[int, list[MemberEvent]] = defaultdict(list)
        fields = ("person", "on", "act", "position", "change", "facts")
        for ids in chunks(persons):
            rows = every(Event).filter(BELIEVED, person__in=ids)
            for person, *event in rows.values_list(*fields):
                found[person].append(MemberEvent(*event))
        return found

    def carries(self, org: int) -> Sequence[CarryOver]:
        """Return what decisions do with the members of an organisation."""
        if org not in self._carries:
            self.gather([org])
        return self._carries[org]

    def lives(self, org: int) -> Sequence[Life]:
        """Return on which days an organisation stands."""
        if org not in self._lives:
            self.gather([org])
        return self._lives[org]

    def gather(self, orgs: Iterable[int]) -> None:
        """Read of many organisations at once, and of those to which members go on from them."""
        wanted = set(orgs) - self._carries.keys()
        while wanted:
            for ids in chunks(wanted):
                self._read_lives(ids)
                self._read_carries(ids)
            results = {
                result
                for org in wanted
                for carry in self._carries[org]
                for result in (carry.rest, *carry.listed.values())
                if result is not None
            }
            wanted = results - self._carries.keys()

    def about(
        self, orgs: Iterable[int]
    ) -> tuple[dict[int, Sequence[CarryOver]], dict[int, Sequence[Life]]]:
        """Return what is told of organisations and of those to which members go on from them."""
        carries: dict[int, Sequence[CarryOver]] = {}
        wanted = set(orgs)
        while wanted:
            carries |= {org: self.carries(org) for org in wanted}
            told = [carry for org in wanted for carry in carries[org]]
            results = (org for each in told for org in (each.rest, *each.listed.values()))
            wanted = {org for org in results if org is not None} - carries.keys()
        return carries, {org: self.lives(org) for org in carries}

    def _read_lives(self, ids: Sequence[int]) -> None:
        self._lives |= {org: [] for org in ids}
        rows = every(OrgVersion).filter(BELIEVED, org__in=ids).order_by("org", "start")
        for org, start, end, end_basis in rows.values_list("org", "start", "end", "end_basis"):
            lives = self._lives[org]
            if lives and lives[-1].end == start:
                lives[-1] = Life(lives[-1].start, end, end_basis)
            else:
                lives.append(Life(start, end, end_basis))

    def _read_carries(self, ids: Sequence[int]) -> None:
        self._carries |= {org: [] for org in ids}
        for (source, on, act, position), each in _grouped(self.carry_rows(ids)).items():
            listed = {person: result for result, persons in each for person in persons or ()}
            rest = next((result for result, persons in each if persons is None), None)
            self._carries[source].append(CarryOver(on, act, position, listed, rest))
        for org in ids:
            self._carries[org].sort(key=lambda each: each.place)

    def carry_rows(self, ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
        """Return what decisions do with the members of organisations."""
        fields = ("source", "on", "act", "position", "result", "persons")
        return every(Carry).filter(BELIEVED, source__in=ids).values_list(*fields)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], list[tuple[Any, Any]]]:
    found: dict[tuple[Any, ...], list[tuple[Any, Any]]] = defaultdict(list)
    for source, on, act, position, result, persons in rows:
        found[source, on, act, position].append((result, persons))
    return found


def courses(tables: CourseTables, events: Mapping[int, Sequence[MemberEvent]]) -> dict[int, Course]:
    """Return the course of each person whose events are given."""
    tables.gather(
        event.facts["org"] for each in events.values() for event in each if "org" in event.facts
    )
    also = tables.also(events)
    return {
        person: member_course(
            person=person,
            events=each,
            carries=counted_for(tables.carries, person, also.get(person, ())),
            lives=tables.lives,
        )
        for person, each in events.items()
    }


def stored_spans(persons: Iterable[int]) -> dict[int, list[StoredSpan]]:
    """Return the spans of persons as they are believed now."""
    found: dict[int, list[StoredSpan]] = defaultdict(list)
    for ids in chunks(persons):
        for model, track, more in (
            (Posting, _posting_track, ("kind", "org")),
            (Standing, _standing_track, ("standing", "activity", "counted_from", "admitted")),
            (Attribute, _attribute_track, ("kind", "value")),
            (Number, _number_track, ("kind", "lookup")),
        ):
            believed: QuerySet[Any] = every(model).filter(BELIEVED)
            rows = believed.filter(person__in=ids).values_list(*SPAN, *more)
            for row, person, start, end, basis, end_basis, *values in rows:
                name, value = track(*values)
                span = Held(name, start, end, value, basis, end_basis)
                found[person].append(StoredSpan(row, span))
    return found


def _posting_track(kind: str, org: int) -> tuple[str, object]:
    return TRACKS[kind], org


def _standing_track(*values: Any) -> tuple[str, object]:
    return STANDING, Stand(*values)


def _attribute_track(kind: str, value: str) -> tuple[str, object]:
    return f"attribute:{kind}", value


def _number_track(kind: str, lookup: str) -> tuple[str, object]:
    return f"number:{kind}", lookup


def rewritings(before: Spans, after: Mapping[int, Course]) -> dict[int, CourseRewriting]:
    """Return what has to be written so that each person's spans are those of the new course."""
    found = {
        person: course_rewriting(before.get(person, []), course.spans)
        for person, course in after.items()
    }
    return {person: each for person, each in found.items() if not each.is_empty}


def write_courses(
    changes: Mapping[int, CourseRewriting],
    *,
    by: int,
    sealed: Mapping[tuple[int, str], str] | None = None,
) -> None:
    """Write new courses as known from the act `by` on.

    `sealed` has the sealed text of secret numbers by person and look-up; those not in it are copied
    from the rows that held them before.
    """
    spans = [(person, span) for person, each in changes.items() for span in each.open]
    secrets = _secrets(changes, spans, dict(sealed or {}))
    void = _by_model((s.span, s.row) for each in changes.values() for s in each.void)
    close = _by_model((new, (row, new)) for each in changes.values() for row, new in each.close)
    own = _by_model((span, (person, span)) for person, span in spans)
    for model in (Posting, Standing, Attribute, Number):
        update_rows(model, ("voided_by",), ((by, row) for row in void[model]))
        update_rows(
            model,
            ("end", "end_basis", "closed_by"),
            ((new.end, new.end_basis, by, row) for row, new in close[model]),
        )
        if own[model]:
            rows = (_row(person, span, by, secrets) for person, span in own[model])
            insert_rows(model, (*WRITTEN, *VALUES[model]), rows)
    judge_in_database()


def judge_in_database() -> None:
    """Have the database judge that postings and standings of those written have the same days."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM members_unchecked")


WRITTEN: Final = ("person", "start", "end", "basis", "end_basis", "opened_by", "closed_by")
VALUES: Final[Mapping[type[Model], tuple[str, ...]]] = {
    Posting: ("org", "kind"),
    Standing: ("standing", "activity", "counted_from", "admitted"),
    Attribute: ("kind", "value"),
    Number: ("kind", "value", "lookup", "sealed"),
}


def _by_model(things: Iterable[tuple[Held, Any]]) -> dict[type[Model], list[Any]]:
    """Part things by the table that keeps the span of each."""
    found: dict[type[Model], list[Any]] = defaultdict(list)
    for span, thing in things:
        found[TABLES[table_of(span.track)]].append(thing)
    return found


def _row(
    person: int, span: Held, by: int, secrets: Mapping[tuple[int, str], str]
) -> tuple[Any, ...]:
    closed = by if span.end else None
    first = (person, span.start, span.end, span.basis, span.end_basis, by, closed)
    return (*first, *columns_of(span, secrets.get((person, str(span.value)), "")))


def _secrets(
    changes: Mapping[int, CourseRewriting],
    spans: Iterable[tuple[int, Held]],
    sealed: dict[tuple[int, str], str],
) -> dict[tuple[int, str], str]:
    wanted = {
        (person, str(span.value)) for person, span in spans if span.track == "number:citizen"
    } - sealed.keys()
    for ids in chunks(person for person, _ in wanted):
        rows = every(Number).filter(person__in=ids).exclude(sealed="")
        for person, lookup, text in rows.values_list("person", "lookup", "sealed"):
            sealed.setdefault((person, lookup), text)
    if missing := wanted - sealed.keys():
        sealed |= sealed_numbers(missing)
    return sealed
