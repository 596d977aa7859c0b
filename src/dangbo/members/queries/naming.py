"""Call persons by their names, in the order of names."""

from collections.abc import Collection
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.members.access import chunks, readable_identities


class Named(NamedTuple):
    """A person by name, with the key of the page."""

    id: int
    uid: str
    name: str
    invented: bool


def named_persons(
    *, actor: Actor, persons: Collection[int], most: int | None = None
) -> list[Named]:
    """Return persons in the order of their names, or the first of them."""
    found: list[tuple[str, Named]] = []
    for ids in chunks(persons):
        rows = readable_identities(actor).filter(person__in=ids).order_by("name_sort", "person")
        fields = ("name_sort", "person", "person__uid", "name", "person__invented")
        found += [(key, Named(*rest)) for key, *rest in rows.values_list(*fields)[:most]]
    found.sort(key=lambda each: (each[0], each[1].id))
    return [each for _, each in found][:most]
