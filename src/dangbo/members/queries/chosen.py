"""Tell persons that were chosen by their keys."""

from collections.abc import Iterable
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.members.access import chunks, readable_persons
from dangbo.members.queries.rows import MemberRow, rows_of
from dangbo.members.queries.scopes import Scope


def rows_by_uid(
    *, actor: Actor, uids: Iterable[str], on: date, known: date | None = None
) -> list[MemberRow]:
    """Return the persons of these keys as far as the actor may know of them, by name."""
    persons: list[int] = []
    for keys in chunks(uids):
        rows = readable_persons(actor).filter(uid__in=keys)
        persons += rows.values_list("pk", flat=True)
    found = rows_of(persons, Scope(actor, on, known, act_known_on(known)))
    return sorted(found, key=lambda row: (row.name_sort, row.id))
