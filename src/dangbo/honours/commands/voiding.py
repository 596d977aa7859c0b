"""Take back what was recorded of badges or cards, the numbers of members with it."""

from datetime import date
from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor, lend
from dangbo.audit.access import acts_by_seq, hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.honours.access import (
    bearers_of,
    events_in_force,
    every,
    later_given,
)
from dangbo.honours.models import BELIEVED, Badge, CardIssue, Honour
from dangbo.members.access import ask_for_persons
from dangbo.members.commands import correct_events
from dangbo.papers.models import Paper
from dangbo.rules.corrections import why_given
from dangbo.rules.rights import HONOUR_CHANGE, MEMBER_CHANGE
from dangbo.rules.verdicts import Findings, Verdict, finding

VOIDED: Final = "honours.voided"


@transaction.atomic
def void_honours(
    *,
    actor: Actor,
    act: int,
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Void an act on badges or cards; RuleError where something later rests on it."""
    hold_journal()
    badges = list(every(Badge).filter(BELIEVED, act=act))
    cards = list(every(CardIssue).filter(BELIEVED, act=act))
    concerned = {each.person_id for each in (*badges, *cards)}
    ask_for_persons(actor, concerned, act=HONOUR_CHANGE)
    _may_void([*badges, *cards], act, reason=reason, cited=paper is not None).require()
    for numbers in {each.numbers_id for each in cards if each.numbers_id}:
        if events_in_force(numbers):
            correct_events(
                actor=lend(actor, MEMBER_CHANGE),
                act=numbers,
                void=True,
                reason=reason,
                paper=paper,
                recorded=recorded,
            )
    by = record(
        actor=actor,
        code=VOIDED,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"act": act},
        recorded=recorded,
        corrects=act,
        invented=acts_by_seq([act])[act].invented,
    )
    for model in (Badge, CardIssue):
        every(model).filter(BELIEVED, act=act).update(voided_by=by)
    return by


def _may_void(rows: list[Honour], act: int, *, reason: str, cited: bool) -> Verdict:
    found = Findings()
    found.refuse(*why_given(reason=reason, cited=cited))
    if not rows:
        found.refuse(finding("NOT_IN_FORCE", act=act))
    for row in rows:
        if later_given(row):
            found.refuse(finding("HONOURED_LATER", row.person.uid))
    cards = [row for row in rows if isinstance(row, CardIssue) and row.before]
    bearers = bearers_of({row.before for row in cards})
    for row in cards:
        if bearers.get(row.before, row.person_id) != row.person_id:
            found.refuse(finding("CARD_BORNE_BY_OTHER", row.person.uid, number=row.before))
    return found.verdict()
