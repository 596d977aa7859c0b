"""Make the decisions of a file, and put what the rules refuse in its place in the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.queries import params_of
from dangbo.history.commands.units import Unit
from dangbo.history.files import Problem
from dangbo.history.files.problems import FieldPath
from dangbo.orgs.access import readable_decisions
from dangbo.orgs.commands import decide
from dangbo.orgs.phrases import finding_text
from dangbo.papers.models import Paper
from dangbo.rules.keyed_changes import renamed
from dangbo.rules.verdicts import Finding, RuleError

CHANGE: Final = re.compile(r"changes\[([0-9]+)\]")
# The field that a reason speaks of, where it speaks of one.
FIELD_OF: Final = {
    "UNKNOWN_KIND": "kind",
    "KIND_NOT_UNDER": "kind",
    "SUPERIOR_NOT_STANDING": "superior",
    "UNDER_ITSELF": "superior",
    "SUPERIOR_ENDS": "superior",
    "CYCLE": "superior",
}

Key = tuple[str, str]


@dataclass
class Deciding:
    """Make decisions one after the other; go on after a refusal, so that all are found at once."""

    actor: Actor
    ids: Mapping[str, int]
    names: Mapping[int, str]
    papers: Mapping[str, Paper]
    shared_papers: set[str] = field(default_factory=set)
    acts: dict[Key, int] = field(default_factory=dict)
    made: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def run(self, units: Iterable[Unit]) -> None:
        """Make every decision that the rules allow, and keep the reasons against the others."""
        for unit in units:
            changes = [renamed(each, self.ids.__getitem__) for each in unit.changes]
            seq = self._shared(unit, changes) or self._decided(unit, changes)
            for entry in unit.entries if seq else ():
                self.acts[entry.section, entry.key] = seq

    def _decided(self, unit: Unit, changes: list[dict[str, Any]]) -> int:
        try:
            with transaction.atomic():
                act = decide(
                    actor=self.actor,
                    on=unit.on,
                    changes=changes,
                    paper=self.papers.get(unit.paper),
                    precision=unit.precision,
                    on_text=unit.on_text,
                    title=unit.title,
                    reason=unit.reason,
                    invented=unit.invented,
                    recorded=unit.recorded,
                )
        except RuleError as error:
            self.problems += refusals(error, unit.origins, self.names)
            return 0
        self.made.append(act.seq)
        return act.seq

    def _shared(self, unit: Unit, changes: list[dict[str, Any]]) -> int:
        """Return the act by which another committee's file made the same decision, or 0."""
        if unit.paper not in self.shared_papers:
            return 0
        rows = readable_decisions(self.actor, known=None).filter(paper__uid=unit.paper, on=unit.on)
        for row in rows.select_related("act"):
            if params_of(row.act).get("changes") == changes:
                return row.act_id
        return 0


def refusals(
    error: RuleError, origins: list[FieldPath], names: Mapping[int, str]
) -> Iterator[Problem]:
    """Turn the reasons of a refusal into problems at the fields they speak of."""
    for each in error.verdict.against:
        words = finding_text(each, names)
        yield Problem("RULE", _path(each, origins), (("rule", each.code),), words=words)


def _path(each: Finding, origins: list[FieldPath]) -> FieldPath:
    found = CHANGE.match(each.where)
    place = int(found[1]) if found else 0
    path = origins[place] if place < len(origins) else origins[0]
    if found is None:
        path = path[:2]
    name = FIELD_OF.get(each.code)
    return (*path, name) if name else path
