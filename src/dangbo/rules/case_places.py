"""Say how far a case has come: which steps may come next, the one that has to, and its last day.

Source: `rules.md` 2.1 to 2.9; the steps are in `sets/case_stages.toml`.
"""

from dataclasses import dataclass
from datetime import date

from dangbo.rules.case_files import CaseFile
from dangbo.rules.case_stages import Step, next_steps, step_due
from dangbo.rules.holidays import working_days_between
from dangbo.rules.membership_terms import Deadline


@dataclass(frozen=True)
class Next:
    """A step that may come next, and when it is due."""

    step: Step
    due: Deadline | None

    def left(self, on: date) -> int | None:
        """Return the working days left until the last day, negative when it is over."""
        if self.due is None:
            return None
        if self.due.due >= on:
            return working_days_between(on, self.due.due)
        return -working_days_between(self.due.due, on)


@dataclass(frozen=True)
class Place:
    """Where a case stands: `stage` is the step that has to come next, or the last one taken.

    `due` is the first deadline that runs; what may be left out has none.
    """

    nexts: tuple[Next, ...]
    stage: str
    due: Deadline | None


def place_of(*, case: CaseFile, on: date) -> Place:
    """Return how far a case has come by the steps taken in it."""
    days = case.days
    steps = next_steps(kind=case.kind, done=case.taken.keys(), on=on, conditions={*case.conditions})
    nexts = tuple(Next(each, step_due(step=each, days=days)) for each in steps)
    must = [each for each in nexts if not each.step.optional] or [*nexts]
    last = next(reversed([*case.taken]), "")
    running = [each.due for each in nexts if each.due and not each.step.optional]
    due = min(running, key=lambda each: each.due, default=None)
    return Place(nexts, must[0].step.code if must else last, due)
