"""Say whose members a drafted change is about, where they go by rule, and where they may go.

A draft keeps what was typed so far, so each field may be empty; organisations are keys throughout.
"""

from collections.abc import Mapping
from typing import Any, Final

from dangbo.rules.draft_slots import SLOTS, Shape

Drafted = Mapping[str, Any]
NOBODY: Final[Mapping[str, Any]] = {}


def members_in(change: Drafted) -> Drafted:
    """Return what a change says of members so far."""
    found = change.get("members")
    return found if isinstance(found, Mapping) else NOBODY


def tells_of_members(change: Drafted) -> bool:
    """Say whether a change of this kind may say where members go."""
    return any(slot.shape is Shape.MEMBERS for slot in SLOTS[change["change"]])


def sources_in(change: Drafted) -> list[str]:
    """Return the organisations whose members a change is about, once each."""
    if not tells_of_members(change):
        return []
    if change["change"] == "regroup":
        found = [row.get("source") for row in change.get("rows") or ()]
    else:
        one = change.get("source") or change.get("org")
        found = [one, *(change.get("sources") or ())]
    return [str(key) for key in dict.fromkeys(found) if key]


def taken_by_rule(change: Drafted, source: str) -> str:
    """Return who takes the members of a source where nothing else is said; empty: nobody yet."""
    kind = change["change"]
    if kind in {"merge", "absorb"}:
        return _key(change.get("result"))
    if kind in {"retype", "hand_over_part"}:
        return source
    if kind == "split":
        return source if source in results_in(change) else ""
    rows = [row for row in change.get("rows") or () if row.get("source") == source]
    results = {row.get("result") for row in rows}
    whole = all(row.get("part") == "whole" for row in rows)
    if source in results:
        return source
    return str(results.pop() or "") if whole and len(results) == 1 else ""


def results_in(change: Drafted) -> list[str]:
    """Return the organisations that a change names for members to go to, once each."""
    kind = change["change"]
    found: list[Any] = [_key(change.get("result")), *map(_key, change.get("results") or ())]
    if kind == "regroup":
        found += [row.get("result") for row in change.get("rows") or ()]
    if kind in {"retype", "hand_over_part"}:
        found = [change.get("org") or change.get("source"), *found]
    return [str(key) for key in dict.fromkeys(found) if key]


def with_listed(change: Drafted, listed: Mapping[str, str]) -> dict[str, Any]:
    """Return what a change says of members when persons go to organisations; empty: as all do."""
    before = members_in(change)
    places = {**(before.get("listed") or {}), **listed}
    return {**before, "listed": {person: org for person, org in places.items() if org}}


def _key(entry: Any) -> str:
    return str(entry.get("org") or "") if isinstance(entry, Mapping) else str(entry or "")
