"""Open the rows of reports: which an actor may see, and which acts read and write."""

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeVar

from django.db.models import Model, OuterRef, QuerySet

from dangbo.accounts.access import NOBODY, Actor, NotGranted, ask
from dangbo.audit.access import acts_by_seq, hold_journal, last_link
from dangbo.orgs.access import ask_over, chunks, is_inside, standing_branches, standing_within
from dangbo.returns.models import BELIEVED, FrozenCell, Return, Sending, SetPeriod, Step
from dangbo.rules.frozen_figures import Marked, unpacked
from dangbo.rules.rights import FORM_CHANGE, MEMBER_READ

__all__ = ["acts_by_seq", "ask_over", "chunks", "hold_journal", "last_link"]
Row = TypeVar("Row", bound=Model)
PERIOD_SET: Final = "returns.period_set"
PERIOD_DROPPED: Final = "returns.period_dropped"


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and the proof that write and read them."""
    return model._default_manager.all()


def readable_returns(actor: Actor) -> QuerySet[Return]:
    """Return the reports of organisations whose members the actor may read, now or on the day."""
    here = standing_within(actor, act=MEMBER_READ, on=OuterRef("cut_off"))
    return Return.objects.filter(here)


def steps_of(returns: Iterable[int]) -> list[Step]:
    """Return the steps of some reports in their order, each with its act."""
    found: list[Step] = []
    for ids in chunks(returns):
        rows = Step.objects.filter(report__in=ids).select_related("act", "report", "sending")
        found += rows.order_by("report", "number")
    return found


def sendings_of(actor: Actor, sendings: Iterable[int]) -> list[Sending]:
    """Return what was sent by some ids, without those whose report the actor may not read."""
    rows = Sending.objects.filter(step__report__in=readable_returns(actor))
    rows = rows.select_related("step__act", "step__report")
    return [row for ids in chunks(sendings) for row in rows.filter(pk__in=ids)]


def cells_of(sendings: Iterable[Sending]) -> dict[int, list[FrozenCell]]:
    """Return the figures of sendings that the actor was given, by the ids of those."""
    given = [each.pk for each in sendings]
    found: dict[int, list[FrozenCell]] = {each: [] for each in given}
    for ids in chunks(given):
        for cell in FrozenCell.objects.filter(sending__in=ids).order_by("pk"):
            found[cell.sending_id].append(cell)
    return found


def behind_of(cell: FrozenCell) -> list[Marked]:
    """Return who or what stood behind a frozen figure."""
    return unpacked(bytes(cell.behind)) if cell.count is not None else []


def standing_periods() -> QuerySet[SetPeriod]:
    """Return the periods that the office has set and not dropped; they tell of nobody."""
    return SetPeriod.objects.filter(BELIEVED).select_related("opened_by")


def may_set_periods(actor: Actor) -> bool:
    """Say whether `actor` may set periods of reports: who may make forms may."""
    return actor.name != NOBODY.name and actor.over(FORM_CHANGE) != ()


def open_periods(actor: Actor) -> None:
    """Let `actor` be the only one who writes until the transaction ends, or refuse."""
    ask(actor, FORM_CHANGE)
    hold_journal()


def may_over(actor: Actor, act: str, org: int, *, on: date) -> bool:
    """Say whether an act may be done in an organisation as it stood on a day."""
    try:
        ask_over(actor, act, [org], on=on)
    except NotGranted:
        return False
    return True


def where_may(actor: Actor, act: str, orgs: Iterable[int], *, on: date) -> set[int]:
    """Return those of some organisations in which an act may be done, as they stood on a day."""
    branches = actor.over(act)
    found = standing_branches(orgs, on=on)
    return {org for org, path in found.items() if is_inside(path, branches)}


def paths_then(orgs: Iterable[int], *, on: date) -> dict[int, str]:
    """Return where organisations stood on a day, or stand now; for `reads_all`."""
    return standing_branches(orgs, on=on)


def reads_all(actor: Actor, acts: Iterable[str], path: str) -> bool:
    """Say whether some acts are granted where an organisation stood."""
    return all(is_inside(path, actor.over(act)) for act in acts)
