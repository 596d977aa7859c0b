"""Take a decision about organisations."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.base.events import publish
from dangbo.base.vietnamese import fold
from dangbo.orgs.access import ask_over_standing, every, may_change
from dangbo.orgs.commands.following import follow
from dangbo.orgs.events import OrgsReorganised
from dangbo.orgs.models import Decision
from dangbo.orgs.replay import BELIEVED, Tables, write_projection
from dangbo.papers.models import Paper
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Projection, Revision, project
from dangbo.rules.replay import dated_act
from dangbo.rules.rights import ORG_CHANGE
from dangbo.rules.verdicts import Verdict, finding

Changes = Sequence[Mapping[str, Any]]
EVE: Final = timedelta(days=1)


@transaction.atomic
def decide(
    *,
    actor: Actor,
    on: date,
    changes: Changes,
    paper: Paper | None = None,
    precision: str = "day",
    on_text: str = "",
    title: str = "",
    reason: str = "",
    invented: bool = False,
    recorded: date | None = None,
) -> Act:
    """Apply a decision's changes on a day, or raise RuleError with every reason against it."""
    may_change(actor)
    hold_journal()
    revision = new_revision(next_seq(), on, changes)
    refuse_duplicate(on=on, changes=changes, paper=paper)
    found = judged([revision], actor=actor)
    act = record(
        actor=actor,
        code="orgs.decided",
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "changes": list(changes),
            "precision": precision,
            "on_text": on_text,
            "title": title,
        },
        recorded=recorded,
        invented=invented,
    )
    every(Decision).create(
        act=act,
        paper=paper,
        on=on,
        precision=precision,
        on_text=on_text,
        title=title,
        title_folded=fold(title),
        invented=invented,
        opened_by=act,
    )
    return written(found, act, actor=actor)


def refuse_duplicate(*, on: date, changes: Changes, paper: Paper | None) -> None:
    """Raise RuleError when a decision in force says the same, on the same paper and day."""
    if paper is not None:
        same_decision(on=on, changes=changes, paper=paper.uid).require()


def same_decision(*, on: date, changes: Changes, paper: str) -> Verdict:
    """Refuse what a decision in force says already, on the paper with this uid and on the day."""
    kept = json.loads(json.dumps(list(changes)))
    same = every(Decision).filter(BELIEVED, paper__uid=paper, on=on).select_related("act")
    return Verdict(
        tuple(
            finding("DUPLICATE_DECISION", act=decision.act_id, on=on.isoformat())
            for decision in same
            if params_of(decision.act)["changes"] == kept
        )
    )


def next_seq() -> int:
    """Return the number that the next act gets."""
    before = last_act()
    return before.seq + 1 if before else 1


def new_revision(seq: int, on: date, changes: Changes) -> Revision:
    """Return the revision that a new decision is."""
    return Revision(seq, dated_act(seq, on, {"changes": changes}))


def judged(revisions: Sequence[Revision], *, actor: Actor) -> Projection:
    """Project revisions on what is believed now; raise RuleError when the rules refuse them.

    Raises NotGranted where they touch what stood outside the branches of the actor.
    """
    found = project(revisions=revisions, reader=Tables(), kinds=org_kinds())
    found.outcome.verdict.require()
    ask_over_standing(actor, ORG_CHANGE, _touched(found), on=found.since - EVE)
    return found


def written(found: Projection, act: Act, *, actor: Actor) -> Act:
    """Write a projection as known from an act on, and tell those who listen.

    Raises NotGranted where something would then stand outside the branches of the actor.
    """
    write_projection(found, by=act.seq)
    ask_over_standing(actor, ORG_CHANGE, _touched(found), on=found.since)
    follow(by=act, found=found)
    publish(OrgsReorganised(act.seq, found.since, found.replayed))
    return act


def _touched(found: Projection) -> set[int]:
    own = {each.seq for each in found.revisions}
    return {touch.org for touch in found.outcome.touches if touch.act in own}
