"""Hold what a case is judged by: what was told, taken and put in, of whom, and what is asked now.

Source: `rules.md` 2.1; it is gathered by whoever asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo.rules.candidacy import Sponsor
from dangbo.rules.case_effects import fact_day
from dangbo.rules.days import PartialDay
from dangbo.rules.document_checks import Documents
from dangbo.rules.verdicts import Verdict
from dangbo.rules.voting import VoteResult


@dataclass(frozen=True)
class Taken:
    """A step that was taken: its day, who took it, what was told, and how a vote went."""

    on: date
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    vote: VoteResult | None = None


@dataclass(frozen=True)
class Whom:
    """What is known of the person of a case on the day of a step.

    `ceremony`: the first day of the probation; `entered`: since when a member without a break;
    `left`, `left_by`: the last time out of the Party.
    """

    standing: str | None
    activity: str = "active"
    birth: PartialDay | None = None
    ceremony: date | None = None
    entered: date | None = None
    left: date | None = None
    left_by: str = ""
    times_readmitted: int = 0


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands on a day: its kind, what was told, taken and put in, and of whom."""

    kind: str
    whom: Whom
    facts: Mapping[str, Any] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    taken: Mapping[str, Taken] = field(default_factory=dict)
    documents: Documents = field(default_factory=dict)
    sponsors: tuple[Sponsor, ...] = ()
    open_cases: int = 0

    @property
    def days(self) -> dict[str, date]:
        """Return the days from which deadlines run."""
        found = {code: each.on for code, each in self.taken.items()}
        told = [self.facts, *(each.facts for each in self.taken.values())]
        for name in ("effect", "introduction", "end"):
            days = [day for facts in told if (day := fact_day(facts, name))]
            if days and name not in found:
                found[name] = days[-1]
        if self.kind == "recognition" and self.whom.ceremony:
            found["ceremony"] = self.whom.ceremony
        if self.kind == "recognition" and self.whom.entered:
            found["entered"] = self.whom.entered
        return found

    def day(self, code: str) -> date | None:
        """Return the day of a step, None where it was not taken."""
        return self.taken[code].on if code in self.taken else None

    def vote(self, code: str) -> VoteResult | None:
        """Return how the vote of a step went."""
        return self.taken[code].vote if code in self.taken else None


@dataclass(frozen=True)
class Asked:
    """A step that somebody would take: by which role, on which day, told what, voted how."""

    step: str
    by: str
    on: date
    today: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    vote: VoteResult | None = None

    def told(self, case: CaseFile, name: str) -> Any:
        """Return what is told now, or was told when the case was opened or a step was taken."""
        if name in self.facts:
            return self.facts[name]
        for each in reversed([*case.taken.values()]):
            if name in each.facts:
                return each.facts[name]
        return case.facts.get(name)


Judge = Callable[[CaseFile, Asked], Verdict]
