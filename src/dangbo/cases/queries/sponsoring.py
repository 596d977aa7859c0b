"""Find who may introduce a candidate: official members of the same grassroots organisation."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import OPERATOR
from dangbo.cases.access import every, officials_in, posted_in
from dangbo.cases.queries.people import FIELDS, Named
from dangbo.cases.queries.places import below
from dangbo.cases.queries.seats import levels_of
from dangbo.members.models import Identity
from dangbo.orgs.queries.names import names_on


class Introducer(NamedTuple):
    """A member who may introduce, and the cell where it is not the candidate's own."""

    person: Named
    cell: str


def around_cell(*, org: int, persons: Iterable[int], on: date) -> set[int]:
    """Return those of some persons who are posted, also for a time, where a cell belongs to."""
    return posted_in(_grassroots_around(org, on), persons, on=on)


def introducers_of(*, org: int, on: date) -> list[Introducer]:
    """Return who may introduce a candidate of a cell, those of the cell itself in front."""
    cells = officials_in(_grassroots_around(org, on), on=on)
    named = every(Identity).filter(person__in=[*cells], voided_by=None).order_by("name_sort", "pk")
    names = names_on(actor=OPERATOR, orgs=set(cells.values()) - {org}, on=on)
    found = []
    for row in named.values_list(*FIELDS):
        cell = cells[row[0]]
        found.append(Introducer(Named(*row), names[cell].name if cell in names else ""))
    return sorted(found, key=lambda each: bool(each.cell))


def _grassroots_around(org: int, on: date) -> set[int]:
    """Return the grassroots organisation of a cell and all in it; a cell may be one itself."""
    above = levels_of(actor=OPERATOR, org=org, on=on).grassroots or org
    return below(actor=OPERATOR, org=above, on=on) | {org}
