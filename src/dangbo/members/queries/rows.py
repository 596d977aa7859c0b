"""Tell persons of a day in plain rows: who they are, where they are posted, what they bear."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dangbo.base.secrets import SecretsError, unseal
from dangbo.members.access import chunks, seen_among
from dangbo.members.queries.grouping import (
    VOIDED_LATER,
    fetched,
    holds,
    known_condition,
    read_day,
)
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.member_attributes import guarded_kinds
from dangbo.rules.member_numbers import HIDDEN, masked

HIDDEN_NUMBER = HIDDEN * 3
WHO = (
    "t.person_id, u.uid, u.invented, t.name, t.name_sort, t.sex, t.birth, t.birth_precision,"
    " t.ethnicity, t.religion, t.home_town"
)


@dataclass(frozen=True)
class MemberRow:
    """A person on a day; `standing` is empty, and `org` None, for who is no member then.

    `numbers` are by kind, those that are secret masked; `attributes` are those asked for.
    """

    id: int
    uid: str
    invented: bool
    name: str
    name_sort: str
    sex: str
    birth: date | None
    birth_precision: str
    ethnicity: str
    religion: str
    home_town: str
    org: OrgName | None = None
    temporary: OrgName | None = None
    standing: str = ""
    activity: str = ""
    counted_from: date | None = None
    admitted: date | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


def rows_of(
    persons: Sequence[int], scope: Scope, *, attributes: Collection[str] = ()
) -> list[MemberRow]:
    """Return persons in the order given, each as he or she is on the day of the scope."""
    who = {row[0]: row for row in _identities(persons, scope)}
    places = _places(persons, scope)
    wanted = {org for each in places.values() for org in each.values()}
    names = names_on(actor=scope.actor, orgs=wanted, on=scope.on, known=scope.known)
    stands = _stands(persons, scope)
    numbers, qualities = _numbers(persons, scope), _attributes(persons, scope, attributes)
    found = []
    for person in persons:
        if person not in who:
            continue
        posted = {kind: names.get(org) for kind, org in places.get(person, {}).items()}
        found.append(
            replace(
                MemberRow(*who[person]),
                org=posted.get("official"),
                temporary=posted.get("temporary"),
                **stands.get(person, {}),
                numbers=numbers.get(person, {}),
                attributes=qualities.get(person, {}),
            )
        )
    return found


def _identities(persons: Iterable[int], scope: Scope) -> Iterator[tuple[Any, ...]]:
    rows = _of_persons(WHO, "members_identity", persons, known_condition("t", scope), scope)
    for person, uid, invented, name, name_sort, sex, birth, *more in rows:
        yield person, uid, bool(invented), name, name_sort, sex, read_day(birth), *more


def _of_persons(
    columns: str, table: str, persons: Iterable[int], condition: str, scope: Scope
) -> Iterator[tuple[Any, ...]]:
    """Yield what a table (`t`) has of persons (`u`) under a condition.

    Written out: most of the time of a page of fifty went to the building of such statements.
    """
    for ids in chunks(persons):
        yield from fetched(
            f"SELECT {columns} FROM {table} t JOIN members_person u ON u.id = t.person_id"  # noqa: S608
            f" WHERE t.person_id IN ({', '.join(map(str, ids))}) AND {condition}",
            scope,
        )


def _on_day(
    columns: str, table: str, persons: Iterable[int], scope: Scope, wanted: str = ""
) -> Iterator[tuple[Any, ...]]:
    """Yield what holds of persons on the day of the scope."""
    holding = f"{holds('t', scope)}{wanted}"
    ids = list(persons)
    for side in ("",) if scope.act is None else VOIDED_LATER:
        condition = f"{holding} AND {side}" if side else holding
        yield from _of_persons(columns, table, ids, condition, scope)


def _stands(persons: Iterable[int], scope: Scope) -> dict[int, dict[str, Any]]:
    columns = "t.person_id, t.standing, t.activity, t.counted_from, t.admitted"
    return {
        person: {
            "standing": standing,
            "activity": activity,
            "counted_from": read_day(counted_from),
            "admitted": read_day(admitted),
        }
        for person, standing, activity, counted_from, admitted in _on_day(
            columns, "members_standing", persons, scope
        )
    }


def _places(persons: Iterable[int], scope: Scope) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    columns = "t.person_id, t.kind, t.org_id"
    for person, kind, org in _on_day(columns, "members_posting", persons, scope):
        found[person][kind] = org
    return found


def _attributes(
    persons: Iterable[int], scope: Scope, kinds: Collection[str]
) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    if kinds:
        columns = "t.person_id, t.kind, t.value"
        for person, kind, value in _on_day(columns, "members_attribute", persons, scope):
            if kind in kinds:
                found[person][kind] = value
    for kind, act in guarded_kinds().items():
        told = [person for person, values in found.items() if kind in values]
        for person in set(told) - seen_among(scope.actor, act, told):
            del found[person][kind]
    return found


def _numbers(persons: Iterable[int], scope: Scope) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    columns = "t.person_id, t.kind, t.value, t.sealed, u.key"
    for person, kind, value, sealed, key in _on_day(columns, "members_number", persons, scope):
        found[person][kind] = masked(kind, plain_number(key, sealed) if sealed else value)
    return found


def plain_number(key: str, sealed: str) -> str:
    """Return a sealed number, or signs that tell nothing where its key was thrown away."""
    try:
        return unseal(key, sealed)
    except SecretsError:
        return HIDDEN_NUMBER
