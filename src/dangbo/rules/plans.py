"""Judge planning lists and the steps of declarations of assets; their limits only warn.

Source: `rules.md` R8.4 and R8.6; the sets are in `sets/planning.toml` and `sets/declarations.toml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Final

from dangbo.rules.bodies import offices_on
from dangbo.rules.instruments import instrument_on
from dangbo.rules.post_entries import Given
from dangbo.rules.verdicts import Findings, Verdict, finding

# A person, planned for a title in a body of an organisation in a term.
Planned = tuple[str, int, str, str, str]
LAST_STEP: Final = ("published", "handed_over")


@dataclass(frozen=True)
class PlanCase:
    """Entries with the planning lists and declarations of the day before them."""

    on: date
    entries: Sequence[Given]
    plans: frozenset[Planned]
    statuses: Mapping[tuple[str, int, str], str]
    seats: Mapping[int, Mapping[str, int]]


def may_plan(*, case: PlanCase) -> Verdict:
    """Say what stands against entries of planning lists and declarations, and what to heed."""
    found = Findings()
    plans = set(case.plans)
    for at, entry in enumerate(case.entries):
        if entry["change"] in {"plan", "unplan"}:
            _planned(case, entry, plans, f"posts.{at}", found)
        elif entry["change"] == "declare":
            _declared(case, entry, f"posts.{at}", found)
    return found.verdict()


def _planned(
    case: PlanCase, entry: Given, plans: set[Planned], where: str, found: Findings
) -> None:
    key = (entry["person"], entry["org"], entry["body"], entry["title"], entry["term"])
    facts = {"person": entry["person"], "title": entry["title"], "org": entry["org"]}
    if not offices_on(case.on).is_in(title=entry["title"], body=entry["body"]):
        title, body = entry["title"], entry["body"]
        found.refuse(finding("TITLE_NOT_HERE", f"{where}.title", title=title, body=body))
        return
    begins = entry["change"] == "plan"
    if begins == (key in plans):
        found.refuse(finding("PLANNED_ALREADY" if begins else "NOT_PLANNED", where, **facts))
        return
    plans ^= {key}
    if begins:
        _warn_of_many(case, key, plans, where, found)


def _warn_of_many(
    case: PlanCase, key: Planned, plans: set[Planned], where: str, found: Findings
) -> None:
    person, org, body, title, term = key
    limits = instrument_on("planning", case.on)
    titles = {each[1:4] for each in plans if each[0] == person and each[4] == term}
    if len(titles) > limits.values["titles"]:
        most, count = limits.values["titles"], len(titles)
        facts = {"person": person, "count": count, "most": most}
        found.warn(finding("PLANNED_FOR_MANY", where, limits.source, **facts))
    persons = len({each[0] for each in plans if each[1:] == key[1:]})
    most = most_planned(title=title, seats=case.seats.get(org, {}).get(body), on=case.on)
    if most is not None and persons > most:
        facts = {"title": title, "org": org, "count": persons, "most": most}
        found.warn(finding("TOO_MANY_PLANNED", where, limits.source, **facts))


def most_planned(*, title: str, seats: int | None, on: date) -> int | None:
    """Return how many may be planned for a title; None where it depends on seats nobody fixed."""
    limits = instrument_on("planning", on).values
    rule = offices_on(on).titles.get(title)
    if rule is None or not rule.committee:
        return int(limits["per_post"])
    return None if seats is None else floor(seats * limits["committee_most"])


def least_planned(*, seats: int, on: date) -> int:
    """Return how many should be planned at least for a committee of so many seats."""
    times: float = instrument_on("planning", on).values["committee_least"]
    return ceil(seats * times)


def _declared(case: PlanCase, entry: Given, where: str, found: Findings) -> None:
    key = (entry["person"], entry["year"], entry["kind"])
    rule = instrument_on("declarations", case.on)
    before, after = case.statuses.get(key), entry["status"]
    order = list(rule.values["statuses"])
    facts = {"person": entry["person"], "year": entry["year"]}
    if before is not None and order.index(after) <= order.index(before):
        told = {"before": before, "after": after}
        found.refuse(finding("DECLARATION_BACKWARD", where, rule.source, **told, **facts))
    elif after in LAST_STEP and before in {None, "due"}:
        found.warn(finding("DECLARATION_SKIPS", where, rule.source, **facts))
    if entry["year"] > case.on.year:
        found.refuse(finding("YEAR_TO_COME", f"{where}.year", **facts))
    if entry["year"] < rule.since.year:
        found.warn(finding("BEFORE_THE_LAW", f"{where}.year", rule.source, **facts))


def yearly_due(*, year: int, on: date) -> date:
    """Return the last day for the yearly declaration of a year, by the set of the day asked."""
    values = instrument_on("declarations", on).values
    return date(year, values["due_month"], values["due_day"])
