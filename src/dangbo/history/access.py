"""Open the statements of history files to the rest of the system."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from dangbo.accounts.access import Actor, ask_everywhere, lend
from dangbo.base.spans import known_at
from dangbo.history.models import (
    BELIEVED,
    Congress,
    Entry,
    Figure,
    Handover,
    Leader,
    Note,
    Source,
    Timed,
)
from dangbo.orgs.access import chunks, every, within
from dangbo.orgs.models import OrgVersion
from dangbo.rules.rights import (
    HONOUR_CHANGE,
    MEMBER_CHANGE,
    ORG_CHANGE,
    PAPER_WRITE,
    POST_CHANGE,
    REGISTER_LOAD,
)

Row = TypeVar("Row", bound=Model)
Statement = TypeVar("Statement", bound=Timed)
STATEMENTS: Final[dict[str, type[Timed]]] = {
    "congresses": Congress,
    "leaders": Leader,
    "figures": Figure,
    "notes": Note,
}


def may_load(actor: Actor) -> Actor:
    """Return the actor with what loading and handing over bring about, or refuse him or her."""
    ask_everywhere(actor, REGISTER_LOAD)
    return lend(actor, ORG_CHANGE, PAPER_WRITE, MEMBER_CHANGE, POST_CHANGE, HONOUR_CHANGE)


def all_rows(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return every(model)


def readable(
    actor: Actor, model: type[Statement], *, org: int, known: int | None
) -> QuerySet[Statement]:
    """Return the statements about one organisation that the actor may read."""
    rows = every(model).filter(within(actor), known_at(known), org=org)
    return rows.order_by("start", "pk")


def readable_of(
    actor: Actor, model: type[Statement], *, orgs: Collection[int]
) -> QuerySet[Statement]:
    """Return the statements about any of several organisations, as they are believed now."""
    return every(model).filter(within(actor), known_at(None), org__in=orgs).order_by("org")


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


def entries_telling(
    *, committee: int, acts: Collection[int], orgs: Collection[int]
) -> Iterator[Entry]:
    """Yield the believed entries of a committee's file, and those of others about some orgs.

    An entry is about an organisation when an act it made, or its statement, is.
    """
    rows = Entry.objects.filter(BELIEVED).select_related("opened_by").order_by("pk")
    mine = rows.filter(committee=committee)
    yield from mine
    others = rows.exclude(committee=committee)
    for ids in chunks(acts):
        yield from others.filter(act__in=ids)
    for section, model in STATEMENTS.items():
        for ids in chunks(orgs):
            told = every(model).filter(BELIEVED, org__in=ids).exclude(committee=committee)
            keys = set(told.values_list("committee", "key"))
            for row in others.filter(section=section, committee__in={each[0] for each in keys}):
                if (row.committee_id, row.key) in keys:
                    yield row


def entries_of_sources(named: Collection[tuple[int, str]]) -> list[Entry]:
    """Return the believed entries of sources, each given by committee and key."""
    rows = Entry.objects.filter(BELIEVED, section="sources").select_related("opened_by")
    found = rows.filter(committee__in={committee for committee, _ in named}).order_by("pk")
    return [row for row in found if (row.committee_id, row.key) in named]


def sources_by_act(acts: Collection[int], *, known: int | None) -> dict[int, tuple[int, list[str]]]:
    """Return for acts that files made the committee of the file and the keys of its sources."""
    rows = Entry.objects.filter(known_at(known), act__in=acts).order_by("-pk")
    found = rows.values_list("act", "committee", "sources")
    return {act: (committee, keys) for act, committee, keys in found if act is not None}


def states_borne(uids: Collection[str]) -> dict[str, set[tuple[str, str]]]:
    """Return the names and kinds that organisations of these keys ever had, as believed now."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    wanted = sorted(uids)
    for at in range(0, len(wanted), 5_000):
        rows = every(OrgVersion).filter(BELIEVED, org__uid__in=wanted[at : at + 5_000])
        for uid, name, kind in rows.values_list("org__uid", "name", "kind"):
            found[uid].add((name, kind))
    return found


def readable_handovers(actor: Actor, *, known: int | None = None) -> QuerySet[Handover]:
    """Return the hand-overs of organisations that the actor may read, newest first."""
    rows = every(Handover).filter(within(actor), known_at(known))
    return rows.select_related("org", "opened_by").order_by("-opened_by")
