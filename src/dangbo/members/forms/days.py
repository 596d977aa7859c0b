"""Hold the days that a form states of a person against each other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.row_days import day_findings
from dangbo.rules.row_states import WRONG_CODES
from dangbo.rules.verdicts import Verdict

LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7}


def judged_days(told: Mapping[str, Any], *, on: date) -> Verdict:
    """Return what stands against birth and admission as they are stated, and what is doubtful."""
    stated = {name: _iso(told.get(name)) for name in ("birth", "admitted")}
    found = list(day_findings({name: text for name, text in stated.items() if text}, on=on))
    against = tuple(each for each in found if each.code in WRONG_CODES)
    return Verdict(against, tuple(each for each in found if each not in against))


def _iso(day: Any) -> str:
    if isinstance(day, PartialDay):
        return day.first.isoformat()[: LENGTHS.get(day.precision)]
    return day.isoformat() if isinstance(day, date) else ""
