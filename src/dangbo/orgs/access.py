"""Open the rows of organisations: which an actor may see, and which acts read and write."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dangbo.accounts.access import Actor, NotGranted, ask
from dangbo.base.spans import known_at, not_over, valid_on
from dangbo.orgs.models import (
    Alias,
    Decision,
    Org,
    OrgPath,
    OrgVersion,
    Place,
    Succession,
    Touch,
)
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.rights import ORG_CHANGE, ORG_READ, PAPER_READ, Branches

CHUNK: Final = 10_000
Row = TypeVar("Row", bound=Model)


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Cut ids into lists that one statement can take."""
    rest = sorted(set(ids))
    for at in range(0, len(rest), CHUNK):
        yield rest[at : at + CHUNK]


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return model._default_manager.all()


def under(branches: Branches, at: str = "") -> Q:
    """Return the condition of a path in any of some branches; None: anywhere."""
    if branches is None:
        return Q()
    own = Q()
    for branch in branches:
        own |= Q(**{f"{at}path__gte": branch, f"{at}path__lt": branch + AFTER_ALL})
    return own or Q(pk__in=[])


def written_under(branches: Iterable[str], table: str) -> tuple[str, dict[str, Any]]:
    """Return the same condition of a table's paths written out, and the values that it names."""
    ranges, values = ["1 = 0"], dict[str, Any]()
    for at, branch in enumerate(branches):
        ranges.append(f"{table}.path >= %(branch{at})s AND {table}.path < %(after{at})s")
        values |= {f"branch{at}": branch, f"after{at}": branch + AFTER_ALL}
    return " OR ".join(ranges), values


def within(actor: Actor, org: str = "org", *, act: str = ORG_READ) -> Q | Exists:
    """Return the condition that a row's organisation ever stood where the actor may do an act."""
    branches = actor.over(act)
    if branches is None:
        return Q()
    if not branches:
        return Q(pk__in=[])
    own = OrgPath.objects.filter(under(branches), org=OuterRef(org), voided_by__isnull=True)
    return Exists(own)


def standing_within(
    actor: Actor, org: str = "org", *, act: str, on: Any = None, known: int | None = None
) -> Q | Exists:
    """Return the condition that a row's organisation stands where the actor may do an act.

    Today or from a day to come, or on a day `on` (a value or an expression) as known then: who has
    the organisation now sees all of its past, who had it then sees what it was then. A place that
    was believed once and is not any more shows nothing: rights are those of today's belief.
    """
    branches = actor.over(act)
    if branches is None:
        return Q()
    if not branches:
        return Q(pk__in=[])
    own = OrgPath.objects.filter(under(branches), org=OuterRef(org))
    now = Exists(own.filter(not_over(timezone.localdate())))
    if on is None:
        return now
    then = Q(Exists(own.filter(valid_on(on, known))))
    return Q(now) | (then if known is None else then & Q(Exists(own.filter(known_at(None)))))


def stood_within(
    actor: Actor, org: str = "org", *, act: str, start: str = "start", end: str = "end"
) -> Q | Exists:
    """Return the condition that, in a row's span, its organisation stood where the actor may act.

    Whoever has the organisation now sees what was before as well.
    """
    branches = actor.over(act)
    if branches is None:
        return Q()
    if not branches:
        return Q(pk__in=[])
    own = OrgPath.objects.filter(under(branches), org=OuterRef(org), voided_by__isnull=True)
    still = not_over(timezone.localdate())
    begun = Q(start__lt=Coalesce(OuterRef(end), Value(date.max)))
    meets = begun & (Q(end__isnull=True) | Q(end__gt=OuterRef(start)))
    return Exists(own.filter(still | meets))


def standing_branches(orgs: Iterable[int], *, on: date) -> dict[int, str]:
    """Return the path at which organisations stand on a day, or else where they stood last."""
    found: dict[int, str] = {}
    for ids in chunks(orgs):
        rows = OrgPath.objects.filter(org__in=ids, voided_by__isnull=True, start__lte=on)
        found |= dict(rows.order_by("start").values_list("org", "path"))
    return found


def is_inside(path: str, branches: Branches) -> bool:
    """Say whether a path is in any of some branches."""
    return branches is None or any(path.startswith(branch) for branch in branches)


def ask_over(actor: Actor, act: str, orgs: Iterable[int], *, on: date | None = None) -> None:
    """Refuse an act to whoever may not do it in each of some organisations, on the day of it."""
    ask(actor, act)
    wanted, branches = set(orgs), actor.over(act)
    if branches is None or not wanted:
        return
    found = standing_branches(wanted, on=on or timezone.localdate())
    if found.keys() != wanted or not all(is_inside(each, branches) for each in found.values()):
        raise NotGranted(act, here=True)


def ask_page(actor: Actor, acts: Iterable[str], org: int, *, on: date) -> None:
    """Refuse the page of an organisation to whoever may do none of its acts there.

    Neither where it stands today, nor where it stood on the day of the page.
    """
    wanted = tuple(acts)
    if not wanted or any(actor.over(act) is None for act in wanted):
        return
    places = [standing_branches([org], on=day).get(org, "") for day in {on, timezone.localdate()}]
    inside = (is_inside(each, actor.over(act)) for act in wanted for each in places if each)
    if not any(inside):
        raise NotGranted(wanted[0], here=any(actor.may(act) for act in wanted))


def ask_over_standing(actor: Actor, act: str, orgs: Iterable[int], *, on: date) -> None:
    """Refuse the same, but for organisations that had not begun by the day."""
    branches = actor.over(act)
    if branches is None:
        return
    found = standing_branches(orgs, on=on)
    if not all(is_inside(each, branches) for each in found.values()):
        raise NotGranted(act, here=True)


