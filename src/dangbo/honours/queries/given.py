"""List the badges given and the cards issued, and who has no card."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at, valid_on
from dangbo.honours.access import (
    EVE,
    begun_by,
    deaths_of,
    given_below,
    issues_of,
    named_like,
    readable,
    without_card,
)
from dangbo.honours.models import Badge, CardIssue, Honour
from dangbo.honours.queries.rows import BadgeRow, CardRow, badge_rows, card_rows
from dangbo.members.queries import MemberRow
from dangbo.members.queries.chosen import rows_by_uid
from dangbo.members.queries.scopes import Scope, posted

Row = TypeVar("Row", bound=Honour)
STAND = "person__standings__"
KNOWN = "person__identities__"


def badges_of(
    *, actor: Actor, person: int, on: date | None = None, known: date | None = None
) -> list[BadgeRow]:
    """Return the badges given to a person by a day, the latest first."""
    rows = readable(Badge, actor, known=act_known_on(known)).filter(person=person)
    if on is not None:
        rows = rows.filter(on__lte=on)
    return badge_rows(actor=actor, rows=list(rows.order_by("-on", "-level")), known=known)


def cards_of(
    *, actor: Actor, person: int, on: date | None = None, known: date | None = None
) -> list[CardRow]:
    """Return the cards issued to a person by a day, the latest first."""
    rows = issues_of(person, actor, known=act_known_on(known))
    if on is not None:
        rows = rows.filter(on__lte=on)
    return card_rows(actor=actor, rows=list(rows), known=known)


def _asked(
    model: type[Row], actor: Actor, on: date, act: int | None, *, org: int | None, text: str
) -> QuerySet[Row]:
    rows = readable(model, actor, known=act).filter(on__lte=on)
    if org is not None:
        rows = rows.filter(given_below(actor, org, known=act))
    if text.strip():
        called = named_like(text, known=act)
        rows = rows.filter(Q(called) | Q(number__icontains=text.strip()))
    return rows


def awards(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    org: int | None = None,
    text: str = "",
    level: int | None = None,
    kind: str = "",
    year: int | None = None,
) -> QuerySet[Badge]:
    """Return the badges given by a day, as they are asked for, the latest first."""
    rows = _asked(Badge, actor, on, act_known_on(known), org=org, text=text)
    wanted = {"level": level, "kind": kind, "on__year": year}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.order_by("-on", "-level", "pk")


def card_issues(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    org: int | None = None,
    text: str = "",
    kind: str = "",
    year: int | None = None,
) -> QuerySet[CardIssue]:
    """Return the cards issued by a day, as they are asked for, the latest first."""
    rows = _asked(CardIssue, actor, on, act_known_on(known), org=org, text=text)
    wanted = {"kind": kind, "on__year": year}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.order_by("-on", "pk")


def levels_given(rows: QuerySet[Badge]) -> dict[int, int]:
    """Return how many badges of each level some rows are, re-issues left out."""
    found = rows.exclude(kind="reissue").order_by().values_list("level").annotate(n=Count("pk"))
    return dict(sorted(Counter(dict(found)).items()))


def years_of(rows: QuerySet[Badge] | QuerySet[CardIssue]) -> list[int]:
    """Return the years in which something was given, the latest first."""
    return sorted({day.year for day in rows.order_by().dates("on", "year")}, reverse=True)


def cards_due(
    *,
    actor: Actor,
    org: int | None,
    on: date,
    known: date | None = None,
    text: str = "",
) -> list[str]:
    """Return the keys of the official members of a day without a card number, by name."""
    scope = Scope.of(actor=actor, org=org, on=on, known=known)
    if scope is None:
        return []
    standing = valid_on(on, scope.act, STAND) & Q(**{f"{STAND}standing": "official"})
    rows = without_card(posted(scope), on=on, known=scope.act)
    rows = rows.filter(standing).filter(known_at(scope.act, KNOWN) & begun_by(text, KNOWN))
    return list(rows.order_by(f"{KNOWN}name_sort", "person").values_list("person__uid", flat=True))


def members_given(
    *, actor: Actor, rows: Sequence[BadgeRow], known: date | None = None
) -> dict[int, MemberRow]:
    """Return by badge who was given it as of the award day, the dead as of the day before."""
    died = deaths_of({row.person.id for row in rows}, until=date.max)
    days: dict[date, set[str]] = {}
    days_of: dict[int, date] = {}
    for row in rows:
        gone = died.get(row.person.id, date.max)
        day = row.on if row.on < gone else gone - EVE
        days_of[row.pk] = day
        days.setdefault(day, set()).add(row.person.uid)
    shown = {
        (day, each.uid): each
        for day, uids in days.items()
        for each in rows_by_uid(actor=actor, uids=sorted(uids), on=day, known=known)
    }
    wanted = {row.pk: (days_of[row.pk], row.person.uid) for row in rows}
    return {pk: shown[key] for pk, key in wanted.items() if key in shown}


def shown_members(
    *, actor: Actor, uids: list[str], on: date, known: date | None = None
) -> list[MemberRow]:
    """Return members as lists show them, in the order given."""
    rows = {row.uid: row for row in rows_by_uid(actor=actor, uids=uids, on=on, known=known)}
    return [rows[uid] for uid in uids if uid in rows]
