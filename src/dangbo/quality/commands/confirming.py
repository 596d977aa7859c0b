"""Record that nothing has changed in the records of members, and take it back."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.members.access import ask_for_persons
from dangbo.members.queries import MemberRow
from dangbo.members.queries.chosen import rows_by_uid
from dangbo.papers.models import Paper
from dangbo.quality.access import may_change
from dangbo.quality.models import BELIEVED, Confirmation, every_confirmation
from dangbo.rules.verdicts import Finding, RuleError, Verdict, finding

CONFIRMED: Final = "quality.confirmed"
TAKEN_BACK: Final = "quality.confirmed_voided"


@transaction.atomic
def confirm_records(
    *,
    actor: Actor,
    persons: Collection[str],
    on: date,
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Record that on a day nothing had changed in the records of some members; all or none."""
    may_change(actor)
    hold_journal()
    rows = _rows(actor, persons, on)
    Verdict(tuple(_against(rows, on, recorded or timezone.localdate()))).require()
    ask_for_persons(actor, [row.id for row in rows])
    act = record(
        actor=actor,
        code=CONFIRMED,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"persons": [row.uid for row in rows]},
        recorded=recorded,
        invented=all(row.invented for row in rows),
    )
    for row in rows:
        Confirmation(person_id=row.id, day=on, opened_by=act).save(force_insert=True)
    return act


def foresee_confirming(*, actor: Actor, persons: Collection[str], on: date, today: date) -> Verdict:
    """Return what stands against confirming records on a day, writing nothing."""
    return Verdict(tuple(_against(_rows(actor, persons, on), on, today)))


def _rows(actor: Actor, persons: Collection[str], on: date) -> list[MemberRow]:
    rows = rows_by_uid(actor=actor, uids=persons, on=on)
    if not rows or len(rows) < len(set(persons)):
        raise Http404
    return rows


def _against(rows: Collection[MemberRow], on: date, today: date) -> Iterator[Finding]:
    if on > today:
        yield finding("CONFIRMED_AHEAD", today=today.isoformat())
    confirmed = every_confirmation().filter(
        BELIEVED, person__in=[row.id for row in rows], day__gte=on
    )
    already = dict(confirmed.values_list("person", "day"))
    for row in rows:
        if not row.standing:
            yield finding("NOT_MEMBER_THEN", row.uid, on=on.isoformat())
        if row.id in already:
            yield finding("CONFIRMED_ALREADY", row.uid, on=already[row.id].isoformat())


@transaction.atomic
def take_back(*, actor: Actor, act: int, reason: str = "") -> Act:
    """Void what an act confirmed; RuleError where it is not in force any more."""
    may_change(actor)
    hold_journal()
    rows = list(every_confirmation().filter(BELIEVED, opened_by=act).select_related("opened_by"))
    if not rows:
        raise RuleError(Verdict((finding("NOT_IN_FORCE", act=act),)))
    ask_for_persons(actor, [row.person_id for row in rows])
    by = record(
        actor=actor,
        code=TAKEN_BACK,
        reason=reason,
        params={"act": act},
        corrects=act,
        invented=rows[0].opened_by.invented,
    )
    every_confirmation().filter(BELIEVED, opened_by=act).update(voided_by=by)
    return by
