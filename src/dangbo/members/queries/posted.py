"""List who is posted in single organisations on a day, in the order of names."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at, valid_on
from dangbo.members.access import chunks, postings_on, readable_numbers
from dangbo.members.queries.rows import MemberRow, rows_of
from dangbo.members.queries.scopes import Scope
from dangbo.rules.member_numbers import SECRET


class Posted(NamedTuple):
    """A member of an organisation: who, where, and the numbers that are no secret."""

    id: int
    uid: str
    name: str
    birth: date | None
    org: int
    numbers: tuple[str, ...] = ()


def posted_in(*, actor: Actor, orgs: Iterable[int], on: date) -> list[Posted]:
    """Return the members of organisations, without those below them, in the order of names."""
    found: list[tuple[str, Posted]] = []
    for ids in chunks(orgs):
        rows = postings_on(actor, on=on).filter(org__in=ids, kind="official")
        rows = rows.filter(known_at(None, "person__identities__"))
        who = ("name_sort", "name", "birth")
        told = rows.values_list(
            "person", "person__uid", "org", *map("person__identities__{}".format, who)
        )
        for person, uid, org, key, name, birth in told:
            found.append((key, Posted(person, uid, name, birth, org)))
    found.sort(key=lambda each: (each[0], each[1].id))
    numbers = _numbers(actor, [each.id for _, each in found], on)
    return [each._replace(numbers=tuple(numbers.get(each.id, ()))) for _, each in found]


def _numbers(actor: Actor, persons: Iterable[int], on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for ids in chunks(persons):
        rows = readable_numbers(actor).filter(valid_on(on, None), person__in=ids)
        rows = rows.exclude(kind__in=sorted(SECRET))
        for person, value in rows.values_list("person", "value"):
            found[person].append(value)
    return found


def told_rows(
    *, actor: Actor, persons: Iterable[Posted], on: date, attributes: Collection[str] = ()
) -> list[MemberRow]:
    """Return members as lists show them."""
    found = [each.id for each in persons]
    return rows_of(found, Scope(actor, on, None, None), attributes=attributes)
