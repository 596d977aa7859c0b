"""Correct decisions as it was seen before: foresee, look for ways out, sign."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.models import Act
from dangbo.desk.commands.foreseeing import Foreseen, foresee_correction
from dangbo.desk.commands.signing import Changed
from dangbo.desk.commands.telling import tell_others_changed
from dangbo.orgs.commands import correct_together
from dangbo.orgs.queries.deciding import days_of_decisions
from dangbo.papers.models import Paper
from dangbo.rules.corrections import Correction, may_correct
from dangbo.rules.verdicts import Verdict
from dangbo.rules.ways_out import MOST, Corrections, WaysOut, ways_out

USUAL: Final = 100
LEAST_TRIES: Final = 2


@dataclass(frozen=True)
class Outlook:
    """What a correction would do: what keeps it from being made, and what would come of it.

    `days` are those of the decisions concerned as they stand now (None: void). `foreseen` is of
    those of `corrections` that would do anything; None where there is none.
    """

    corrections: Corrections
    complete: Verdict
    foreseen: Foreseen | None
    days: Mapping[int, date | None] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """Return everything against the correction and every warning, as one."""
        found = self.foreseen.verdict if self.foreseen else Verdict()
        return Verdict((*self.complete.against, *found.against), found.warnings)

    @property
    def broken(self) -> dict[int, Verdict]:
        """Return the verdict on each decision that would no longer hold, by number."""
        verdicts = self._verdicts()
        return {act: verdicts[act] for act in sorted(verdicts) if verdicts[act].against}

    def _verdicts(self) -> Mapping[int, Verdict]:
        part = self.foreseen.parts[0] if self.foreseen else None
        return part.projection.outcome.verdicts if part and part.projection else {}

    def ways_out(self) -> list[WaysOut]:
        """Return the ways out for each decision that would no longer hold."""
        if self.foreseen is None:
            return []
        foresight, projection = self.foreseen.foresight, self.foreseen.parts[0].projection
        return ways_out(
            corrections=_effective(self.corrections, self.days),
            days=self.days,
            verdicts=self._verdicts(),
            judge=lambda tried: foresight.trial(tried).outcome.verdicts,
            most=_tries(len(projection.replayed) if projection else 0),
        )


def _tries(replayed: int) -> int:
    """Return how many other corrections may be tried: fewer where each replays many."""
    return max(LEAST_TRIES, MOST * USUAL // max(USUAL, replayed))


def foresee_corrections(
    *,
    actor: Actor,
    corrections: Sequence[Correction],
    reason: str,
    cited: bool,
    today: date,
) -> Outlook:
    """Say what correcting decisions together would do, and everything that is against it."""
    days = days_of_decisions(actor=actor, acts=[each.act for each in corrections])
    complete = may_correct(corrections=corrections, days=days, reason=reason, cited=cited)
    wanted = _effective(corrections, days)
    if not wanted:
        return Outlook(tuple(corrections), complete, None, days)
    foreseen = foresee_correction(actor=actor, corrections=wanted, today=today)
    found = Outlook(tuple(corrections), complete, foreseen, days)
    others = {*found.broken, *foreseen.reapplied} - days.keys()
    known = days_of_decisions(actor=actor, acts=others)
    return Outlook(found.corrections, complete, foreseen, {**known, **days})


def _effective(corrections: Iterable[Correction], days: Mapping[int, date | None]) -> Corrections:
    """Return the corrections that would do anything, each decision once."""
    found = {each.act: each for each in corrections if each.on != days[each.act]}
    return tuple(found.values())


@transaction.atomic
def sign_correction(
    *,
    actor: Actor,
    corrections: Sequence[Correction],
    reason: str,
    paper: Paper | None,
    seen: str,
    since: int,
    today: date,
) -> Act:
    """Correct decisions together, as it was seen: `seen` is the digest, `since` the last act.

    Raises RuleError with every reason against, or Changed when something else would come of it.
    """
    hold_journal()
    outlook = foresee_corrections(
        actor=actor,
        corrections=corrections,
        reason=reason,
        cited=paper is not None,
        today=today,
    )
    if outlook.foreseen is None or outlook.complete.against:
        outlook.verdict.require()
        raise AssertionError
    foreseen = outlook.foreseen
    if foreseen.digest != seen:
        raise Changed(foreseen, since)
    foreseen.verdict.require()
    act = correct_together(actor=actor, corrections=corrections, reason=reason, paper=paper)
    touched = {foreseen.names[org].uid for org in foreseen.touched if org in foreseen.names}
    tell_others_changed(actor=actor, acts=[act], besides=(), touched=touched)
    return act
