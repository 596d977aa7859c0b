"""Say when and how the steps in force close a case."""

from collections.abc import Mapping
from datetime import date

from dangbo.cases.enums import Outcome
from dangbo.rules.case_stages import STOPPED, is_closed


def closing_of(kind: str, days: Mapping[str, date]) -> tuple[date | None, str]:
    """Return the day on which steps close a case and how, or that it runs."""
    last = max(days.values(), default=None)
    if last is None or not is_closed(kind=kind, done=days.keys(), on=last):
        return None, Outcome.RUNNING.value
    return last, (Outcome.STOPPED if STOPPED in days else Outcome.DONE).value
