"""Read a raw journal: which decisions stand after an act, in the order in which they take effect.

An act is a dict: `seq` and `kind`, and for a decision `on` and `changes`, for a correction `items`,
each with `corrects` (the decision's number) and `on` (its day from now on, None: void).
"""

from datetime import date
from typing import Any

Raw = dict[str, Any]
Decision = tuple[date, int, list[Raw]]


def in_force(acts: list[Raw], known: int) -> list[Decision]:
    """Return the decisions that stand after the act `known`, by effective day and number."""
    days: dict[int, date] = {}
    changes: dict[int, list[Raw]] = {}
    for act in acts:
        if act["seq"] > known:
            break
        if act["kind"] == "decided":
            days[act["seq"]] = act["on"]
            changes[act["seq"]] = act["changes"]
            continue
        for item in act["items"]:
            days.pop(item["corrects"], None)
            if item["on"] is not None:
                days[item["corrects"]] = item["on"]
    return sorted((on, seq, changes[seq]) for seq, on in days.items())
