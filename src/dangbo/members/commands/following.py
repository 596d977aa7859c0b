"""Let members follow what a decision does to their organisations, in its own transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q

from dangbo.audit.access import acts_by_seq
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.base.bulk import insert_rows, update_rows
from dangbo.members.access import chunks, every
from dangbo.members.commands.keeping import persons_of
from dangbo.members.models import Carry, Event, Posting
from dangbo.members.replay import (
    BELIEVED,
    CourseTables,
    courses,
    rewritings,
    stored_spans,
    write_courses,
)
from dangbo.rules.member_carries import carries_of, listed_in
from dangbo.rules.member_course import CarryOver, Course
from dangbo.rules.projection import Projection
from dangbo.rules.timelines import Timeline
from dangbo.rules.verdicts import Finding, Verdict, finding

CARRY: Final = ("act", "position", "on", "source", "result", "persons")
Row = tuple[int, int, date, int, int | None, str | None]


def follow_orgs(*, by: Act, found: Projection) -> None:
    """Take members along with what the act `by` made of organisations; RuleError if that fails."""
    changed = _write_carries(found, by)
    orgs = changed | set(_broken(found.outcome.timelines, found.since))
    persons = _concerned(orgs, found.since)
    if not persons:
        return
    tables = CourseTables()
    events = tables.events(persons)
    after = courses(tables, {person: events.get(person, []) for person in persons})
    Verdict(tuple(_together(after.values()))).require()
    write_courses(rewritings(stored_spans(persons), after), by=by.seq)


def _write_carries(found: Projection, by: Act) -> set[int]:
    """Write what the decisions say of members now; return the organisations it differs for."""
    wanted = dict.fromkeys(_rows(found))
    void: list[int] = []
    changed: set[int] = set()
    for ids in chunks(found.rewritten):
        for pk, *values in every(Carry).filter(BELIEVED, act__in=ids).values_list("pk", *CARRY):
            row = (*values[:5], _listed(values[5]))
            if row in wanted:
                del wanted[row]
            else:
                void.append(pk)
                changed.add(values[3])
    update_rows(Carry, ("voided_by",), ((by.seq, pk) for pk in void))
    insert_rows(Carry, (*CARRY, "opened_by"), ((*row, by.seq) for row in wanted))
    return changed | {row[3] for row in wanted}


def _rows(found: Projection) -> Iterator[Row]:
    days = {seq: act.on for seq, act in found.acts.items()}
    days |= {each.seq: each.act.on for each in found.revisions if each.act is not None}
    for each in found.revisions:
        if each.act is None:
            days.pop(each.seq, None)
    stated: Mapping[int, Sequence[Mapping[str, Any]]] = {
        seq: params_of(act)["changes"] for seq, act in acts_by_seq(days).items()
    }
    uids = {uid for changes in stated.values() for uid in listed_in(changes)}
    persons = {uid: pk for uid, (pk, _) in persons_of(uids).items()}
    for seq, changes in stated.items():
        for source, carry in carries_of(seq=seq, on=days[seq], changes=changes, persons=persons):
            yield from _as_rows(source, carry)


def _as_rows(source: int, carry: CarryOver) -> Iterator[Row]:
    first = (carry.seq, carry.position, carry.on, source)
    for result in sorted(set(carry.listed.values())):
        own = sorted(person for person, to in carry.listed.items() if to == result)
        yield (*first, result, _listed(own))
    if carry.rest is not None:
        yield (*first, carry.rest, None)


def _listed(persons: Iterable[int] | None) -> str | None:
    return None if persons is None else f"[{', '.join(map(str, persons))}]"


def _broken(timelines: Mapping[int, Timeline], since: date) -> Iterator[int]:
    """Yield organisations that do not stand without a break from a day on."""
    for org, timeline in timelines.items():
        at: date | None = since
        for version in sorted(timeline, key=lambda each: each.start):
            if at is None or version.start > at:
                break
            at = version.end
        if at is not None:
            yield org


def _concerned(orgs: Iterable[int], since: date) -> set[int]:
    """Return who is posted in organisations from a day on, or has an event there, if of no day."""
    found: set[int] = set()
    for ids in chunks(orgs):
        posted = (
            every(Posting).filter(BELIEVED, org__in=ids).filter(Q(end=None) | Q(end__gte=since))
        )
        found.update(posted.values_list("person", flat=True))
        met = every(Event).filter(BELIEVED, org__in=ids, on__gte=since)
        found.update(met.values_list("person", flat=True))
    return found


def _together(after: Iterable[Course]) -> Iterator[Finding]:
    """Say once for each organisation how many members are concerned, others as they are."""
    counted: Counter[tuple[str, object, object]] = Counter()
    for course in after:
        for _, each in course.against:
            counted[each.code, each.fact("org"), each.fact("on")] += 1
    for (code, org, on), count in counted.items():
        yield finding(code, org=_plain(org), on=_plain(on), count=count)


def _plain(value: object) -> str | int | None:
    return value if isinstance(value, str | int) else None
