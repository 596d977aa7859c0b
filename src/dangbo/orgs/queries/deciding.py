"""List decisions, and show one with everything it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.base.vietnamese import fold
from dangbo.orgs.access import every, latest_decisions, readable_decisions, readable_touches
from dangbo.orgs.models import Decision, Touch


@dataclass(frozen=True)
class DecisionRow:
    """A decision as it stands: its day and how exactly that is known, its paper if known."""

    act: int
    on: date
    precision: str
    on_text: str
    title: str
    paper_uid: str
    paper_number: str
    paper_issuer: str
    invented: bool
    touched: int = 0


@dataclass(frozen=True)
class DecisionPage:
    """A decision with its changes as recorded, and the reason where no paper is known."""

    row: DecisionRow
    changes: tuple[dict[str, Any], ...]
    reason: str
    recorded: date
    actor: str


def decision_row(decision: Decision) -> DecisionRow:
    """Turn a decision into a plain row."""
    paper = decision.paper
    return DecisionRow(
        act=decision.act_id,
        on=decision.on,
        precision=decision.precision,
        on_text=decision.on_text,
        title=decision.title,
        paper_uid=paper.uid if paper else "",
        paper_number=paper.normal if paper else "",
        paper_issuer=paper.issuer if paper else "",
        invented=decision.invented,
        touched=getattr(decision, "touched", 0),
    )


def decisions(
    *,
    actor: Actor,
    on: date | None = None,
    known: date | None = None,
    text: str = "",
    change: str = "",
    since: date | None = None,
    invented: bool | None = None,
) -> QuerySet[Decision]:
    """Return the decisions in effect by a day, newest first, for paging; see `decision_row`."""
    act = act_known_on(known)
    touches = readable_touches(actor, known=act)
    rows = readable_decisions(actor, known=act).annotate(
        touched=Coalesce(
            Subquery(
                touches.filter(act=OuterRef("act"))
                .order_by()
                .values("act")
                .annotate(n=Count("org", distinct=True))
                .values("n")
            ),
            0,
        )
    )
    if on is not None:
        rows = rows.filter(on__lte=on)
    if since is not None:
        rows = rows.filter(on__gte=since)
    if invented is not None:
        rows = rows.filter(invented=invented)
    if change:
        rows = rows.filter(act__in=touches.filter(change=change).values("act"))
    for word in fold(text).split():
        rows = rows.filter(Q(paper__folded__contains=word) | Q(title_folded__contains=word))
    return rows.order_by("-on", "-act")


def decision(*, actor: Actor, act: int, known: date | None = None) -> DecisionPage | None:
    """Return one decision in force with its changes, or None."""
    row = readable_decisions(actor, known=act_known_on(known)).filter(act=act).first()
    if row is None:
        return None
    entry = acts_by_seq([act])[act]
    return DecisionPage(
        row=decision_row(row),
        changes=tuple(params_of(entry)["changes"]),
        reason=entry.reason,
        recorded=entry.recorded,
        actor=entry.actor,
    )


def decisions_touching(*, actor: Actor, org: int, known: date | None = None) -> list[DecisionRow]:
    """Return every decision that touches an organisation, newest first."""
    act = act_known_on(known)
    touches = readable_touches(actor, known=act).filter(org=org)
    rows = readable_decisions(actor, known=act).filter(act__in=touches.values("act"))
    return [decision_row(each) for each in rows.order_by("-on", "-act")]


def decisions_of_paper(*, actor: Actor, paper: str, known: date | None = None) -> list[DecisionRow]:
    """Return the decisions that rest on a paper, in order of effect."""
    rows = readable_decisions(actor, known=act_known_on(known)).filter(paper__uid=paper)
    return [decision_row(each) for each in rows.order_by("on", "act")]


def uids_touched(*, acts: Iterable[int]) -> set[str]:
    """Return the keys of the organisations that decisions in force touch."""
    rows = every(Touch).filter(act__in=list(acts), voided_by__isnull=True)
    return set(rows.values_list("org__uid", flat=True))


def days_of_decisions(*, actor: Actor, acts: Iterable[int]) -> dict[int, date | None]:
    """Return the effective day of each decision as it stands now, None where it is void.

    Acts that are no decisions, or that the actor may not change, are answered with 404.
    """
    found = latest_decisions(actor, acts)
    return {act: None if row.voided_by_id else row.on for act, row in found.items()}


def latest_rows(*, actor: Actor, acts: Iterable[int]) -> dict[int, DecisionRow]:
    """Return decisions by act as they stand or, where they are void, as they last stood; or 404."""
    return {act: decision_row(row) for act, row in latest_decisions(actor, acts).items()}
