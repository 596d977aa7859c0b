"""Undo a list that was taken in, as long as nothing that came later rests on it."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.intake.access import lock_intake, provenance_in
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake
from dangbo.intake.queries.following import later_events
from dangbo.members.commands import correct_events
from dangbo.rules.verdicts import Verdict, finding

SHOWN: Final = 5


@transaction.atomic
def undo_intake(*, actor: Actor, intake: int, reason: str) -> Intake:
    """Void the acts of a list, the last first, or raise RuleError with what rests on them."""
    hold_journal()
    row = lock_intake(actor, intake)
    if row.stage != Stage.TAKEN:
        Verdict((finding("LIST_NOT_TAKEN", stage=row.stage),)).require()
    later = later_events(row)
    if later:
        names = "; ".join(later[:SHOWN])
        Verdict((finding("LATER_ACTS", count=len(later), names=names),)).require()
    row.undone_by = [
        correct_events(actor=actor, act=seq, void=True, reason=reason).seq
        for seq in reversed(row.acts)
    ]
    provenance_in(row).delete()
    row.stage, row.changed_at = Stage.UNDONE, timezone.now()
    row.save()
    return row
