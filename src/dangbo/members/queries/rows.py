"""Tell persons of a day in plain rows: who they are, where they are posted, what they bear."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from dangbo.base.secrets import SecretsError, unseal
from dangbo.base.spans import known_at, valid_on
from dangbo.members.access import chunks, every
from dangbo.members.models import Attribute, Identity, Number, Posting, Standing
from dangbo.members.queries.scopes import Scope, sides
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.member_numbers import HIDDEN, masked

HIDDEN_NUMBER = HIDDEN * 3
IDENTITY = ("person", "person__uid", "person__invented", "name", "name_sort", "sex", "birth")
MORE = ("birth_precision", "ethnicity", "religion", "home_town")
STANDING = ("person", "standing", "activity", "counted_from", "admitted")
NUMBER = ("person", "kind", "value", "sealed", "person__key")
Row = TypeVar("Row", bound=Model)


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
    stands = {
        person: dict(zip(STANDING[1:], stand, strict=True))
        for person, *stand in _on_day(Standing, persons, scope, STANDING)
    }
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
    for ids in chunks(persons):
        rows = every(Identity).filter(known_at(scope.act), person__in=ids)
        yield from rows.values_list(*IDENTITY, *MORE)


def _on_day(
    model: type[Row], persons: Iterable[int], scope: Scope, fields: Sequence[str], **wanted: Any
) -> Iterator[tuple[Any, ...]]:
    """Yield what holds of persons on the day of the scope."""
    for ids in chunks(persons):
        holding = every(model).filter(valid_on(scope.on, scope.act), person__in=ids, **wanted)
        for side in sides(holding, scope.act):
            yield from _values(side, fields)


def _values(rows: QuerySet[Any], fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    yield from rows.values_list(*fields)


def _places(persons: Iterable[int], scope: Scope) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for person, kind, org in _on_day(Posting, persons, scope, ("person", "kind", "org")):
        found[person][kind] = org
    return found


def _attributes(
    persons: Iterable[int], scope: Scope, kinds: Collection[str]
) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    if kinds:
        asked = _on_day(
            Attribute, persons, scope, ("person", "kind", "value"), kind__in=sorted(kinds)
        )
        for person, kind, value in asked:
            found[person][kind] = value
    return found


def _numbers(persons: Iterable[int], scope: Scope) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for person, kind, value, sealed, key in _on_day(Number, persons, scope, NUMBER):
        found[person][kind] = masked(kind, plain_number(key, sealed) if sealed else value)
    return found


def plain_number(key: str, sealed: str) -> str:
    """Return a sealed number, or signs that tell nothing where its key was thrown away."""
    try:
        return unseal(key, sealed)
    except SecretsError:
        return HIDDEN_NUMBER
