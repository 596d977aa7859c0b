"""Correct what was recorded of posts: void an act or one entry of it, or give it another day."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq, hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.papers.models import Paper
from dangbo.posts.access import ask_for_entries, every
from dangbo.posts.commands.soundness import unsound_after
from dangbo.posts.models import BELIEVED, Entry
from dangbo.posts.replay import ORG, PERSON, SEATED, Holder, refold
from dangbo.rules.corrections import why_given
from dangbo.rules.verdicts import Verdict, finding

VOIDED: Final = "posts.voided"
REDATED: Final = "posts.redated"


@transaction.atomic
def correct_posts(
    *,
    actor: Actor,
    act: int,
    void: bool = False,
    on: date | None = None,
    position: int | None = None,
    precision: str = "day",
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Void an act on posts, or one entry of it, or give it another day; the rest is folded anew."""
    hold_journal()
    rows = list(_entries(act, position))
    ask_for_entries(actor, rows)
    _may_correct(rows, act, void=void, on=on, reason=reason, cited=paper is not None).require()
    each = {"act": act, "position": position, "on": on.isoformat() if on else None}
    by = record(
        actor=actor,
        code=VOIDED if void else REDATED,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"corrections": [{**each, "precision": precision}]},
        recorded=recorded,
        corrects=act,
        invented=acts_by_seq([act])[act].invented,
    )
    restate(rows, by.seq, on=on, precision=precision)
    refold(holders_of(rows), by=by.seq)
    unsound_after(rows).require()
    return by


def _entries(act: int, position: int | None) -> Iterable[Entry]:
    rows = every(Entry).filter(BELIEVED, act=act).order_by("position")
    return rows if position is None else rows.filter(position=position)


def _may_correct(
    rows: list[Entry], act: int, *, void: bool, on: date | None, reason: str, cited: bool
) -> Verdict:
    against = list(why_given(reason=reason, cited=cited))
    if void == (on is not None):
        against.append(finding("VOID_OR_DATE"))
    if not rows:
        against.append(finding("NOT_IN_FORCE", act=act))
    elif on is not None and all(row.on == on for row in rows):
        against.append(finding("SAME_DAY", act=act))
    return Verdict(tuple(against))


def restate(rows: Iterable[Entry], by: int, *, on: date | None, precision: str) -> None:
    """Stop believing entries as they are dated and, where a day is given, believe them on it."""
    again = []
    for row in rows:
        every(Entry).filter(pk=row.pk).update(voided_by=by)
        if on is not None:
            row.pk, row.on, row.precision, row.opened_by_id = None, on, precision, by
            again.append(row)
    every(Entry).bulk_create(again, batch_size=500)


def holders_of(rows: Iterable[Entry]) -> set[Holder]:
    """Return whose courses entries belong to."""
    return {
        (ORG, row.org_id or 0) if row.change in SEATED else (PERSON, row.person_id or 0)
        for row in rows
    }
