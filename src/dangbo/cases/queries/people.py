"""Find persons for a case, and name those that cases speak of."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import (
    every,
    person_for_case,
    persons_for_cases,
    readable_identities,
)
from dangbo.members.models import Identity
from dangbo.members.queries.finding import named

MOST = 12


class Named(NamedTuple):
    """A person, by id, key and name."""

    id: int
    uid: str
    name: str
    birth: date | None
    birth_precision: str


FIELDS = ("person", "person__uid", "name", "birth", "birth_precision")


def persons_named(*, actor: Actor, text: str) -> list[Named]:
    """Return the persons whom a key, a name or a number means, as far as the actor may know."""
    if (exact := person_for_case(actor, text.strip())) is not None:
        rows = every(Identity).filter(person=exact, voided_by=None)
    else:
        theirs = persons_for_cases(actor).filter(pk=OuterRef("person"))
        rows = named(text, act=None).filter(Exists(theirs)).order_by("name_sort", "person")
    return [Named(*row) for row in rows.values_list(*FIELDS)[:MOST]]


def names_of(
    *, actor: Actor, persons: Iterable[int], known: date | None = None
) -> dict[int, Named]:
    """Return the persons of cases by id."""
    rows = readable_identities(actor, persons, known=act_known_on(known))
    return {row[0]: Named(*row) for row in rows.values_list(*FIELDS)}
