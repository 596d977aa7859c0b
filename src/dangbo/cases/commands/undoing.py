"""Undo a step: an act of its own, which also takes back what the step made of a membership."""

from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor, lend
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.cases.access import documents_of, every, lock_case, readable_cases, steps_of_cases
from dangbo.cases.commands.documents import void_document
from dangbo.cases.commands.writing import settle
from dangbo.cases.models import Case, Step
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.papers.models import Paper
from dangbo.rules.case_effects import EVENTS
from dangbo.rules.corrections import why_given
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import Findings, RuleError, finding

UNDONE: Final = "cases.step_undone"


@transaction.atomic
def undo_step(
    *, actor: Actor, case: int, step: int, reason: str, paper: Paper | None = None
) -> Step:
    """Undo the last step of a case; the first step undone takes the case back with it."""
    row = lock_case(actor, case)
    hold_journal()
    steps = list(steps_of_cases([case]))
    found = Findings()
    found.refuse(*why_given(reason=reason, cited=paper is not None))
    undone = next((each for each in steps if each.pk == step), None)
    if undone is None:
        found.refuse(finding("STEP_GONE"))
        raise RuleError(found.verdict())
    later = [each for each in steps if each.opened_by_id > undone.opened_by_id]
    if later:
        found.refuse(finding("STEP_HAS_LATER", step=later[0].code))
    follower = _follower(actor, row, undone)
    if follower is not None and steps_of_cases([follower.pk]).exists():
        found.refuse(finding("STEP_HAS_LATER", step="recognition"))
    found.verdict().require()
    _take_back(actor, undone, reason, paper)
    for each in documents_of(case).filter(step=undone.code, signed=undone.on):
        void_document(actor=actor, case=case, document=each.pk, on=undone.on, reason=reason)
    undone.voided_by = record(
        actor=actor,
        code=UNDONE,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "case": case,
            "step": undone.opened_by_id,
            "with": follower.opened_by_id if follower else None,
            "whole": len(steps) == 1,
        },
        corrects=undone.opened_by_id,
        invented=row.invented,
    )
    undone.save(update_fields=["voided_by"])
    for gone in (follower, row if len(steps) == 1 else None):
        if gone is not None:
            gone.voided_by = undone.voided_by
            gone.save(update_fields=["voided_by"])
    settle(row)
    return undone


def _follower(actor: Actor, case: Case, step: Step) -> Case | None:
    """Return the case of recognition that opened of itself with a ceremony."""
    if EVENTS.get((case.kind, step.code)) not in {"admit", "readmit"}:
        return None
    rows = readable_cases(actor).filter(person=case.person_id, kind="recognition")
    return rows.filter(opened_by__gt=step.opened_by_id).order_by("opened_by").first()


def _take_back(actor: Actor, step: Step, reason: str, paper: Paper | None) -> None:
    if step.result_id is None:
        return
    in_force = every(Event).filter(act=step.result_id, voided_by=None).exists()
    if in_force:
        lent = lend(actor, MEMBER_CHANGE)
        correct_events(actor=lent, act=step.result_id, void=True, reason=reason, paper=paper)
