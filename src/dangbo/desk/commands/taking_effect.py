"""Let signed drafts take effect on their day, with nobody present."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.desk.access import all_drafts
from dangbo.desk.commands.foreseeing import foresee_drafts
from dangbo.desk.commands.signing import enact
from dangbo.desk.commands.telling import tell, tell_others_changed
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft
from dangbo.desk.queries.verdicts import kept_findings
from dangbo.rules.verdicts import Verdict


@dataclass(frozen=True)
class Effect:
    """What became of a draft on its day: the act, or every reason why there is none."""

    draft: int
    title: str
    act: int | None = None
    verdict: Verdict = field(default_factory=Verdict)


def take_effect(*, today: date) -> list[Effect]:
    """Let every signed draft whose day has come take effect, each by itself, in their order.

    Each is judged again; where it no longer holds nothing happens, and its people are told why.
    """
    due = all_drafts().filter(state=State.SCHEDULED, on__lte=today)
    waiting = list(due.order_by("on", "signed_at", "pk").values_list("pk", flat=True))
    found = (_one(pk, today) for pk in waiting)
    return [each for each in found if each is not None]


@transaction.atomic
def _one(pk: int, today: date) -> Effect | None:
    hold_journal()
    row = all_drafts().select_for_update(of=("self",)).get(pk=pk)
    if row.state != State.SCHEDULED or row.signed_by is None:
        return None
    actor = Actor(name=row.signed_by.username, user_id=row.signed_by_id)
    foreseen = foresee_drafts(actor=actor, contents=[row.content], today=today)
    (part,) = foreseen.parts
    if part.read is None or not part.verdict.allows:
        return _failed(row, part.verdict, {pk: name.name for pk, name in foreseen.names.items()})
    act = enact(actor=actor, read=part.read)
    row.state, row.act = State.SIGNED, act
    row.save()
    tell(row, News.APPLIED, {"act": act.seq})
    tell_others_changed(actor=actor, acts=[act], besides=[row.pk])
    return Effect(row.pk, row.title, act.seq)


def _failed(row: Draft, verdict: Verdict, names: dict[int, str]) -> Effect:
    row.state = State.FAILED
    row.save()
    tell(row, News.FAILED, {"findings": kept_findings(verdict.against, names)})
    return Effect(row.pk, row.title, verdict=verdict)
