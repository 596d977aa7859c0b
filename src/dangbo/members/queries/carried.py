"""Count the members whom decisions took to another place."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.members.access import chunks, readable_carries, readable_postings


def carried_by(*, actor: Actor, acts: Collection[int], known: date | None = None) -> dict[int, int]:
    """Return how many members each decision took elsewhere, as believed; those of nobody left out.

    A decision that only moves an organisation takes nobody elsewhere: they stay where they are.
    """
    seq = act_known_on(known)
    found: dict[int, int] = {}
    for ids in chunks(acts):
        sources = readable_carries(actor, known=seq).filter(act__in=ids).values("source")
        ended = readable_postings(actor, known=seq).filter(
            org__in=sources, kind="official", end_basis__in=ids
        )
        counted = ended.values("end_basis").annotate(count=Count("person", distinct=True))
        found |= dict(counted.values_list("end_basis", "count"))
    return found
