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


def keys_under(*, actor: Actor, sources: Iterable[str], on: date) -> list[str]:
    """Return the keys of the organisations directly under some on a day, by name."""
    ids = org_ids(uids=sources)
    found: list[str] = []
    for some in chunks(ids.values()):
        rows = versions_on(actor, on=on, known=None).filter(superior__in=some)
        found += rows.order_by("superior", "name_sort").values_list("org__uid", flat=True)[:MOST]
    return found[:MOST]
