"""Record that two persons are not one, and take it back."""

from typing import Final

from django.db import transaction
from django.http import Http404

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.members.access import ask_for_persons
from dangbo.quality.access import every_not_same, may_change, readable_persons
from dangbo.quality.models import BELIEVED, NotSame
from dangbo.rules.rights import MEMBER_MERGE
from dangbo.rules.verdicts import Findings, RuleError, Verdict, finding

SAID: Final = "quality.not_same"
TAKEN_BACK: Final = "quality.not_same_voided"


@transaction.atomic
def say_not_same(*, actor: Actor, one: str, other: str, reason: str = "") -> Act:
    """Record that the persons of two keys are not one; RuleError where that was said before."""
    may_change(actor, MEMBER_MERGE)
    hold_journal()
    found = readable_persons(actor).filter(uid__in=[one, other])
    persons = sorted(found, key=lambda each: each.pk)
    refused = Findings()
    if one == other:
        refused.refuse(finding("PAIR_OF_ONE", one))
    elif len(persons) < len({one, other}):
        raise Http404
    elif every_not_same().filter(BELIEVED, one=persons[0], other=persons[1]).exists():
        refused.refuse(finding("NOT_SAME_ALREADY", one))
    refused.verdict().require()
    ask_for_persons(actor, (each.pk for each in persons), act=MEMBER_MERGE)
    act = record(
        actor=actor,
        code=SAID,
        reason=reason,
        params={"persons": [each.uid for each in persons]},
        invented=all(each.invented for each in persons),
    )
    NotSame(one=persons[0], other=persons[1], opened_by=act).save(force_insert=True)
    return act


@transaction.atomic
def take_back_not_same(*, actor: Actor, act: int, reason: str = "") -> Act:
    """Void what an act said; RuleError where it is not in force any more."""
    may_change(actor, MEMBER_MERGE)
    hold_journal()
    row = every_not_same().filter(BELIEVED, opened_by=act).select_related("opened_by").first()
    if row is None:
        raise RuleError(Verdict((finding("NOT_IN_FORCE", act=act),)))
    ask_for_persons(actor, (row.one_id, row.other_id), act=MEMBER_MERGE)
    by = record(
        actor=actor,
        code=TAKEN_BACK,
        reason=reason,
        params={"act": act},
        corrects=act,
        invented=row.opened_by.invented,
    )
    row.voided_by = by
    row.save(update_fields=["voided_by"])
    return by
