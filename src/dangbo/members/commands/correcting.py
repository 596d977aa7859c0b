"""Correct what was recorded of members: void an act, or give it another day."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq, hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.events import publish
from dangbo.members.access import ask_for_persons, every, may_change
from dangbo.members.commands.believing import believe_again
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
from dangbo.rules.corrections import why_given
from dangbo.rules.member_course import Course
from dangbo.rules.verdicts import Verdict, finding


@transaction.atomic
def correct_events(
    *,
    actor: Actor,
    act: int,
    void: bool = False,
    on: date | None = None,
    precision: str = "day",
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Void an act on members or give it another day; later ones are applied again."""
    may_change(actor)
    hold_journal()
    rows = list(every(Event).filter(act=act, voided_by=None).order_by("position"))
    against = list(why_given(reason=reason, cited=paper is not None))
    if void == (on is not None):
        against.append(finding("VOID_OR_DATE"))
    if not rows:
        against.append(finding("NOT_IN_FORCE", act=act))
    elif on == rows[0].on and precision == rows[0].precision:
        against.append(finding("SAME_DAY", act=act))
    Verdict(tuple(against)).require()
    ask_for_persons(actor, {row.person_id for row in rows})
    kept = acts_by_seq([act])[act]
    by = record(
        actor=actor,
        code="members.voided" if void else "members.redated",
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "corrections": [
                {"act": act, "on": on.isoformat() if on else None, "precision": precision}
            ]
        },
        recorded=recorded,
        corrects=act,
        invented=kept.invented,
    )
    _restate(rows, by, on, precision)
    persons = {row.person_id for row in rows}
    refold(persons, by=by)
    if void:
        believe_again(rows, by)
    tell_followers(by=by, happened=((row.person_id, row.change) for row in rows))
    publish(MembersChanged(by.seq, frozenset(persons)))
    return by


def refold(persons: Iterable[int], *, by: Act) -> dict[int, Course]:
    """Fold persons again and write what differs; raise RuleError when their events do not hold."""
    ids = set(persons)
    tables = CourseTables()
    events = tables.events(ids)
    after = courses(tables, {person: events.get(person, []) for person in ids})
    against = dict.fromkeys(found for each in after.values() for _, found in each.against)
    Verdict(tuple(against)).require()
    write_courses(rewritings(stored_spans(ids), after), by=by.seq)
    return after


def _restate(rows: Iterable[Event], by: Act, on: date | None, precision: str) -> None:
    again = []
    for row in rows:
        every(Event).filter(pk=row.pk).update(voided_by=by)
        if on is not None:
            new = Event(
                act_id=row.act_id,
                position=row.position,
                on=on,
                precision=precision,
                person_id=row.person_id,
                change=row.change,
                org_id=row.org_id,
                facts=row.facts,
                opened_by=by,
            )
            again.append(new)
    every(Event).bulk_create(again, batch_size=500)
