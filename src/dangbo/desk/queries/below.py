"""List who stands directly under the sources of a change that may have to be placed one by one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.orgs.access import chunks, versions_on
from dangbo.orgs.queries import org_ids

MOST: Final = 2_000


def sources_placed(change: Mapping[str, Any]) -> list[str]:
    """Return the sources whose organisations go each to a result of their own."""
    if change["change"] == "split":
        return [change["source"]] if change.get("source") else []
    rows = change.get("rows") or () if change["change"] == "regroup" else ()
    parted = dict.fromkeys(
        row["source"] for row in rows if row.get("source") and row.get("part") == "part"
    )
    going_on = {row["source"] for row in rows if row.get("source") == row.get("result")}
    return [source for source in parted if source not in going_on]


def results_for(change: Mapping[str, Any], source: str) -> list[str]:
    """Return the keys of the results that those under a source may go to, once each."""
    entries = [each.get("org") for each in change.get("results") or ()]
    if change["change"] == "regroup":
        rows = change.get("rows") or ()
        entries = [row.get("result") for row in rows if row.get("source") == source]
    return [str(key) for key in dict.fromkeys(entries) if key]


def those_under(*, actor: Actor, sources: Iterable[str], on: date) -> dict[str, str]:
    """Return the organisations directly under some on a day, by name, each with its superior."""
    ids = org_ids(uids=sources)
    found: dict[str, str] = {}
    for some in chunks(ids.values()):
        rows = versions_on(actor, on=on, known=None).filter(superior__in=some)
        named = rows.order_by("superior", "name_sort").values_list("org__uid", "superior__uid")
        found |= {child: source for child, source in named[:MOST] if source}
    return found
