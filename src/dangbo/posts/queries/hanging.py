"""Count the posts held in organisations."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.posts.access import chunks, posts_on


def posts_held_in(*, actor: Actor, orgs: Collection[int], on: date) -> dict[int, int]:
    """Count by organisation the posts held on a day; those without any are left out."""
    found: dict[int, int] = {}
    for ids in chunks(orgs):
        rows = posts_on(actor, on=on, known=None).filter(org__in=ids)
        counted = rows.order_by().values_list("org").annotate(Count("pk"))
        found |= {org: count for org, count in counted if org is not None}
    return found
