"""Give posts as plain rows, with the names and papers they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.base.spans import known_end
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.papers.queries import PaperRow, papers_by_uid
from dangbo.posts.models import Followed, Post
from dangbo.posts.queries.persons import PersonName, names_of
from dangbo.rules.bodies import offices_on

LAST = 999
Row = TypeVar("Row", bound=Followed)


class Basis(NamedTuple):
    """The act that a fact rests on, with its paper or the reason given where none is known."""

    act: int
    paper: PaperRow | None
    reason: str


@dataclass(frozen=True)
class PostRow:
    """A post of a person over a span; `org` is empty where it is outside the register."""

    person: PersonName
    org: OrgName | None
    body: str
    title: str
    outside: str
    level: str
    side: str
    how: str
    precision: str
    start: date
    end: date | None
    end_reason: str
    basis: Basis
    end_basis: Basis | None
    invented: bool


def bases_of(*, actor: Actor, acts: Iterable[int | None]) -> dict[int, Basis]:
    """Return acts with the papers that they cite."""
    found = acts_by_seq({each for each in acts if each is not None})
    papers = papers_by_uid(actor=actor, uids={act.paper for act in found.values() if act.paper})
    return {seq: Basis(seq, papers.get(act.paper), act.reason) for seq, act in found.items()}


def with_ends(rows: QuerySet[Row], known: date | None) -> list[Row]:
    """Return rows of spans with `last`: the end as it was known by a day."""
    return list(rows.annotate(last=known_end(act_known_on(known))))


def post_rows(*, actor: Actor, rows: QuerySet[Post], on: date, known: date | None) -> list[PostRow]:
    """Return posts in the order of bodies, titles and names; organisations as of each start."""
    posts = with_ends(rows, known)
    persons = names_of(actor=actor, persons={each.person_id for each in posts}, known=known)
    wanted = {(each.org_id, max(each.start, on)) for each in posts if each.org_id}
    wanted |= {(each.org_id, each.start) for each in posts if each.org_id}
    orgs = names_at(actor=actor, wanted=wanted, known=known)
    bases = bases_of(
        actor=actor,
        acts={a for each in posts for a in (each.basis_id, each.end_basis_id)},
    )
    found = [
        _row(each, persons[each.person_id], _org(each, orgs, on), bases)
        for each in posts
        if each.person_id in persons
    ]
    return sorted(found, key=_place)


def _org(post: Post, orgs: dict[tuple[int, date], OrgName], on: date) -> OrgName | None:
    if post.org_id is None:
        return None
    until = getattr(post, "last", None)
    return orgs.get((post.org_id, post.start if until else max(post.start, on)))


def _row(post: Post, person: PersonName, org: OrgName | None, bases: dict[int, Basis]) -> PostRow:
    end = getattr(post, "last", None)
    return PostRow(
        person=person,
        org=org,
        body=post.body,
        title=post.title,
        outside=post.outside,
        level=post.level,
        side=post.side,
        how=post.how,
        precision=post.precision,
        start=post.start,
        end=end,
        end_reason=post.end_reason if end else "",
        basis=bases[post.basis_id],
        end_basis=bases.get(post.end_basis_id or 0) if end else None,
        invented=post.invented or person.invented,
    )


def _place(row: PostRow) -> tuple[int, int, str, date]:
    return (*rank_of(row.body, row.title, row.start), row.person.sort, row.start)


def rank_of(body: str, title: str, on: date) -> tuple[int, int]:
    """Return where a title stands in the order of bodies and of titles; outside posts last."""
    offices = offices_on(on)
    own, rule = offices.bodies.get(body), offices.titles.get(title)
    return own.rank if own else LAST, rule.rank if rule else LAST
