"""Answer who may be in the register twice: all such pairs, or those of one person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.members.models import Identity
from dangbo.members.queries import MemberRow
from dangbo.members.queries.rows import rows_of
from dangbo.members.queries.scopes import Scope, posted
from dangbo.quality.access import (
    bearers,
    chunks,
    last_named,
    last_person,
    numbers_of,
    numbers_shared,
    readable_identities,
    readable_not_same,
)
from dangbo.quality.queries.kept import Kept
from dangbo.rules.days import Precision
from dangbo.rules.likely_pairs import pairs_among
from dangbo.rules.likeness import Likeness, Someone, likeness, mistyped_births
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.rights import MEMBER_READ

FIELDS: Final = ("person", "name", "name_folded", "birth", "birth_precision")
# Beyond so many persons only those of one organisation are held against each other.
MOST: Final = 1_000_000
FEW: Final = 50_000
FOUND: Final = Kept[Sequence[Likeness]](4)


class TooManyPersons(Exception):  # noqa: N818 - an answer, not a fault
    """The register is too large to be compared whole: an organisation is to be chosen."""


@dataclass(frozen=True)
class PairRow:
    """Two persons who may be one, as both are on the day, with the reasons."""

    one: MemberRow
    other: MemberRow
    likeness: Likeness

    @property
    def invented(self) -> bool:
        """Say whether both were made up."""
        return self.one.invented and self.other.invented


@dataclass(frozen=True)
class ApartRow:
    """Two persons of whom somebody said that they are not one, who, when and why."""

    one: MemberRow
    other: MemberRow
    act: int
    by: str
    at: datetime
    reason: str


def likely_pairs(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    org: int | None = None,
    reason: str = "",
) -> list[Likeness]:
    """Return the pairs of which one at least is in an organisation, the likeliest first.

    What was said not to be one is left out. TooManyPersons where the register is too large.
    """
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return []
    within = None
    if org is not None:
        within = set(posted(scope).values_list("person", flat=True))
    found = _all_pairs(scope, within)
    apart = set(readable_not_same(actor, known=scope.act).values_list("one", "other"))
    return [
        each
        for each in found
        if (each.one, each.other) not in apart
        and (not reason or reason in each.reasons)
        and (within is None or each.one in within or each.other in within)
    ]


def _all_pairs(scope: Scope, within: set[int] | None) -> Sequence[Likeness]:
    """Return all pairs, found once for each state of the register."""
    if last_person() > MOST:
        if within is None:
            raise TooManyPersons
        return pairs_among(_people(scope, within))
    key = (last_named(), scope.act, scope.actor.over(MEMBER_READ))
    return FOUND.answer(key, lambda: pairs_among(_people(scope, None)))


def soon_found() -> bool:
    """Say whether the register is so small that its pairs are found while a page is waited for."""
    return last_person() <= FEW


def _people(scope: Scope, within: set[int] | None) -> list[Someone]:
    rows = readable_identities(scope.actor, known=scope.act)
    parts = [rows] if within is None else [rows.filter(person__in=ids) for ids in chunks(within)]
    shared: dict[int, set[str]] = {}
    for person, number in numbers_shared(known=scope.act):
        shared.setdefault(person, set()).add(number)
    return [each for part in parts for each in _read(part, shared)]


def _read(rows: QuerySet[Identity], numbers: Mapping[int, Iterable[str]]) -> list[Someone]:
    return [
        Someone(
            id=person,
            name=name,
            folded=folded,
            birth=birth,
            whole_day=precision == Precision.DAY,
            numbers=frozenset(numbers.get(person, ())),
        )
        for person, name, folded, birth, precision in rows.values_list(*FIELDS).iterator(5_000)
    ]


def alike_to(*, actor: Actor, person: int, on: date, known: date | None = None) -> list[PairRow]:
    """Return who may be the same as one person, the likeliest first; by a few cheap questions."""
    act = act_known_on(known)
    rows = readable_identities(actor, known=act)
    me = rows.filter(person=person).first()
    if me is None:
        return []
    numbers = {(kind, text) for _, kind, text in numbers_of([person], known=act)}
    near = Q(person__in=bearers(numbers, known=act) if numbers else [])
    if me.birth is not None:
        near |= Q(birth__in=mistyped_births(me.birth))
        near |= Q(birth__year=me.birth.year, name_folded=me.name_folded)
    found = list(rows.filter(near).exclude(person=person).values_list("person", flat=True))
    own: dict[int, set[str]] = {}
    for each, kind, text in numbers_of([person, *found] if numbers else [], known=act):
        own.setdefault(each, set()).add(f"{kind} {text}")
    people = {each.id: each for each in _read(rows.filter(person__in=[person, *found]), own)}
    apart = _apart_from(actor, person, act)
    alike = [likeness(people[person], people[each]) for each in found if each not in apart]
    pairs = sorted((each for each in alike if each), key=lambda each: (-each.weight, each.one))
    return pair_rows(actor=actor, pairs=pairs, on=on, known=known)


def _apart_from(actor: Actor, person: int, act: int | None) -> set[int]:
    rows = readable_not_same(actor, known=act).filter(Q(one=person) | Q(other=person))
    return {each for pair in rows.values_list("one", "other") for each in pair} - {person}


def pair_rows(
    *,
    actor: Actor,
    pairs: Sequence[Likeness],
    on: date,
    known: date | None = None,
    attributes: Collection[str] = (),
) -> list[PairRow]:
    """Return pairs as lists show them, in the order given; `attributes` are the kinds to tell."""
    ids = [(each.one, each.other) for each in pairs]
    rows = _members(actor, ids, on, known, attributes)
    return [
        PairRow(rows[each.one], rows[each.other], each)
        for each in pairs
        if each.one in rows and each.other in rows
    ]


def _members(
    actor: Actor,
    pairs: Iterable[tuple[int, int]],
    on: date,
    known: date | None,
    attributes: Collection[str] = (),
) -> dict[int, MemberRow]:
    persons = list(dict.fromkeys(each for pair in pairs for each in pair))
    scope = Scope(actor, on, known, act_known_on(known))
    return {row.id: row for row in rows_of(persons, scope, attributes=attributes)}


def pair_of(
    *, actor: Actor, one: str, other: str, on: date, known: date | None = None
) -> PairRow | None:
    """Return two persons side by side with what speaks for one, if anything; None: not both."""
    act = act_known_on(known)
    rows = readable_identities(actor, known=act).filter(person__uid__in=[one, other])
    ids = dict(rows.values_list("person__uid", "person"))
    if len(ids) < 2 or one == other:  # noqa: PLR2004 - a pair has two
        return None
    numbers: dict[int, set[str]] = {}
    for person, kind, text in numbers_of(ids.values(), known=act):
        numbers.setdefault(person, set()).add(f"{kind} {text}")
    people = {each.id: each for each in _read(rows, numbers)}
    found = likeness(people[ids[one]], people[ids[other]])
    nothing = Likeness(min(ids.values()), max(ids.values()), ())
    told = pair_rows(
        actor=actor,
        pairs=[found or nothing],
        on=on,
        known=known,
        attributes=list(attribute_kinds()),
    )
    turned = [each if each.one.uid == one else _turned(each) for each in told]
    return next(iter(turned), None)


def _turned(row: PairRow) -> PairRow:
    return replace(row, one=row.other, other=row.one)


def told_apart(*, actor: Actor, on: date, known: date | None = None) -> list[ApartRow]:
    """Return the pairs said not to be one, the latest first."""
    rows = readable_not_same(actor, known=act_known_on(known)).order_by("-opened_by")
    said = list(rows.values_list("one", "other", "opened_by"))
    acts = acts_by_seq([act for _, _, act in said])
    members = _members(actor, [(one, other) for one, other, _ in said], on, known)
    return [
        ApartRow(members[one], members[other], act, told.actor, told.at, told.reason)
        for one, other, act in said
        if one in members and other in members and (told := acts[act])
    ]
