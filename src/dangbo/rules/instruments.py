"""Say which instrument on a topic is in force on a day, and what it lays down.

A topic is a file of `sets/` with the days its instruments came into force (`rules.md` 0.2).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

Topic = Literal[
    "secrecy",
    "paper_form",
    "minimum_sizes",
    "planning",
    "declarations",
    "holidays",
    "voting",
    "case_stages",
    "member_documents",
    "party_age",
    "badges",
    "base_wages",
    "member_numbers",
    "age_bands",
    "import_checks",
    "record_quality",
    "retention",
    "cell_sizes",
    "sealed_records",
    "exports",
    "return_periods",
]


@dataclass(frozen=True)
class Instrument:
    """What holds from a day on: the instrument as a screen names it, and its values."""

    since: date
    source: str
    values: Mapping[str, Any]


def instrument_on(topic: Topic, day: date) -> Instrument:
    """Return the instrument in force on `day`; the first one also for the time before it."""
    known = _instruments(topic)
    return next((each for each in reversed(known) if each.since <= day), known[0])


@cache
def _instruments(topic: Topic) -> tuple[Instrument, ...]:
    text = resources.files("dangbo.rules").joinpath(f"sets/{topic}.toml").read_text("utf-8")
    sets = [Instrument(raw["since"], raw["source"], raw) for raw in tomllib.loads(text)["set"]]
    return tuple(sorted(sets, key=lambda each: each.since))
