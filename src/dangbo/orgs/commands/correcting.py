"""Correct decisions: void them, give them another day, or bring void ones into force again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.orgs.access import every, lock_decision
from dangbo.orgs.commands.deciding import judged, written
from dangbo.orgs.models import Decision
from dangbo.papers.models import Paper
from dangbo.rules.corrections import Correction, may_correct, why_given
from dangbo.rules.projection import Revision
from dangbo.rules.replay import dated_act
from dangbo.rules.verdicts import Verdict, finding


def correct(
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
    """Void one earlier decision or give it another day; later ones are applied again."""
    if void == (on is not None):
        unclear = (finding("VOID_OR_DATE"),)
        Verdict(unclear + why_given(reason=reason, cited=paper is not None)).require()
    return correct_together(
        actor=actor,
        corrections=[Correction(act, on, precision)],
        reason=reason,
        paper=paper,
        recorded=recorded,
    )


@transaction.atomic
def correct_together(
    *,
    actor: Actor,
    corrections: Sequence[Correction],
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Correct several decisions by one act, judged by what stands when all are corrected."""
    hold_journal()
    rows = {each.act: lock_decision(actor, each.act) for each in corrections}
    may_correct(
        corrections=corrections,
        days=days_now(rows),
        reason=reason,
        cited=paper is not None,
    ).require()
    revisions = [revision_of(rows[each.act], on=each.on) for each in corrections]
    found = judged(revisions, actor=actor)
    by = record(
        actor=actor,
        code=_code(corrections, rows),
        on=corrections[0].on if len(corrections) == 1 else None,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"corrections": [_kept(each) for each in corrections]},
        recorded=recorded,
        corrects=corrections[0].act,
        invented=all(row.invented for row in rows.values()),
    )
    for each in corrections:
        _restate(rows[each.act], each, by)
    return written(found, by, actor=actor)


def days_now(rows: Mapping[int, Decision]) -> dict[int, date | None]:
    """Return the effective day of each decision as it stands, None where it is void."""
    return {act: None if row.voided_by_id else row.on for act, row in rows.items()}


def revision_of(decision: Decision, *, on: date | None) -> Revision:
    """Return the revision that puts a decision on a day, or voids it when that is None."""
    seq = decision.act_id
    after = None if on is None else dated_act(seq, on, params_of(decision.act))
    return Revision(seq, after, None if decision.voided_by_id else decision.on)


def _code(corrections: Sequence[Correction], rows: Mapping[int, Decision]) -> str:
    if len(corrections) > 1:
        return "orgs.corrected"
    only = corrections[0]
    if only.on is None:
        return "orgs.voided"
    return "orgs.reinstated" if rows[only.act].voided_by_id else "orgs.redated"


def _kept(correction: Correction) -> dict[str, Any]:
    day = correction.on.isoformat() if correction.on else None
    return {"act": correction.act, "on": day, "precision": correction.precision}


def _restate(decision: Decision, correction: Correction, by: Act) -> None:
    if decision.voided_by_id is None:
        every(Decision).filter(pk=decision.pk).update(voided_by=by)
    if correction.on is not None:
        if correction.on != decision.on:
            decision.on_text = ""
        decision.pk = None
        decision.on, decision.precision = correction.on, correction.precision
        decision.opened_by, decision.voided_by = by, None
        decision.save(force_insert=True)
