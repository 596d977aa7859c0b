"""Record events of members: one act, one effective day, all or nothing."""

from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.audit.commands import Told, record
from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows
from dangbo.base.events import publish
from dangbo.members.access import ask_for_persons, may_change
from dangbo.members.commands.believing import believe
from dangbo.members.commands.enrolling import (
    EVENT,
    enrol,
    enrolled_numbers,
    enrolled_orgs,
    make_newcomers,
)
from dangbo.members.commands.keeping import (
    KeptEvent,
    OpenKeys,
    borne,
    journalled,
    kept_events,
    make_persons,
    merged_away,
    missing_identities,
    persons_of,
    taken_numbers,
)
from dangbo.members.commands.telling import tell_followers
from dangbo.members.events import MembersChanged
from dangbo.members.files.newcomers import Newcomers
from dangbo.members.files.sealed_events import ENCODED, IN_ORDER
from dangbo.members.models import Event
from dangbo.members.replay import (
    CourseTables,
    courses,
    rewritings,
    stored_spans,
    write_courses,
)
from dangbo.orgs.access import ask_over
from dangbo.papers.models import Paper
from dangbo.rules.member_changes import Given, MemberEvent, shape_findings
from dangbo.rules.member_course import Course
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict


@transaction.atomic
def record_events(
    *,
    actor: Actor,
    on: date,
    events: Sequence[Given],
    paper: Paper | None = None,
    precision: str = "day",
    reason: str = "",
    code: str = "members.decided",
    invented: bool = False,
    recorded: date | None = None,
    newcomers: Sequence[Newcomers] = (),
) -> Act:
    """Record events on a day, or raise RuleError with every reason against them.

    `newcomers` are persons whom nobody knows, prepared for the very day; they come in the same act.
    """
    may_change(actor)
    hold_journal()
    Verdict(shape_findings(events)).require()
    Verdict(tuple(found for each in newcomers for found in each.against)).require()
    known = persons_of(event["person"] for event in events)
    Verdict(tuple(merged_away(known) or missing_identities(events, known))).require()
    ask_for_persons(actor, (pk for pk, _ in known.values()))
    uids, keys = (event["person"] for event in events), OpenKeys()
    persons = make_persons(uids, known, invented=invented, keys=keys)
    kept = kept_events(events, persons, keys)
    make_newcomers(newcomers, invented=invented)
    Verdict(tuple(taken_numbers(actor, [*borne(kept), *enrolled_numbers(newcomers)]))).require()
    new = {pk for uid, (pk, _) in persons.items() if uid not in known}
    ask_over(actor, MEMBER_CHANGE, _named(kept) | enrolled_orgs(newcomers), on=on)
    tables, seq = CourseTables(), _next_seq()
    after = _folded(tables, kept, seq, on, new)
    _judged(after)
    act = record(
        actor=actor,
        code=code,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params=_told(kept, newcomers, precision),
        recorded=recorded,
        invented=invented,
    )
    _insert(kept, act, on, precision)
    believe(kept, act, new)
    enrol(newcomers, act, precision=precision, after=len(kept))
    before = stored_spans(after.keys() - new)
    sealed = {(each.person, each.facts["value"]): each.number for each in kept if each.number}
    write_courses(rewritings(before, after), by=act.seq, sealed=sealed)
    happened = [(each.person, each.change) for each in kept]
    happened += [(person, change) for each in newcomers for person, change, *_ in each.events]
    tell_followers(by=act, happened=happened)
    came = frozenset(person for each in newcomers for person, *_ in each.persons)
    publish(MembersChanged(act.seq, came.union(after)))
    return act


def foresee_events(*, actor: Actor, on: date, events: Sequence[Given]) -> Verdict:
    """Return every reason against events as `record_events` would give it, writing nothing."""
    try:
        with transaction.atomic():
            record_events(actor=actor, on=on, events=events)
            transaction.set_rollback(True)
    except RuleError as error:
        return error.verdict
    return Verdict()


def _named(kept: Sequence[KeptEvent]) -> set[int]:
    return {org for each in kept if (org := each.facts.get("org")) is not None}


def _told(kept: Sequence[KeptEvent], newcomers: Sequence[Newcomers], precision: str) -> Told:
    """Return what the journal keeps; what was prepared beside the act is written as it is."""
    own = (IN_ORDER(journalled(each)) for each in kept)
    told = ", ".join(chain(own, *(each.told for each in newcomers)))
    return Told(f'{{"events": [{told}], "precision": {ENCODED(precision)}}}')


def _next_seq() -> int:
    before = last_act()
    return before.seq + 1 if before else 1


def _folded(
    tables: CourseTables, kept: Sequence[KeptEvent], seq: int, on: date, new: set[int]
) -> dict[int, Course]:
    concerned = {each.person for each in kept}
    events = tables.events(concerned - new)
    for each in kept:
        event = MemberEvent(on, seq, each.position, each.change, each.facts)
        events.setdefault(each.person, []).append(event)
    return courses(tables, events)


def _judged(after: dict[int, Course]) -> None:
    against = dict.fromkeys(found for each in after.values() for _, found in each.against)
    Verdict(tuple(against)).require()


def _insert(kept: Sequence[KeptEvent], act: Act, on: date, precision: str) -> None:
    seq = act.seq

    def row(each: KeptEvent) -> tuple[Any, ...]:
        facts, org = ENCODED(each.facts), each.facts.get("org")
        place = (seq, each.position, on, precision)
        return (*place, each.person, each.change, org, facts, seq)

    insert_rows(Event, EVENT, (row(each) for each in kept))
