"""Search persons by name, day of birth or number, and find the one that a text means."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.members.access import found_on, readable_identities, readable_persons
from dangbo.members.models import Identity
from dangbo.members.queries.finding import Meaning, bearing, meaning
from dangbo.members.queries.merged import merged_into
from dangbo.members.queries.reaching import posted_there
from dangbo.members.queries.rows import MemberRow, rows_of
from dangbo.members.queries.scopes import Scope
from dangbo.rules.rights import MEMBER_READ

MOST: Final = 50
NEAR: Final = 10


class UnknownMember(Exception):  # noqa: N818 - an answer, not a fault
    """Nobody goes by this text."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


class AmbiguousMember(Exception):  # noqa: N818 - an answer, not a fault
    """Several persons go by this text."""

    def __init__(self, text: str, matches: Iterable[MemberRow]) -> None:
        self.text = text
        self.matches = list(matches)
        super().__init__(text)


def search_members(
    *, actor: Actor, text: str, on: date, known: date | None = None, limit: int = MOST
) -> list[MemberRow]:
    """Return the persons whom a name, a day of birth or a number means, members of the day first.

    Where a name means more than twenty thousand, only those who are members on the day.
    """
    scope = Scope(actor, on, known, act_known_on(known))
    meant = _meant(scope, text)
    if meant.few:
        here = When(posted_there(scope), then=Value(0))
        rank = Case(here, default=Value(1), output_field=IntegerField())
        ranked = meant.rows.annotate(rank=rank).order_by("rank", "name_sort", "person")
        persons = list(ranked.values_list("person", flat=True)[:limit])
    else:
        walked = meant.rows.filter(posted_there(scope)).order_by("name_sort", "person")
        persons = list(walked.values_list("person", flat=True)[:limit])
    return rows_of(persons, scope)


def find_member(*, actor: Actor, text: str, on: date, known: date | None = None) -> MemberRow:
    """Return the one person whom a key, a number or a name means.

    A key that counts for another person since a merge means that person.

    Raises UnknownMember, or AmbiguousMember with the first of those who may be meant.
    """
    scope = Scope(actor, on, known, act_known_on(known))
    seen = _seen(scope)
    key = text.strip()
    kept = merged_into(key, known=known) or key
    keyed = readable_persons(actor).filter(uid=kept).values("pk")
    numbered = bearing(text, act=scope.act).values("person")
    for rows in (seen.filter(person__in=keyed), seen.filter(person__in=numbered)):
        persons = set(rows.values_list("person", flat=True)[: NEAR + 1])
        if persons:
            return _only(text, rows_of(sorted(persons), scope))
    found = search_members(actor=actor, text=text, on=on, known=known, limit=NEAR + 1)
    whole = [each for each in found if _is_whole(each, text)]
    members = [each for each in whole or found if each.standing]
    return _only(text, members or whole or found)


def _only(text: str, rows: list[MemberRow]) -> MemberRow:
    if not rows:
        raise UnknownMember(text)
    if len(rows) > 1:
        raise AmbiguousMember(text, rows[:NEAR])
    return rows[0]


def _is_whole(row: MemberRow, text: str) -> bool:
    """Say whether a text is the whole name, accents and all, but for case."""
    return row.name.casefold().split() == text.casefold().split()


def _seen(scope: Scope) -> QuerySet[Identity]:
    """Return who the actor has in sight, or had on the day of the scope."""
    rows = readable_identities(scope.actor, known=scope.act)
    there = found_on(scope.actor, on=scope.on, known=scope.act)
    return rows if there is None else rows.filter(there)


def _meant(scope: Scope, text: str) -> Meaning:
    found = meaning(text, act=scope.act)
    if scope.actor.over(MEMBER_READ) is None:
        return found
    seen = _seen(scope)
    if found.few:
        return Meaning(seen.filter(pk__in=found.rows.values("pk")))
    return Meaning(found.rows.filter(Exists(seen.filter(pk=OuterRef("pk")))), few=False)


__all__ = ["AmbiguousMember", "UnknownMember", "find_member", "search_members"]
