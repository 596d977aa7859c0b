"""Say which instrument on state secrets is in force on a day, and which levels it has.

Source: `rules.md` 9.4; the instruments are in `sets/secrecy.toml`.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class SecrecySet:
    """The levels in force from a day, with the instrument they rest on."""

    since: date
    source: str
    levels: tuple[str, ...]


@cache
def secrecy_sets() -> tuple[SecrecySet, ...]:
    """Return the sets that come with the project, oldest first."""
    text = resources.files("dangbo.rules").joinpath("sets/secrecy.toml").read_text("utf-8")
    sets = [
        SecrecySet(raw["since"], raw["source"], tuple(raw["levels"]))
        for raw in tomllib.loads(text)["set"]
    ]
    return tuple(sorted(sets, key=lambda each: each.since))


def secrecy_on(day: date) -> SecrecySet:
    """Return the set in force on `day`; the first one also for the time before it."""
    sets = secrecy_sets()
    return next((each for each in reversed(sets) if each.since <= day), sets[0])


def instrument_on(day: date) -> str:
    """Return the name of the instrument in force on `day`, as a screen prints it."""
    return secrecy_on(day).source
