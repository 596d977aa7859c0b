"""Tell which narrowings of the register an officer has at hand."""

from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.members.access import readable_filters


class KeptFilter(NamedTuple):
    """A saved narrowing: its name, its query, and whose it is."""

    id: int
    name: str
    query: str
    shared: bool
    own: bool
    owner: str


def saved_filters(*, actor: Actor) -> list[KeptFilter]:
    """Return an officer's own saved filters and those that others share."""
    fields = ("pk", "name", "query", "shared", "owner", "owner__username")
    rows = readable_filters(actor).values_list(*fields)
    return [
        KeptFilter(pk, name, query, shared, owner == actor.user_id, username)
        for pk, name, query, shared, owner, username in rows
    ]
