"""Let signed drafts take effect on their day, with nobody present."""

import logging
from collections.abc import Mapping
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
from dangbo.rules.verdicts import RuleError, Verdict

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Effect:
    """What became of a draft on its day: the act, or every reason why there is none.

    With an `error` nothing became of it yet: it is tried again.
    """

    draft: int
    title: str
    act: int | None = None
    verdict: Verdict = field(default_factory=Verdict)
    names: Mapping[int, str] = field(default_factory=dict)
    error: Exception | None = None


def take_effect(*, today: date) -> list[Effect]:
    """Let every signed draft whose day has come take effect, each by itself, in their order.

    Each is judged again; where it no longer holds nothing happens, and its people are told why.
    One that fails for another reason keeps the others from nothing.
    """
    due = all_drafts().filter(state=State.SCHEDULED, on__lte=today)
    waiting = list(due.order_by("on", "signed_at", "pk").values_list("pk", flat=True))
    found = (_tried(pk, today) for pk in waiting)
    return [each for each in found if each is not None]


def run_due(today: date) -> None:
    """Let drafts take effect, for the worker: errors are logged, and tried again later."""
    for each in take_effect(today=today):
        if each.error is not None:
            logger.error("draft %s did not take effect", each.draft, exc_info=each.error)
        elif each.act is None:
            logger.warning("draft %s no longer holds and was not applied", each.draft)


def _tried(pk: int, today: date) -> Effect | None:
    try:
        return _one(pk, today)
    except Exception as error:
        return Effect(pk, "", error=error)


@transaction.atomic
def _one(pk: int, today: date) -> Effect | None:
    hold_journal()
    row = all_drafts().select_for_update(of=("self",)).get(pk=pk)
    if row.state != State.SCHEDULED or row.signed_by is None:
        return None
    actor = Actor(row.signed_by.username, row.signed_by_id, origin="worker")
    foreseen = foresee_drafts(actor=actor, contents=[row.content], today=today)
    names = {pk: name.name for pk, name in foreseen.names.items()}
    (part,) = foreseen.parts
    if part.read is None or not part.verdict.allows:
        return _failed(row, part.verdict, names)
    try:
        with transaction.atomic():
            act = enact(actor=actor, read=part.read)
    except RuleError as error:
        return _failed(row, error.verdict, names)
    row.state, row.act = State.SIGNED, act
    row.save()
    tell(row, News.APPLIED, {"act": act.seq})
    tell_others_changed(actor=actor, acts=[act], besides=[row.pk])
    return Effect(row.pk, row.title, act.seq)


def _failed(row: Draft, verdict: Verdict, names: dict[int, str]) -> Effect:
    row.state = State.FAILED
    row.save()
    tell(row, News.FAILED, {"findings": kept_findings(verdict.against, names)})
    return Effect(row.pk, row.title, verdict=verdict, names=names)
