"""Give the values that the life cycle of a member is judged by, and the day a step is due.

Source: `rules.md` 0.2 and 2; each value with its days in `sets/membership.toml`. A case is judged
by the values of its own day; the first ones also serve the time before them.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from dangbo.rules.days import add_months
from dangbo.rules.holidays import working_day_after
from dangbo.rules.verdicts import Fact, Finding, finding


@dataclass(frozen=True)
class Term:
    """One value on a day, the instrument it rests on, and whether it is still unconfirmed."""

    code: str
    value: Any
    source: str
    unsure: bool


@dataclass(frozen=True)
class Deadline:
    """The last day on which a step is in time, and how it was counted."""

    step: str
    due: date
    count: int
    unit: str
    source: str


def regulation_on(day: date) -> str:
    """Name the regulation on implementing the Party Statute in force on a day."""
    found: str = _latest(_sets()["instrument"], day)["source"]
    return found


def term_on(code: str, day: date) -> Term:
    """Return one value on a day; KeyError for a code that no set lays down."""
    raw = _latest(_terms()[code], day)
    source = raw.get("source") or regulation_on(day)
    return Term(code, raw["value"], source, raw.get("unsure", False))


def terms_on(day: date) -> tuple[Term, ...]:
    """Return all values of a day, in the order of the set."""
    return tuple(term_on(code, day) for code in _terms())


def official_day(ceremony: date) -> date:
    """Return the day on which the probation that began with a ceremony is over.

    A member recognised late is official from this day too (R2.27). Of those admitted under earlier
    Statutes the days are kept as their papers state them, not worked out (R2.33).
    """
    return add_months(ceremony, term_on("probation_months", ceremony).value)


def ceremony_start(*, issued: date, received: date | None) -> date:
    """Return the day from which the days until the ceremony run, by the rules of its decision.

    Where they run from the receipt and nobody stated it, the day of issue stands in.
    """
    if term_on("ceremony_from", issued).value == "issue" or received is None:
        return issued
    return received


def steps_with_deadline() -> tuple[str, ...]:
    """Return the codes of the steps that have a deadline."""
    return tuple(each["step"] for each in _sets()["deadline"])


def deadline_of(*, step: str, since: date, on: date | None = None) -> Deadline:
    """Return the last day for a step whose time began to run at `since`.

    `on` is the day whose rules hold (by default the day the time began). Recognition runs from the
    ceremony. KeyError for a step without a deadline.
    """
    raw = {each["step"]: each for each in _sets()["deadline"]}[step]
    day = since if on is None else on
    start = add_months(since, term_on(raw["after"], day).value) if "after" in raw else since
    term = term_on(raw["term"], day)
    return Deadline(
        step, _end(start, term.value, raw["unit"]), term.value, raw["unit"], term.source
    )


def late_finding(code: str, due: date, on: date, source: str, **facts: Fact) -> Finding:
    """Say that a step comes after its last day, by how many days."""
    return finding(code, "", source, due=due.isoformat(), days=(on - due).days, **facts)


def _end(start: date, count: int, unit: str) -> date:
    if unit == "working_days":
        return working_day_after(start, count)
    return add_months(start, count) if unit == "months" else start + timedelta(days=count)


def _latest(rows: Sequence[Mapping[str, Any]], day: date) -> Mapping[str, Any]:
    return next((each for each in reversed(rows) if each["since"] <= day), rows[0])


@cache
def _terms() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for raw in _in_order(_sets()["term"]):
        grouped.setdefault(raw["code"], []).append(raw)
    return grouped


@cache
def _sets() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    text = resources.files("dangbo.rules").joinpath("sets/membership.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    return {**raw, "instrument": _in_order(raw["instrument"])}


def _in_order(rows: Iterable[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    return sorted(rows, key=lambda each: each["since"])
