"""Give the outcome of a rule: every reason against and every warning at once, as codes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

Fact = str | int | bool | None


@dataclass(frozen=True)
class Finding:
    """One reason: its code, the place in the input it speaks of, its facts and its source."""

    code: str
    where: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()
    source: str = ""

    def fact(self, name: str) -> Fact:
        """Return the fact called `name`, or None."""
        return dict(self.facts).get(name)


def finding(code: str, where: str = "", source: str = "", **facts: Fact) -> Finding:
    """Build a finding from keyword facts, in a fixed order."""
    return Finding(code, where, tuple(sorted(facts.items())), source)


@dataclass(frozen=True)
class Verdict:
    """All reasons against an act and all warnings about it; it may be done when none is against."""

    against: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()

    @property
    def allows(self) -> bool:
        """Say whether nothing stands against the act."""
        return not self.against

    def require(self) -> None:
        """Raise RuleError when anything stands against the act."""
        if self.against:
            raise RuleError(self)


NOTHING: Final = Verdict()


class RuleError(Exception):
    """A refusal by the rules, with every reason."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__(", ".join(f"{each.where}: {each.code}" for each in verdict.against))


@dataclass
class Findings:
    """Gather findings while a rule runs, without repeating any."""

    against: dict[Finding, None] = field(default_factory=dict)
    warnings: dict[Finding, None] = field(default_factory=dict)

    def refuse(self, *found: Finding) -> None:
        """Add reasons against."""
        self.against.update(dict.fromkeys(found))

    def warn(self, *found: Finding) -> None:
        """Add warnings."""
        self.warnings.update(dict.fromkeys(found))

    def verdict(self, more: Iterable[Verdict] = ()) -> Verdict:
        """Return all that was gathered, with other verdicts behind it."""
        if not (self.against or self.warnings or more):
            return NOTHING
        against, warnings = dict(self.against), dict(self.warnings)
        for each in more:
            against.update(dict.fromkeys(each.against))
            warnings.update(dict.fromkeys(each.warnings))
        return Verdict(tuple(against), tuple(warnings))
