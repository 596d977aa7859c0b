"""List the planning lists and the declarations of assets of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.vietnamese import fold
from dangbo.members.models import Identity
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.posts.access import branch, declarations_on, identities, plans_on, posted_below
from dangbo.posts.models import Declaration, Plan
from dangbo.posts.queries.persons import PersonName, names_of
from dangbo.posts.queries.rows import Basis, bases_of, rank_of
from dangbo.rules.plans import yearly_due


@dataclass(frozen=True)
class PlanRow:
    """A person planned for a title of an organisation in a term."""

    person: PersonName
    org: OrgName
    body: str
    title: str
    term: str
    start: date
    basis: Basis
    invented: bool


@dataclass(frozen=True)
class DeclarationRow:
    """How far a person's declaration of a year has come, and whether its day has passed."""

    person: PersonName
    year: int
    kind: str
    status: str
    receiver: str
    start: date
    overdue: bool
    basis: Basis
    invented: bool


def plans(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    org: int | None = None,
    person: int | None = None,
    term: str = "",
    text: str = "",
) -> list[PlanRow]:
    """Return who is planned for what on a day, in an organisation and below, in order of titles."""
    act = act_known_on(known)
    rows: QuerySet[Plan] = plans_on(actor, on=on, known=act)
    if org is not None:
        rows = rows.filter(org__in=branch(actor, org, on, act))
    if person is not None:
        rows = rows.filter(person=person)
    if term:
        rows = rows.filter(term=term)
    if text:
        rows = rows.filter(person__in=_called(actor, text, act))
    held = list(rows)
    names = names_of(actor=actor, persons={each.person_id for each in held}, known=known)
    orgs = names_on(actor=actor, orgs={each.org_id for each in held}, on=on, known=known)
    bases = bases_of(actor=actor, acts={each.basis_id for each in held})
    found = [
        PlanRow(
            person=names[each.person_id],
            org=orgs[each.org_id],
            body=each.body,
            title=each.title,
            term=each.term,
            start=each.start,
            basis=bases[each.basis_id],
            invented=each.invented or names[each.person_id].invented,
        )
        for each in held
        if each.person_id in names and each.org_id in orgs
    ]
    return sorted(found, key=_place)


def _place(row: PlanRow) -> tuple[str, str, int, int, str]:
    return (row.term, row.org.name, *rank_of(row.body, row.title, row.start), row.person.sort)


def plan_terms(*, actor: Actor, on: date, known: date | None = None) -> list[str]:
    """Return the terms that the planning lists of a day are made for, the latest first."""
    rows = plans_on(actor, on=on, known=act_known_on(known))
    return sorted(rows.order_by().values_list("term", flat=True).distinct(), reverse=True)


def declarations(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    org: int | None = None,
    person: int | None = None,
    year: int | None = None,
    kind: str = "",
    status: str = "",
    text: str = "",
) -> list[DeclarationRow]:
    """Return how far declarations have come on a day, of persons posted in a branch."""
    act = act_known_on(known)
    rows: QuerySet[Declaration] = declarations_on(actor, on=on, known=act)
    if org is not None:
        rows = rows.filter(person__in=posted_below(actor, org=org, on=on, known=act))
    narrowed = {"person": person, "year": year, "kind": kind, "status": status}
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    if text:
        rows = rows.filter(person__in=_called(actor, text, act))
    held = list(rows)
    names = names_of(actor=actor, persons={each.person_id for each in held}, known=known)
    bases = bases_of(actor=actor, acts={each.basis_id for each in held})
    found = [
        DeclarationRow(
            person=names[each.person_id],
            year=each.year,
            kind=each.kind,
            status=each.status,
            receiver=each.receiver,
            start=each.start,
            overdue=_overdue(each, on),
            basis=bases[each.basis_id],
            invented=each.invented or names[each.person_id].invented,
        )
        for each in held
        if each.person_id in names
    ]
    return sorted(found, key=lambda row: (-row.year, row.person.sort, row.kind))


def _overdue(row: Declaration, on: date) -> bool:
    yearly = row.kind == "yearly" and row.status == "due"
    return yearly and on > yearly_due(year=row.year, on=on)


def declaration_years(*, actor: Actor, on: date, known: date | None = None) -> list[int]:
    """Return the years of which the register has declarations on a day, the latest first."""
    rows = declarations_on(actor, on=on, known=act_known_on(known))
    return sorted(rows.order_by().values_list("year", flat=True).distinct(), reverse=True)


def _called(actor: Actor, text: str, act: int | None) -> QuerySet[Identity, Any]:
    words = fold(text).split()
    condition = Q() if words else Q(pk__in=[])
    for word in words:
        condition &= Q(name_folded__contains=word)
    return identities(actor, known=act).filter(condition).values("person")
