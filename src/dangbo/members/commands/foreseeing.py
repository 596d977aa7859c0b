"""Foresee what correcting an act on members would do, and write nothing."""

from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.members.commands.correcting import correct_events
from dangbo.members.commands.seen import paper_of
from dangbo.rules.verdicts import RuleError, Verdict


def foresee_event_correction(
    *, actor: Actor, act: int, on: date | None, precision: str, reason: str, paper: str
) -> Verdict:
    """Return every reason against a correction as `correct_event_act` would give it."""
    try:
        with transaction.atomic():
            correct_event_act(
                actor=actor, act=act, on=on, precision=precision, reason=reason, paper=paper
            )
            transaction.set_rollback(True)
    except RuleError as error:
        return error.verdict
    return Verdict()


def correct_event_act(
    *, actor: Actor, act: int, on: date | None, precision: str, reason: str, paper: str
) -> int:
    """Void an act on members (`on` None) or give it another day, citing a paper by its key."""
    cited = paper_of(actor=actor, paper=paper)
    by = correct_events(
        actor=actor,
        act=act,
        void=on is None,
        on=on,
        precision=precision,
        reason=reason,
        paper=cited,
    )
    return by.seq
