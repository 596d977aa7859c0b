"""Open the statements of history files to the rest of the system."""

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at
from dangbo.history.models import BELIEVED, Entry, Source, Timed
from dangbo.orgs.access import every, within
from dangbo.orgs.models import OrgVersion

Row = TypeVar("Row", bound=Model)
Statement = TypeVar("Statement", bound=Timed)


def all_rows(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return every(model)


def readable(
    actor: Actor, model: type[Statement], *, org: int, known: int | None
) -> QuerySet[Statement]:
    """Return the statements about one organisation that the actor may read."""
    rows = every(model).filter(within(actor), known_at(known), org=org)
    return rows.order_by("start", "pk")


def readable_sources(actor: Actor, *, committees: set[int], known: int | None) -> QuerySet[Source]:
    """Return the sources of the files of some committees."""
    mine = within(actor, "committee")
    return Source.objects.filter(mine, known_at(known), committee__in=committees).order_by("pk")


def entries_loaded(*, committee: int) -> QuerySet[Entry]:
    """Return the entries of a committee's file that are loaded and believed."""
    return Entry.objects.filter(BELIEVED, committee=committee).select_related("opened_by")


def entries_of_acts(acts: set[int]) -> QuerySet[Entry]:
    """Return the believed entries that made some acts, of any committee."""
    return Entry.objects.filter(BELIEVED, act__in=acts)


def entries_under(keys: set[str], section: str) -> QuerySet[Entry]:
    """Return the believed entries of a section with these keys, of any committee."""
    return Entry.objects.filter(BELIEVED & Q(section=section, key__in=keys))


def states_borne(uids: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """Return the names and kinds that organisations of these keys ever had, as believed now."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted = sorted(uids)
    for at in range(0, len(wanted), 5_000):
        rows = every(OrgVersion).filter(BELIEVED, org__uid__in=wanted[at : at + 5_000])
        for uid, name, kind in rows.values_list("org__uid", "name", "kind"):
            found[uid].add((name, kind))
    return found
