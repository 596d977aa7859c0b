"""Say what a step of a case makes of a membership: which events, and on which day.

Source: `rules.md` 2.1, R2.23, R2.27, R2.31, R2.44 to R2.63.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.rules.member_changes import Given, day_in
from dangbo.rules.membership_terms import official_day

# The step of each kind of case that changes a membership, and the events it makes.
EVENTS: Final[Mapping[tuple[str, str], str]] = {
    ("admission", "ceremony"): "admit",
    ("readmission", "ceremony"): "readmit",
    ("recognition", "decision"): "recognise",
    ("transfer_out", "confirmation"): "transfer",
    ("transfer_internal", "confirmation"): "transfer",
    ("transfer_in", "confirmation"): "move_in",
    ("transfer_temporary", "letter"): "post_temporarily",
    ("transfer_temporary", "return"): "end_temporary",
    ("transfer_abroad", "departure"): "move_out",
    ("transfer_abroad", "return"): "move_in",
    ("exemption", "cell_vote"): "exempt",
    ("strike_off", "decision"): "strike_off",
    ("resignation", "decision"): "resign",
    ("expulsion", "decision"): "expel",
    ("annulment", "decision"): "annul",
    ("restoration", "decision"): "restore",
    ("death", "death"): "die",
    ("suspension", "decision"): "suspend",
    ("suspension", "resumption"): "resume",
    ("resumption", "decision"): "resume",
}


@dataclass(frozen=True)
class Concerned:
    """Whom and where a step is about: the person, the cell, where to, and what is known so far.

    `facts` are those of the opening of the case and of its steps; `days` those of the steps taken.
    """

    person: str
    org: int
    to_org: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Effect:
    """The events that a step makes, and the day of their effect."""

    on: date
    events: tuple[Given, ...]


def effect_of(*, kind: str, step: str, on: date, about: Concerned) -> Effect | None:
    """Return what a step of the day `on` makes of a membership; None: it changes nothing yet."""
    change = EVENTS.get((kind, step))
    if change is None:
        return None
    if change == "transfer" and about.to_org is None:
        change = "move_out"
    event = {"change": change, "person": about.person, **_fields(change, about)}
    return Effect(_day(change, on, about), (event,))


def _day(change: str, on: date, about: Concerned) -> date:
    """Return the day of effect: an official member is one from the end of the twelve months.

    Who was out in between and restored since cannot be recognised before the return.
    """
    if change == "recognise" and "ceremony" in about.days:
        over = official_day(about.days["ceremony"])
        return max(over, about.days.get("entered", over))
    return on


def _fields(change: str, about: Concerned) -> dict[str, Any]:
    facts = about.facts
    org = {"org": about.org}
    stated = {name: facts.get(name) for name in ("standing", "counted_from", "admitted")}
    admitted = {"admitted": about.days["decision"].isoformat()} if "decision" in about.days else {}
    fields: Mapping[str, dict[str, Any]] = {
        "admit": org | admitted,
        "readmit": org | admitted,
        "transfer": {"org": about.to_org},
        "post_temporarily": {"org": about.to_org},
        "move_out": _named(facts, to="to_text"),
        "move_in": org | stated | _named(facts, **{"from": "from_text"}),
        "restore": org | {"standing": facts.get("standing") or "official"},
        "strike_off": _named(facts, cause="cause"),
        "annul": _named(facts, cause="cause"),
    }
    return fields.get(change, {})


def _named(facts: Mapping[str, Any], **names: str) -> dict[str, Any]:
    return {name: facts[fact] for name, fact in names.items() if facts.get(fact)}


def fact_day(facts: Mapping[str, Any], name: str) -> date | None:
    """Return the day that a fact states, None where it states none."""
    return day_in(facts[name]) if facts.get(name) else None
