"""Open the rows of reports: which an actor may see, and which acts read and write."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet

from dangbo.accounts.access import Actor, NotGranted
from dangbo.audit.access import acts_by_seq, hold_journal, last_link
from dangbo.orgs.access import ask_over, chunks, is_inside, standing_branches, standing_within
from dangbo.returns.models import FrozenCell, Return, Sending, Step
from dangbo.rules.frozen_figures import Marked, unpacked
from dangbo.rules.rights import MEMBER_READ

__all__ = ["acts_by_seq", "ask_over", "chunks", "hold_journal", "last_link"]
Row = TypeVar("Row", bound=Model)


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


def sending_of(actor: Actor, sending: int) -> Sending | None:
    """Return what was sent by its id, None where the actor may not read the report."""
    rows = Sending.objects.filter(step__report__in=readable_returns(actor))
    return rows.filter(pk=sending).select_related("step__act", "step__report").first()


def cells_of(sending: Sending) -> list[FrozenCell]:
    """Return the figures of a sending that the actor was given."""
    return list(FrozenCell.objects.filter(sending=sending).order_by("pk"))


def behind_of(cell: FrozenCell) -> list[Marked]:
    """Return who or what stood behind a frozen figure."""
    return unpacked(bytes(cell.behind)) if cell.count is not None else []


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


def reads_all(actor: Actor, acts: Iterable[str], org: int, *, on: date) -> bool:
    """Say whether some acts are granted where an organisation stood on a day."""
    path = standing_branches([org], on=on).get(org, "")
    return all(is_inside(path, actor.over(act)) for act in acts)
