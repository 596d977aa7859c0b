"""Ask questions again when they are due, by the rights that their owners have then."""

import logging
from datetime import date
from urllib.parse import parse_qsl

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor, actor_of
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.reports.access import (
    due_questions,
    kept_questions,
    lock_own_question,
    runs_of,
    unseen_runs,
    user_row,
)
from dangbo.reports.enums import Every, Failure
from dangbo.reports.models import Question, Run
from dangbo.reports.phrases.questions import fault_text
from dangbo.reports.queries.answering import WrongWayError, stands
from dangbo.reports.queries.question_places import Asking, NoSistersError
from dangbo.reports.queries.questions import TooManyCellsError, answer, question_faults
from dangbo.reports.queries.registry import indicator
from dangbo.rules.question_addresses import question_in
from dangbo.rules.question_answers import Answer, plain_answer
from dangbo.rules.question_schedules import due_after
from dangbo.rules.questions import Question as Asked
from dangbo.rules.questions import moments_of
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.verdicts import Finding, Verdict, finding

logger = logging.getLogger(__name__)


class NoAnswerError(Exception):
    """A question had no answer on its day; `detail` says more where there is more to say."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        self.failure, self.detail = failure, detail
        super().__init__(failure, detail)


@transaction.atomic
def schedule_question(*, actor: Actor, pk: int, every: str, first: date, today: date) -> Question:
    """Have a question of one's own asked again by itself from a day on, so often."""
    row = lock_own_question(actor, pk)
    if every not in Every.values:
        Verdict((finding("QUESTION_EVERY_UNKNOWN", "every", text=every[:40]),)).require()
    if first < today:
        Verdict((finding("QUESTION_DUE_PAST", "first"),)).require()
    row.every, row.due_first, row.due_next = every, first, first
    row.save()
    return row


@transaction.atomic
def stop_question(*, actor: Actor, pk: int) -> Question:
    """Have a question asked by itself no more; what it answered stays."""
    row = lock_own_question(actor, pk)
    row.every, row.due_first, row.due_next = "", None, None
    row.save()
    return row


def see_runs(*, actor: Actor, question: int | None = None) -> None:
    """Note that the actor has seen what his or her questions answered by themselves."""
    rows = unseen_runs(actor)
    if question is not None:
        rows = rows.filter(question=question)
    rows.update(seen_at=timezone.now())


def run_due(today: date) -> None:
    """Ask each question that is due once; those that wait longer are asked again the next time."""
    for row in list(due_questions(today)):
        try:
            run_question(row)
        except Exception:
            logger.exception("question %s failed and is tried again", row.pk)


def run_question(row: Question) -> None:
    """Keep what a question answers on the day it was due, or why it has no answer.

    It is counted before anything is locked: another process may have been faster, or the question
    may have been changed meanwhile, and then this answer is thrown away.
    """
    due = row.due_next
    if due is None:
        return
    now = timezone.now()
    run = Run(question=row, on=due, known=timezone.localdate(now), at=now, query=row.query)
    try:
        run.answer = plain_answer(_answered(row, due))
    except NoAnswerError as error:
        run.failure, run.detail = error.failure, error.detail
    with transaction.atomic():
        held = kept_questions().select_for_update(of=("self",)).filter(pk=row.pk).first()
        if held is None or (held.due_next, held.revision) != (due, row.revision):
            return
        if not runs_of(row.pk).filter(on=due).exists():
            run.save()
        first = held.due_first or due
        held.due_next = due_after(first=first, every=held.every, day=due)
        held.save(update_fields=["due_next"])


def _answered(row: Question, due: date) -> Answer:
    actor = _owner_of(row)
    question, unread = question_in(parse_qsl(row.query))
    faults = [*unread, *question_faults(question, today=due)]
    if faults:
        raise NoAnswerError(Failure.QUESTION, _told(faults, due))
    asking = Asking(actor, due)
    try:
        org = find_org(actor=actor, text=question.org, on=due)
        found = answer(question, org=org, asking=asking, most=settings.QUESTION_CELLS)
    except (AmbiguousOrg, UnknownOrg) as error:
        raise NoAnswerError(Failure.ORG) from error
    except TooManyCellsError as error:
        raise NoAnswerError(Failure.CELLS) from error
    except NoSistersError as error:
        fault = finding("QUESTION_NO_SISTERS", "scope")
        raise NoAnswerError(Failure.QUESTION, _told([fault], due)) from error
    except WrongWayError as error:
        raise NoAnswerError(Failure.RIGHTS) from error
    if not found.told:
        raise NoAnswerError(_why_nothing(question, org.id, asking))
    return found


def _owner_of(row: Question) -> Actor:
    """Return who asks: the owner, with the rights that he or she has now."""
    owner = user_row(row.owner_id)
    if not owner.is_active:
        raise NoAnswerError(Failure.OWNER)
    actor = actor_of(owner, origin="schedule")
    if not actor.may(MEMBER_READ):
        raise NoAnswerError(Failure.RIGHTS)
    return actor


def _why_nothing(question: Asked, org: int, asking: Asking) -> Failure:
    """Say whether the organisation did not stand, or the owner may not read what is counted."""
    stood = any(
        stands(indicator(code), asking.of(org, moment))
        for moment in moments_of(question, today=asking.today)
        for code in question.indicators
    )
    return Failure.RIGHTS if stood else Failure.ORG


def _told(faults: list[Finding], on: date) -> str:
    return " ".join(fault_text(each, on) for each in faults)
