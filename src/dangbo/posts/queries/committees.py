"""Say who sits in the bodies of an organisation on a day, and who ever did."""

from dataclasses import dataclass
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import valid_on
from dangbo.posts.access import (
    posted_among,
    posts_on,
    readable_posts,
    readable_terms,
    standing_on,
)
from dangbo.posts.models import Term
from dangbo.posts.queries.rows import Basis, PostRow, bases_of, post_rows, with_ends


@dataclass(frozen=True)
class TermRow:
    """How many seats a body had over a span, and by which paper."""

    body: str
    seats: int
    name: str
    until: date | None
    start: date
    end: date | None
    basis: Basis
    invented: bool


@dataclass(frozen=True)
class Committee:
    """A body on a day: its holders in order, its seats, and whom of them to look at.

    Who is no member that day, and who is a member elsewhere, not in the organisation or below it.
    """

    body: str
    rows: tuple[PostRow, ...]
    term: TermRow | None
    without_standing: frozenset[int]
    posted_elsewhere: frozenset[int] = frozenset()

    @property
    def persons(self) -> int:
        """Count the persons, each once."""
        return len({each.person.id for each in self.rows})


def committee_of(
    *, actor: Actor, org: int, body: str, on: date, known: date | None = None
) -> Committee:
    """Return one body of an organisation on a day."""
    found = bodies_of(actor=actor, org=org, on=on, known=known).get(body)
    return found or Committee(body, (), None, frozenset())


def bodies_of(
    *, actor: Actor, org: int, on: date, known: date | None = None
) -> dict[str, Committee]:
    """Return every body of an organisation that has a holder or fixed seats on a day."""
    act = act_known_on(known)
    rows = posts_on(actor, on=on, known=act).filter(org=org)
    posts = post_rows(actor=actor, rows=rows, on=on, known=known)
    terms = {each.body: each for each in terms_of(actor=actor, org=org, on=on, known=known)}
    persons = {each.person.id for each in posts}
    members = standing_on(persons, on=on, known=act).keys()
    there = posted_among(members, actor=actor, org=org, on=on, known=act)
    codes = dict.fromkeys([*(each.body for each in posts), *terms])
    return {
        code: Committee(
            code,
            tuple(each for each in posts if each.body == code),
            terms.get(code),
            frozenset(persons - members),
            frozenset(members - there),
        )
        for code in codes
    }


def terms_of(
    *, actor: Actor, org: int, on: date | None, known: date | None = None, body: str = ""
) -> list[TermRow]:
    """Return the seats fixed for bodies of an organisation on a day, or (None) ever."""
    act = act_known_on(known)
    rows = readable_terms(actor, known=act).filter(org=org)
    if on is not None:
        rows = rows.filter(valid_on(on, act))
    if body:
        rows = rows.filter(body=body)
    found = with_ends(rows.order_by("-start"), known)
    bases = bases_of(actor=actor, acts={each.basis_id for each in found})
    return [_term(each, bases) for each in found]


def _term(row: Term, bases: dict[int, Basis]) -> TermRow:
    end = getattr(row, "last", None)
    return TermRow(
        row.body, row.seats, row.name, row.until, row.start, end, bases[row.basis_id], row.invented
    )


def history_of(
    *, actor: Actor, org: int, body: str = "", on: date, known: date | None = None
) -> list[PostRow]:
    """Return all who ever held a post in a body of an organisation, the latest first."""
    rows = readable_posts(actor, known=act_known_on(known)).filter(org=org)
    if body:
        rows = rows.filter(body=body)
    found = post_rows(actor=actor, rows=rows, on=on, known=known)
    return sorted(found, key=lambda each: each.start, reverse=True)


def holders(
    *, actor: Actor, org: int, title: str, on: date, known: date | None = None
) -> list[PostRow]:
    """Return who holds a title in an organisation on a day."""
    rows = posts_on(actor, on=on, known=act_known_on(known)).filter(org=org, title=title)
    return post_rows(actor=actor, rows=rows, on=on, known=known)


def posts_of(*, actor: Actor, person: int, on: date, known: date | None = None) -> list[PostRow]:
    """Return the posts that a person holds on a day."""
    rows = posts_on(actor, on=on, known=act_known_on(known)).filter(person=person)
    return post_rows(actor=actor, rows=rows, on=on, known=known)


def all_posts_of(
    *, actor: Actor, person: int, on: date, known: date | None = None
) -> list[PostRow]:
    """Return every post that a person ever held, the latest first."""
    rows = readable_posts(actor, known=act_known_on(known)).filter(person=person)
    found = post_rows(actor=actor, rows=rows, on=on, known=known)
    return sorted(found, key=lambda each: each.start, reverse=True)
