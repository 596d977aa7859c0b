"""Invent organisations that bring the register's own counts of a committee to the published ones.

`docs/maintainers/demonstration.md` says what is invented, how, and what never is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.history.access import may_load
from dangbo.history.demonstration.committees import NotLoaded, SeveralLoaded, committee_meant
from dangbo.history.demonstration.drafts import Brief
from dangbo.history.demonstration.electing import elect
from dangbo.history.demonstration.enlisting import Enlisting
from dangbo.history.demonstration.headcounts import counted_members, member_brief
from dangbo.history.demonstration.honouring import honour
from dangbo.history.demonstration.peopling import Peopled, peopled
from dangbo.history.demonstration.phrases import conflict_text
from dangbo.history.demonstration.reading import Checked, brief_of, checked
from dangbo.history.demonstration.settling import settle_offices
from dangbo.history.demonstration.story import story
from dangbo.history.demonstration.writing import Progress, Tell, write
from dangbo.history.queries import FigureRow
from dangbo.orgs.access import readable_orgs

__all__ = [
    "Demonstrated",
    "NotLoaded",
    "Progress",
    "SeveralLoaded",
    "Tell",
    "committee_meant",
    "conflict_text",
    "demonstrate",
    "is_demonstrated",
]


@dataclass(frozen=True)
class Demonstrated:
    """What a demonstration added, and each published count beside the register's own."""

    committee: str
    seed: int
    organisations: int
    decisions: int
    first: date
    last: date
    checked: list[Checked]
    members: int = 0
    member_figures: tuple[FigureRow, ...] = ()


class MiscountError(Exception):
    """The register does not count what the story was made to give: a fault of the program."""


def is_demonstrated(*, actor: Actor, committee: str) -> bool:
    """Say whether invented organisations of a committee are in the register."""
    begun = readable_orgs(actor).filter(uid__startswith=f"{committee}.mh.", invented=True)
    return begun.exists()


def _settle(actor: Actor, brief: Brief, people: Peopled, seed: int) -> None:
    """Elect committees and give cards and badges, once all members are written."""
    told: dict[str, Any] = {"actor": actor, "committee": brief.committee, "last": brief.last}
    elect(seed=seed, **told)
    honour(people=people.plan.people, **told)


@transaction.atomic
def demonstrate(
    *,
    actor: Actor,
    committee: str,
    seed: int = 0,
    with_members: bool = True,
    tell: Tell = lambda progress: None,
) -> Demonstrated:
    """Write the demonstration of a committee, all of it or nothing.

    Raise RuleError where the published figures conflict, or the rules do not let them be met.
    """
    actor = may_load(actor)
    hold_journal()
    brief = brief_of(actor=actor, committee=committee, today=timezone.localdate())
    drafts = story(brief=brief, seed=seed)
    published = member_brief(actor=actor, brief=brief) if with_members else None
    people = (
        peopled(brief=brief, drafts=drafts, members=published, seed=seed) if published else None
    )
    members = Enlisting(actor, people)
    orgs = write(actor=actor, brief=brief, drafts=drafts, members=members, seed=seed, tell=tell)
    settle_offices(actor=actor, committee=brief.committee, seed=seed, last=brief.last)
    if people:
        _settle(actor, brief, people, seed)
    found = checked(actor=actor, brief=brief)
    beside = counted_members(actor=actor, committee=committee) if people else ()
    wrong = [each.key for each in found if set(each.computed) != {each.published}]
    wrong += [each.key for each in beside if not each.agrees]
    if wrong:
        raise MiscountError(", ".join(wrong))
    told = (committee, seed, orgs, len(drafts), drafts[0].on, drafts[-1].on)
    return Demonstrated(*told, found, len(people.plan.people) if people else 0, beside)
