"""Say when and how the steps in force close a case, and where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.cases.enums import Outcome
from dangbo.rules.case_files import CaseFile, Taken, Whom
from dangbo.rules.case_places import Place, place_of
from dangbo.rules.case_stages import STOPPED, is_closed


def closing_of(kind: str, days: Mapping[str, date]) -> tuple[date | None, str]:
    """Return the day on which steps close a case and how, or that it runs."""
    last = max(days.values(), default=None)
    if last is None or not is_closed(kind=kind, done=days.keys(), on=last):
        return None, Outcome.RUNNING.value
    return last, (Outcome.STOPPED if STOPPED in days else Outcome.DONE).value


@dataclass(frozen=True)
class Told:
    """What a case is placed by: its kind, what its opening told, its steps as recorded."""

    kind: str
    conditions: Iterable[str]
    facts: Mapping[str, Any]
    taken: Mapping[str, Taken]
    ceremony: date | None = None

    @property
    def file(self) -> CaseFile:
        """Return the case as the rules place it."""
        told = {each for one in self.taken.values() for each in one.facts.get("conditions", ())}
        return CaseFile(
            kind=self.kind,
            whom=Whom(None, ceremony=self.ceremony),
            facts=self.facts,
            conditions=frozenset({*self.conditions, *told}),
            taken=self.taken,
        )

    def place(self, on: date) -> Place:
        """Return how far the case has come by its steps, as of a day."""
        return place_of(case=self.file, on=on)

    def kept(self, opened_on: date) -> tuple[date | None, str, str, date | None]:
        """Return what a row keeps of it: closed on, outcome, stage, due."""
        days = {code: each.on for code, each in self.taken.items()}
        place = self.place(max([opened_on, *days.values()]))
        return *closing_of(self.kind, days), place.stage, place.due.due if place.due else None
