"""Tell what a correction did, and what was recorded since one was looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_on_record
from dangbo.audit.queries import params_of
from dangbo.desk.queries.meanwhile import Meanwhile
from dangbo.orgs.queries.telling import corrections_of, decision_rows
from dangbo.papers.access import find_paper
from dangbo.papers.models import Paper

MOST: Final = 20


@dataclass(frozen=True)
class Item:
    """A decision that an act corrected: its day before (None: void) and after."""

    act: int
    was: date | None
    on: date | None


@dataclass(frozen=True)
class CorrectionPage:
    """An act that corrected decisions."""

    act: int
    items: Sequence[Item]
    recorded: date
    reason: str
    paper: str


def correction_page(*, actor: Actor, act: int) -> CorrectionPage | None:
    """Return an act that corrected decisions, or None where it is no such act."""
    entry = acts_on_record().filter(seq=act, corrects__isnull=False).first()
    raws = params_of(entry).get("corrections", ()) if entry else ()
    if entry is None or not raws:
        return None
    items = [_item(actor, entry.seq, raw["act"]) for raw in raws]
    return CorrectionPage(entry.seq, items, entry.recorded, entry.reason, entry.paper)


def _item(actor: Actor, by: int, act: int) -> Item:
    (found,) = (each for each in corrections_of(actor=actor, act=act) if each.seq == by)
    return Item(act, found.was, found.on)


def recorded_since(*, actor: Actor, since: int) -> list[Meanwhile]:
    """Return the first decisions and corrections that were recorded after an act."""
    acts = list(
        acts_on_record().filter(seq__gt=since, code__startswith="orgs.").order_by("seq")[:MOST]
    )
    decided = {act.seq: act.corrects_id or act.seq for act in acts}
    rows = decision_rows(actor=actor, acts=decided.values())
    return [
        Meanwhile(
            act.seq,
            act.at,
            act.on,
            act.actor,
            act.corrects_id is not None,
            decided[act.seq],
            rows.get(decided[act.seq]),
            (),
        )
        for act in acts
        if act.corrects_id is not None or decided[act.seq] in rows
    ]


def cited_paper(*, actor: Actor, number: str) -> Paper | None:
    """Return the paper of a number or uid; None where none is named."""
    return find_paper(actor=actor, number=number) if number else None
