"""Record events of members: one act, one effective day, all or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows
from dangbo.base.events import publish
from dangbo.members.access import may_change
from dangbo.members.commands.believing import believe
from dangbo.members.commands.keeping import (
    ENCODED,
    KeptEvent,
    OpenKeys,
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
from dangbo.members.models import Event
from dangbo.members.replay import (
    CourseTables,
    courses,
    rewritings,
    stored_spans,
    write_courses,
)
from dangbo.papers.models import Paper
from dangbo.rules.member_changes import Given, MemberEvent, shape_findings
from dangbo.rules.member_course import Course
from dangbo.rules.verdicts import RuleError, Verdict

EVENT = ("act", "position", "on", "precision", "person", "change", "org", "facts", "opened_by")


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
) -> Act:
    """Record events on a day, or raise RuleError with every reason against them."""
    may_change(actor)
    hold_journal()
    Verdict(shape_findings(events)).require()
    known = persons_of(event["person"] for event in events)
    Verdict(tuple(merged_away(known) or missing_identities(events, known))).require()
    uids, keys = (event["person"] for event in events), OpenKeys()
    persons = make_persons(uids, known, invented=invented, keys=keys)
    kept = kept_events(events, persons, keys)
    Verdict(tuple(taken_numbers(kept))).require()
    new = {pk for uid, (pk, _) in persons.items() if uid not in known}
    tables, seq = CourseTables(), _next_seq()
    after = _folded(tables, kept, seq, on, new)
    _judged(after)
    act = record(
        actor=actor,
        code=code,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"events": [journalled(each) for each in kept], "precision": precision},
        recorded=recorded,
        invented=invented,
    )
    _insert(kept, act, on, precision)
    believe(kept, act, new)
    before = stored_spans(after.keys() - new)
    sealed = {(each.person, each.facts["value"]): each.number for each in kept if each.number}
    write_courses(rewritings(before, after), by=act.seq, sealed=sealed)
    tell_followers(by=act, happened=((each.person, each.change) for each in kept))
    publish(MembersChanged(act.seq, frozenset(after)))
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
