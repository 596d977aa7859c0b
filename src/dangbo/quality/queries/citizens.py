"""Hold citizen numbers against birth and sex: they are sealed, so each has to be opened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.base.secrets import SecretsError, unseal
from dangbo.base.spans import valid_on
from dangbo.members.access import chunks, readable_identities, readable_numbers
from dangbo.members.queries import MemberRow
from dangbo.members.queries.rows import rows_of
from dangbo.members.queries.scopes import Scope, posted
from dangbo.quality.queries.listing import FoundRow, found_rows
from dangbo.rules.member_numbers import CITIZEN
from dangbo.rules.record_quality import judge_citizen
from dangbo.rules.verdicts import Finding

FIELDS: Final = ("person", "sealed", "person__key")
BORN: Final = ("person", "birth", "sex")


def citizens_differing(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    sort: str = "name",
) -> Sequence[FoundRow]:
    """Return the members whose citizen number does not fit them; every number is opened once."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return []
    found = differing(scope, posted(scope).values_list("person", flat=True))
    rows = [FoundRow(row, found[row.id]) for row in rows_of(sorted(found), scope)]
    way = sort.startswith("-")
    return sorted(rows, key=lambda row: _place(row.member, sort.lstrip("-")), reverse=way)


def _place(row: MemberRow, sort: str) -> tuple[object, ...]:
    first = {
        "birth": row.birth or date.max,
        "admitted": row.admitted or date.max,
        "org": row.org.name if row.org else "",
    }.get(sort, "")
    return (first, row.name_sort, row.id)


def differing(scope: Scope, persons: Iterable[int]) -> dict[int, tuple[Finding, ...]]:
    """Return by person what is to be said of the citizen number; who passes is left out."""
    found: dict[int, tuple[Finding, ...]] = {}
    for ids in chunks(persons):
        numbers = readable_numbers(scope.actor, known=scope.act).filter(
            valid_on(scope.on, scope.act), kind=CITIZEN, person__in=ids
        )
        bearing = list(numbers.values_list(*FIELDS))
        rows = readable_identities(scope.actor, known=scope.act).filter(person__in=ids)
        born = {person: (birth, sex) for person, birth, sex in rows.values_list(*BORN)}
        for person, sealed, key in bearing:
            birth, sex = born.get(person, (None, ""))
            if said := _said(key, sealed, on=scope.on, birth=birth, sex=sex):
                found[person] = said
    return found


def _said(key: str, sealed: str, *, on: date, birth: date | None, sex: str) -> tuple[Finding, ...]:
    """Return what is to be said of a sealed number; nothing where its key was thrown away."""
    try:
        value = unseal(key, sealed)
    except SecretsError:
        return ()
    return tuple(judge_citizen(value, on=on, birth=birth, sex=sex))


def findings_of(
    *, actor: Actor, person: int, on: date, known: date | None = None
) -> Iterator[Finding]:
    """Yield all that is to be said of one member's record; nothing of who is no member then."""
    scope = Scope.of(actor=actor, org=None, on=on, known=known)
    for row in found_rows(scope, [person], "") if scope else ():
        yield from row.findings
        yield from differing(scope, [person]).get(person, ()) if scope else ()
