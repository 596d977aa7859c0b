"""Count what sources state about organisations that are to end."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count

from dangbo.accounts.access import Actor
from dangbo.history.access import STATEMENTS, readable_of
from dangbo.orgs.access import chunks, readable_aliases


def stated_of(*, actor: Actor, orgs: Collection[int]) -> dict[int, Counter[str]]:
    """Count the statements about each organisation by the section of their file."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for ids in chunks(orgs):
        for section, model in STATEMENTS.items():
            _add(found, section, readable_of(actor, model, orgs=ids))
        _add(found, "aliases", readable_aliases(actor).filter(org__in=ids).order_by("org"))
    return found


def _add(found: dict[int, Counter[str]], section: str, rows: Any) -> None:
    for org, count in rows.values_list("org").annotate(Count("pk")):
        found[org][section] += count
