"""Say of whom somebody may not tell in a file."""

from collections.abc import Collection

from dangbo.accounts.access import Actor
from dangbo.members.access import chunks, every, strangers
from dangbo.members.models import Person
from dangbo.rules.rights import MEMBER_EXPORT


def not_exported(*, actor: Actor, uids: Collection[str]) -> set[str]:
    """Return the keys of those persons whom the actor may not take out of the register."""
    if actor.over(MEMBER_EXPORT) is None:
        return set()
    ids: dict[int, str] = {}
    for keys in chunks(uids):
        ids |= dict(every(Person).filter(uid__in=keys).values_list("pk", "uid"))
    if not actor.may(MEMBER_EXPORT):
        return set(ids.values())
    return {ids[each] for each in strangers(actor, ids, act=MEMBER_EXPORT)}
