"""Tell persons by key and by name."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.vietnamese import fold, nfc
from dangbo.posts.access import chunks, identities, person_of

MOST_LIKE = 8


class PersonName(NamedTuple):
    """How to call a person, and what tells one from others of the name."""

    id: int
    uid: str
    name: str
    birth: date | None
    invented: bool
    sort: str


FIELDS = ("person", "person__uid", "name", "birth", "person__invented", "name_sort")


def names_of(
    *, actor: Actor, persons: Iterable[int], known: date | None = None
) -> dict[int, PersonName]:
    """Return the names of persons, as believed now or by a day."""
    act = act_known_on(known)
    found: dict[int, PersonName] = {}
    for ids in chunks(persons):
        rows = identities(actor, known=act).filter(person__in=ids).values_list(*FIELDS)
        found |= {row[0]: PersonName(*row) for row in rows}
    return found


def person_named(*, actor: Actor, uid: str, known: date | None = None) -> PersonName | None:
    """Return one person by the key, or None where there is none that the actor may read."""
    rows = identities(actor, known=act_known_on(known)).filter(person__uid=uid)
    row = rows.values_list(*FIELDS).first()
    return PersonName(*row) if row else None


def persons_called(*, actor: Actor, texts: Iterable[str]) -> dict[str, list[PersonName]]:
    """Return by each text who bears it as key or as whole name, blind to accents and case."""
    wanted = {text: nfc(text).strip() for text in texts}
    rows = identities(actor, known=None)
    by_key: dict[str, list[PersonName]] = {}
    by_name: dict[str, list[PersonName]] = {}
    for keys in chunks(set(wanted.values())):
        for row in rows.filter(person__uid__in=keys).values_list(*FIELDS):
            by_key.setdefault(row[1], []).append(PersonName(*row))
    for names in chunks({fold(each) for each in wanted.values()} - {""}):
        own = rows.filter(name_folded__in=names).order_by("name_sort", "person")
        for folded, *row in own.values_list("name_folded", *FIELDS):
            by_name.setdefault(folded, []).append(PersonName(*row))
    return {text: by_key.get(own) or by_name.get(fold(own), []) for text, own in wanted.items()}


def is_readable(*, actor: Actor, uid: str) -> bool:
    """Say whether the actor may know of a person."""
    return person_of(actor, uid) is not None
