"""Say of which organisation, day and knowledge a question is, and whose postings that means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Self, TypeVar

from django.db.models import Exists, Model, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import valid_on
from dangbo.members.access import postings_on
from dangbo.members.models import Posting
from dangbo.orgs.access import paths_on, standing_within, under
from dangbo.rules.rights import MEMBER_READ, Branches

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Scope:
    """An organisation and all below it on a day, as known after an act, to an actor.

    `path` is where it stands; empty: all that stands on the day where the actor reads members.
    Invented persons are left out of counts where `invented` is false.
    """

    actor: Actor
    on: date
    known: date | None
    act: int | None
    path: str = ""
    invented: bool = True

    @classmethod
    def of(
        cls,
        *,
        actor: Actor,
        org: int | None,
        on: date,
        known: date | None = None,
        invented: bool = True,
    ) -> Self | None:
        """Return the scope of an organisation; None where it does not stand on the day.

        Nor where the actor may not read the members of all that stands below it.
        """
        act = act_known_on(known)
        if org is None:
            return cls(actor, on, known, act, own_branch(actor), invented)
        mine = standing_within(actor, act=MEMBER_READ, on=on, known=act)
        rows = paths_on(actor, on=on, known=act).filter(mine, org=org)
        found = rows.values_list("path", flat=True).first()
        return cls(actor, on, known, act, found, invented) if found else None

    @property
    def tops(self) -> Branches:
        """Return the paths below which it keeps to what stands on the day; None: to all there is.

        Without an organisation these are the branches in which the actor reads members.
        """
        return (self.path,) if self.path else self.actor.over(MEMBER_READ)


def posted(scope: Scope, kind: str = "official") -> QuerySet[Posting]:
    """Return the postings of a scope, reached from the paths of its organisations."""
    rows = _postings(scope).filter(kind=kind)
    if scope.tops is None:
        return rows
    standing = valid_on(scope.on, scope.act, "org__paths__")
    return rows.filter(standing, under(scope.tops, "org__paths__"))


def _postings(scope: Scope) -> QuerySet[Posting]:
    return postings_on(scope.actor, on=scope.on, known=scope.act, below=scope.tops or ())


def own_branch(actor: Actor) -> str:
    """Return the one branch in which an actor reads members; empty where there are more, or all."""
    branches = actor.over(MEMBER_READ)
    return branches[0] if branches is not None and len(branches) == 1 else ""


def sides(rows: QuerySet[Row], act: int | None) -> Iterator[QuerySet[Row]]:
    """Part rows into those believed now and those voided since: each has an index of its own."""
    yield rows.filter(voided_by__isnull=True)
    if act is not None:
        yield rows.filter(voided_by__isnull=False)


def either(rows: QuerySet[Row], act: int | None) -> Q:
    """Return the condition that there is such a row, believed now or voided since."""
    return reduce(or_, (Q(Exists(side)) for side in sides(rows, act)))
