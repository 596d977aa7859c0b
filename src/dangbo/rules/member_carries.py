"""Say where the changes of a decision take the members of the organisations they concern."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dangbo.rules.changes import Change, normal
from dangbo.rules.member_course import CarryOver


def carries_of(
    *, seq: int, on: date, changes: Sequence[Mapping[str, Any]], persons: Mapping[str, int]
) -> Iterator[tuple[int, CarryOver]]:
    """Yield organisations with where their members go; `persons` gives the ids of those listed.

    Members follow an organisation that ends into its one whole result; what `members` of a change
    says goes before that.
    """
    for position, raw in enumerate(changes):
        stated = raw.get("members") or {}
        listed = {
            persons[uid]: org for uid, org in stated.get("listed", {}).items() if uid in persons
        }
        change = normal(raw)
        for source in _sources(change, raw, stated=bool(stated)):
            rest = stated.get("rest", _whole_result(change, source))
            if listed or rest not in {None, source}:
                yield source, CarryOver(on, seq, position, listed, rest)


def listed_in(changes: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the keys of the persons whom changes list."""
    return {uid for raw in changes for uid in (raw.get("members") or {}).get("listed", {})}


def _sources(change: Change, raw: Mapping[str, Any], *, stated: bool) -> list[int]:
    found = dict.fromkeys((*change.ends, *(row.source for row in change.rows)))
    if stated and "org" in raw:
        found[raw["org"]] = None
    return list(found)


def _whole_result(change: Change, source: int) -> int | None:
    results = {row.result for row in change.rows if row.source == source}
    whole = all(row.whole for row in change.rows if row.source == source)
    return next(iter(results)) if whole and len(results) == 1 else None
