"""Give badges and cards as plain rows, with the names and papers they rest on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.honours.models import Badge, CardIssue, Honour
from dangbo.members.access import chunks, readable_identities
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.papers.queries import PaperRow, papers_by_uid

IDENTITY = ("person", "person__uid", "name", "name_sort", "person__invented", "birth")


class Basis(NamedTuple):
    """The act that a fact rests on, with its paper or the reason given where none is known."""

    act: int
    paper: PaperRow | None
    reason: str


class Who(NamedTuple):
    """How to call a person."""

    id: int
    uid: str
    name: str
    sort: str
    invented: bool
    birth: date | None


@dataclass(frozen=True)
class Given:
    """What was given to a person on a day, where the person was posted then, and by which act."""

    pk: int
    person: Who
    org: OrgName | None
    on: date
    kind: str
    number: str
    basis: Basis

    @property
    def invented(self) -> bool:
        """Say whether the person was made up."""
        return self.person.invented


@dataclass(frozen=True)
class BadgeRow(Given):
    """A badge given, with the reward of its day."""

    level: int
    reward: int | None
    reward_source: str
    reward_certain: bool


@dataclass(frozen=True)
class CardRow(Given):
    """A card issued or taken back; `before` is the number that was held until then."""

    before: str


def bases_of(*, actor: Actor, acts: Iterable[int]) -> dict[int, Basis]:
    """Return acts with the papers that they cite."""
    found = acts_by_seq(set(acts))
    papers = papers_by_uid(actor=actor, uids={act.paper for act in found.values() if act.paper})
    return {seq: Basis(seq, papers.get(act.paper), act.reason) for seq, act in found.items()}


def badge_rows(*, actor: Actor, rows: Sequence[Badge], known: date | None) -> list[BadgeRow]:
    """Return badges in the order given."""
    who, orgs, bases = _around(actor, rows, known)
    return [
        BadgeRow(
            pk=each.pk,
            person=who[each.person_id],
            org=orgs.get((each.org_id or 0, each.on)),
            on=each.on,
            kind=each.kind,
            number=each.number,
            basis=bases[each.act_id],
            level=each.level,
            reward=each.reward,
            reward_source=each.reward_source,
            reward_certain=each.reward_certain,
        )
        for each in rows
        if each.person_id in who
    ]


def card_rows(*, actor: Actor, rows: Sequence[CardIssue], known: date | None) -> list[CardRow]:
    """Return cards issued in the order given."""
    who, orgs, bases = _around(actor, rows, known)
    return [
        CardRow(
            pk=each.pk,
            person=who[each.person_id],
            org=orgs.get((each.org_id or 0, each.on)),
            on=each.on,
            kind=each.kind,
            number=each.number,
            basis=bases[each.act_id],
            before=each.before,
        )
        for each in rows
        if each.person_id in who
    ]


def _around(
    actor: Actor, rows: Sequence[Honour], known: date | None
) -> tuple[dict[int, Who], dict[tuple[int, date], OrgName], dict[int, Basis]]:
    who = names_of(actor=actor, persons={each.person_id for each in rows})
    wanted = {(each.org_id, each.on) for each in rows if each.org_id}
    orgs = names_at(actor=actor, wanted=wanted, known=known)
    return who, orgs, bases_of(actor=actor, acts={each.act_id for each in rows})


def names_of(*, actor: Actor, persons: Iterable[int]) -> dict[int, Who]:
    """Return what persons are called now, as far as the actor may know of them."""
    found: dict[int, Who] = {}
    for ids in chunks(persons):
        rows = readable_identities(actor).filter(person__in=ids)
        found |= {row[0]: Who(*row) for row in rows.values_list(*IDENTITY)}
    return found