def readable_orgs(actor: Actor) -> QuerySet[Org]:
    """Return the organisations that the actor may know of."""
    return Org.objects.filter(within(actor, "pk"))


def org_by_uid(actor: Actor, uid: str) -> Org:
    """Return one organisation by its key, or answer 404."""
    return get_object_or_404(readable_orgs(actor), uid=uid)


def readable_versions(actor: Actor, *, known: int | None) -> QuerySet[OrgVersion]:
    """Return the versions the actor may read, of any day, as believed after `known`."""
    return OrgVersion.objects.filter(within(actor), known_at(known))


def last_believed_versions(actor: Actor, *, known: int | None) -> QuerySet[OrgVersion]:
    """Return what was believed of each organisation before the last act that voided any of it."""
    voided = OrgVersion.objects.filter(org=OuterRef("org"), voided_by__isnull=False)
    if known is not None:
        voided = voided.filter(voided_by__lte=known)
    last = voided.order_by("-voided_by").values("voided_by")[:1]
    return OrgVersion.objects.filter(within(actor), voided_by=Subquery(last))


def versions_on(actor: Actor, *, on: date, known: int | None) -> QuerySet[OrgVersion]:
    """Return the versions the actor may read that hold on a day."""
    return OrgVersion.objects.filter(within(actor), valid_on(on, known))


def paths_on(actor: Actor, *, on: date, known: int | None) -> QuerySet[OrgPath]:
    """Return the places, on a day, of the organisations that the actor may read."""
    return OrgPath.objects.filter(within(actor), valid_on(on, known))


def readable_paths(actor: Actor, *, known: int | None) -> QuerySet[OrgPath]:
    """Return the places, of any day, of the organisations that the actor may read."""
    return OrgPath.objects.filter(within(actor), known_at(known))


def below_path(path: str, field: str = "path") -> Q:
    """Return the condition of paths below another one, itself left out."""
    return Q(**{f"{field}__gt": path, f"{field}__lt": path + AFTER_ALL})


def readable_touches(actor: Actor, *, known: int | None) -> QuerySet[Touch]:
    """Return what decisions touched, as far as the actor may read it."""
    return Touch.objects.filter(within(actor), known_at(known))


def readable_successions(actor: Actor, *, known: int | None) -> QuerySet[Succession]:
    """Return who handed on to whom, as far as the actor may read the source."""
    return Succession.objects.filter(within(actor, "source"), known_at(known))


def readable_decisions(actor: Actor, *, known: int | None) -> QuerySet[Decision]:
    """Return the decisions as they stand; they are readable where what they touch is."""
    rows = Decision.objects.filter(known_at(known)).select_related("paper")
    if actor.over(ORG_READ) is None:
        return rows
    seen = readable_touches(actor, known=known).filter(act=OuterRef("act"))
    return rows.filter(Exists(seen))


def all_of_decision(actor: Actor, act: int, *, known: int | None) -> QuerySet[Decision]:
    """Return every row that was ever believed of a decision, as far as known after `known`."""
    rows = Decision.objects.filter(act=act)
    if known is not None:
        rows = rows.filter(opened_by__lte=known)
    if actor.over(ORG_READ) is None:
        return rows
    seen = Touch.objects.filter(within(actor), act=OuterRef("act"))
    return rows.filter(Exists(seen))


def deciding_here(actor: Actor) -> Exists:
    """Return the condition of papers that decide about what is in branches of the actor."""
    touched = Touch.objects.filter(
        within(actor, act=PAPER_READ), act=OuterRef("act"), voided_by__isnull=True
    )
    rows = Decision.objects.filter(Exists(touched), paper=OuterRef("pk"), voided_by__isnull=True)
    return Exists(rows)


def readable_aliases(actor: Actor, *, known: int | None = None) -> QuerySet[Alias]:
    """Return the other names by which sources call organisations, as known after `known`."""
    return Alias.objects.filter(within(actor), known_at(known))


def readable_places(actor: Actor, *, known: int | None) -> QuerySet[Place]:
    """Return where organisations have their offices, as known after `known`."""
    return Place.objects.filter(within(actor), known_at(known))


def may_change(actor: Actor) -> None:
    """Refuse acts on organisations to whoever may do none anywhere."""
    ask(actor, ORG_CHANGE)


def decision_row_of(actor: Actor, act: int) -> Decision:
    """Return the decision of an act as it stands or, where it is void, as it last stood; or 404."""
    return get_object_or_404(_latest(actor, act))


def lock_decision(actor: Actor, act: int) -> Decision:
    """Return the same, held until the transaction ends."""
    return get_object_or_404(_latest(actor, act).select_for_update(of=("self",)))


def latest_decisions(actor: Actor, acts: Iterable[int]) -> dict[int, Decision]:
    """Return decisions by act as they stand or, where they are void, as they last stood; or 404."""
    may_change(actor)
    wanted = set(acts)
    found: dict[int, Decision] = {}
    for ids in chunks(wanted):
        rows = Decision.objects.filter(act__in=ids).select_related("paper").order_by("pk")
        found |= {row.act_id: row for row in rows}
    if found.keys() != wanted:
        raise Http404
    return found


def _latest(actor: Actor, act: int) -> QuerySet[Decision]:
    may_change(actor)
    rows = Decision.objects.filter(act=act).select_related("act")
    return rows.filter(pk=rows.order_by("-pk").values("pk")[:1])


def highest_org() -> int:
    """Return the highest id that an organisation has, 0 where there is none."""
    return Org.objects.aggregate(highest=Max("pk"))["highest"] or 0
