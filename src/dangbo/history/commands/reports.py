"""Say what a load did, or would do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dangbo.history.files import Problem


@dataclass
class LoadReport:
    """What one load did: entries added and corrected by section, acts written, warnings."""

    name: str
    committee: str
    dry_run: bool = False
    added: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    acts: list[int] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all of the file was loaded already."""
        return not (self.added or self.corrected or self.withdrawn)

    def as_answer(self) -> Mapping[str, object]:
        """Return the report as a program reads it."""
        return {
            "file": self.name,
            "committee": self.committee,
            "dry_run": self.dry_run,
            "added": dict(self.added),
            "corrected": dict(self.corrected),
            "withdrawn": dict(self.withdrawn),
            "unchanged": self.unchanged,
            "acts": len(self.acts),
            "warnings": [each.line_of(self.name) for each in self.warnings],
        }
