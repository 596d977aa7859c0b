"""Judge whether the parts of a hand-over of organisations with their members add up.

Source: `rules.md` R2.51 and 14 (a list instead of letters; R14.2, the closing of a bloc in 2025).
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dangbo.rules.verdicts import Findings, Verdict, finding


@dataclass(frozen=True)
class Stated:
    """How many organisations and members a paper says go to one receiver, or in all."""

    orgs: int
    members: int


def check_stated_sums(*, total: Stated, parts: Sequence[Stated]) -> Verdict:
    """Refuse figures of a paper whose parts do not add up to its total."""
    found = Findings()
    orgs, members = sum(each.orgs for each in parts), sum(each.members for each in parts)
    if orgs != total.orgs:
        found.refuse(finding("ORGS_DO_NOT_ADD_UP", parts=orgs, total=total.orgs))
    if members != total.members:
        found.refuse(finding("MEMBERS_DO_NOT_ADD_UP", parts=members, total=total.members))
    return found.verdict()


def check_lists(*, before: Collection[str], lists: Mapping[str, Collection[str]]) -> Verdict:
    """Refuse lists, by receiver, in which a person of `before` is missing, twice, or a stranger."""
    found = Findings()
    listed = Counter(person for persons in lists.values() for person in persons)
    for person in sorted({*before, *listed}):
        if person not in listed:
            found.refuse(finding("PERSON_LEFT_OUT", person))
        elif listed[person] > 1:
            found.refuse(finding("PERSON_TWICE", person, count=listed[person]))
        if person not in before:
            found.refuse(finding("PERSON_NOT_THERE", person))
    return found.verdict()


def check_list_size(*, receiver: str, stated: Stated, orgs: int, members: int) -> Verdict:
    """Refuse a list that has other numbers than the paper states for its receiver."""
    found = Findings()
    if orgs != stated.orgs:
        found.refuse(finding("ORGS_DIFFER", receiver, listed=orgs, stated=stated.orgs))
    if members != stated.members:
        found.refuse(finding("MEMBERS_DIFFER", receiver, listed=members, stated=stated.members))
    return found.verdict()
