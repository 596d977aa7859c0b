"""Say what many organisations were on a day, in as few statements as there are to ask."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Length, Substr

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_end, valid_on
from dangbo.orgs.access import (
    below_path,
    chunks,
    paths_on,
    readable_aliases,
    readable_versions,
    versions_on,
)
from dangbo.orgs.queries.counting import Counts, counted
from dangbo.orgs.queries.finding import containing
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.paths import WIDTH, orgs_of


class OrgBrief(NamedTuple):
    """What an organisation was at a time: the day asked about, or the nearest it stood on."""

    id: int
    uid: str
    name: str
    kind: str
    superior: int | None
    code: str
    invented: bool
    start: date
    end: date | None
    stands: bool


class Found(NamedTuple):
    """Organisations of a day that match, with the path to each, and how many there are."""

    total: int
    paths: list[list[int]]


GRASSROOTS = "co_so"
CELLS = "moi_chi_bo"
FIELDS = ("org", "org__uid", "name", "kind", "superior", "code", "org__invented", "start")


def states_near(
    *, actor: Actor, orgs: Iterable[int], on: date, known: date | None = None
) -> dict[int, OrgBrief]:
    """Return what organisations were on a day; outside their time, the nearest they had been."""
    act = act_known_on(known)
    best: dict[int, tuple[int, OrgBrief]] = {}
    for ids in chunks(orgs):
        rows = readable_versions(actor, known=act).filter(org__in=ids)
        for *state, start, end in (
            rows.annotate(until=known_end(act)).order_by("start").values_list(*FIELDS, "until")
        ):
            away = days_away(on, start, end)
            org = state[0]
            if org not in best or away < best[org][0]:
                best[org] = (away, OrgBrief._make((*state, start, end, away == 0)))
    return {org: brief for org, (_, brief) in best.items()}


def aliases_of(*, actor: Actor, org: int, known: date | None = None) -> list[str]:
    """Return the other names by which sources call an organisation."""
    rows = readable_aliases(actor, known=act_known_on(known)).filter(org=org)
    return list(rows.order_by("pk").values_list("name", flat=True))


def days_away(on: date, start: date, end: date | None) -> int:
    """Return how many days a span is away from a day; 0 when it holds on it."""
    if start > on:
        return (start - on).days
    return (on - end).days + 1 if end is not None and end <= on else 0


def matching(
    *,
    actor: Actor,
    on: date,
    known: date | None = None,
    text: str = "",
    counted_as: str = "",
    limit: int | None = 200,
) -> Found:
    """Return the paths to the organisations of a day that bear a text and are counted as a kind.

    `counted_as` is the code of a kind, GRASSROOTS, or CELLS.
    """
    act = act_known_on(known)
    rows = versions_on(actor, on=on, known=act).filter(valid_on(on, act, "org__paths__"))
    if counted_as:
        kinds, limited = _kinds(counted_as, on)
        held = valid_on(on, act, "superior__versions__")
        below = [held & Q(kind=kind, superior__versions__kind__in=top) for kind, top in limited]
        rows = rows.filter(reduce(or_, below, Q(kind__in=kinds)))
    if text:
        rows = containing(rows, text)
    paths = rows.order_by("name_sort", "org").values_list("org__paths__path", flat=True)
    return Found(rows.count(), [orgs_of(path) for path in paths[:limit]])


def _kinds(counted_as: str, on: date) -> tuple[list[str], list[tuple[str, frozenset[str]]]]:
    """Return the kinds that are counted so anywhere, and those only under certain superiors."""
    kinds = org_kinds().on(on).kinds
    if counted_as == CELLS:
        return [code for code, kind in kinds.items() if kind.cell], []
    if counted_as != GRASSROOTS:
        return [counted_as], []
    base = {code: kind.grassroots_under for code, kind in kinds.items() if kind.grassroots}
    anywhere = [code for code, under in base.items() if not under]
    return anywhere, [(code, under) for code, under in base.items() if under]


def children_counts(
    *, actor: Actor, orgs: Iterable[int], on: date, known: date | None = None
) -> dict[int, int]:
    """Count those directly under each of some organisations on a day; none are left out."""
    rows = versions_on(actor, on=on, known=act_known_on(known)).order_by()
    found: dict[int, int] = {}
    for ids in chunks(orgs):
        grouped = rows.filter(superior__in=ids).values_list("superior").annotate(Count("pk"))
        found |= {superior: count for superior, count in grouped if superior is not None}
    return found


def path_to(*, actor: Actor, org: int, on: date, known: date | None = None) -> list[int]:
    """Return the organisations above one on a day from the top, itself last; none if it is not."""
    act = act_known_on(known)
    path = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True)
    return orgs_of(path.first() or "")


def counts_by_child(
    *, actor: Actor, on: date, known: date | None = None, org: int | None = None
) -> dict[int, Counts]:
    """Count, by kind, what stands below each organisation of a level (None: the top)."""
    act = act_known_on(known)
    top = ""
    if org is not None:
        paths = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True)
        top = paths.first() or "~"
    # One call: a second filter would join the paths a second time.
    rows = versions_on(actor, on=on, known=act).filter(
        valid_on(on, act, "org__paths__"),
        valid_on(on, act, "superior__versions__"),
        below_path(top, "org__paths__path"),
    )
    branch = Substr("org__paths__path", 1, len(top) + WIDTH)
    deeper = rows.annotate(long=Length("org__paths__path"), branch=branch)
    grouped = (
        deeper.filter(long__gt=len(top) + WIDTH)
        .order_by()
        .values_list("branch", "kind", "superior__versions__kind")
        .annotate(Count("pk"))
    )
    found: dict[int, Counter[tuple[str, str]]] = {}
    for path, kind, superior, count in grouped:
        found.setdefault(orgs_of(path)[-1], Counter())[kind, superior] += count
    kinds = org_kinds().on(on)
    return {child: counted(each, kinds) for child, each in found.items()}


def counts_of_all(*, actor: Actor, on: date, known: date | None = None) -> Counts:
    """Count all organisations of a day, by kind, those at the top left out."""
    act = act_known_on(known)
    rows = versions_on(actor, on=on, known=act).filter(valid_on(on, act, "superior__versions__"))
    grouped = rows.order_by().values_list("kind", "superior__versions__kind").annotate(Count("pk"))
    found = Counter({(kind, superior): count for kind, superior, count in grouped})
    return counted(found, org_kinds().on(on))
