"""Forget a person for good: throw the own key away, so that nobody opens what it sealed again."""

from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor, ask_everywhere
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.members.access import person_by_uid
from dangbo.members.models import Person
from dangbo.ops.access import FORGOTTEN, every
from dangbo.ops.queries.forgetting import forgettable
from dangbo.papers.models import Paper
from dangbo.rules.forgetting import may_forget_person
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import Verdict, finding


@transaction.atomic
def forget_person(
    *,
    actor: Actor,
    uid: str,
    confirmed: str,
    today: date,
    reason: str = "",
    paper: Paper | None = None,
) -> Act:
    """Destroy the keys of a person and of the records merged into it, or raise RuleError.

    `confirmed` is the code that the dry run gave: what it told is what is forgotten. Rows and
    journal stay as they are; what they keep sealed can be opened by nobody any more.
    """
    ask_everywhere(actor, MEMBER_CHANGE)
    hold_journal()
    found = forgettable(actor=actor, uid=uid, today=today)
    number = paper.uid if paper else ""
    may_forget_person(known=found.known, today=today, reason=reason, paper=number).require()
    if confirmed != found.code:
        Verdict((finding("CONFIRMATION_DIFFERS"),)).require()
    act = record(
        actor=actor,
        code=FORGOTTEN,
        on=today,
        paper=number,
        reason=reason.strip(),
        params={"persons": list(found.persons)},
        invented=person_by_uid(actor, uid).invented,
    )
    every(Person).filter(uid__in=found.persons).update(key="")
    return act
