"""Count the members posted in single organisations on a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.base.spans import valid_on
from dangbo.desk.commands.along import Size
from dangbo.members.access import chunks, every, postings_on
from dangbo.members.models import Posting

OFFICIAL = "official"


def members_in(orgs: Iterable[int], *, on: date) -> Mapping[int, Size]:
    """Return how many members each organisation has itself, without those below it."""
    members, official = Counter[int](), Counter[int]()
    for ids in chunks(orgs):
        rows = every(Posting).filter(valid_on(on, None), org__in=ids, kind=OFFICIAL)
        rows = rows.filter(valid_on(on, None, "person__standings__"))
        counted = rows.values_list("org", "person__standings__standing").annotate(Count("pk"))
        for org, standing, count in counted.order_by():
            members[org] += count
            official[org] += count if standing == OFFICIAL else 0
    return {org: Size(count, official[org]) for org, count in members.items()}


def counted_in(*, actor: Actor, orgs: Iterable[int], on: date) -> dict[int, int]:
    """Return how many members each organisation has that the actor may read."""
    found: dict[int, int] = {}
    for ids in chunks(orgs):
        rows = postings_on(actor, on=on).filter(org__in=ids, kind=OFFICIAL)
        found |= dict(rows.values_list("org").annotate(Count("pk")).order_by())
    return found
