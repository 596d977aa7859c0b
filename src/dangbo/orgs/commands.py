"""Change organisations: decide, correct, and give keys to those that are new."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal, last_act
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of
from dangbo.base.events import publish
from dangbo.base.vietnamese import fold, nfc
from dangbo.orgs.access import every, lock_decision, may_change
from dangbo.orgs.events import OrgsReorganised
from dangbo.orgs.models import Alias, Decision, Org
from dangbo.orgs.queries import org_ids
from dangbo.orgs.replay import BELIEVED, Tables, write_projection
from dangbo.papers.models import Paper
from dangbo.rules.org_keys import may_be_keys
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Projection, Revision, project
from dangbo.rules.replay import dated_act
from dangbo.rules.verdicts import Verdict, finding

Changes = Sequence[Mapping[str, Any]]


@transaction.atomic
def register_orgs(*, actor: Actor, uids: Iterable[str], invented: bool = False) -> dict[str, int]:
    """Give an id to each key that has none yet, and return the ids of all by key."""
    may_change(actor)
    wanted = list(dict.fromkeys(uids))
    known = org_ids(uids=wanted)
    may_be_keys(uid for uid in wanted if uid not in known).require()
    new = [Org(uid=uid, invented=invented) for uid in wanted if uid not in known]
    every(Org).bulk_create(new, batch_size=2_000)
    return known | {org.uid: org.pk for org in new}


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
    revision = Revision(_next(), dated_act(_next(), on, {"changes": changes}))
    refuse_duplicate(on=on, changes=changes, paper=paper)
    found = judged(revision)
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
    return _written(found, revision, act)


@transaction.atomic
def correct(
    *,
    actor: Actor,
    act: int,
    void: bool = False,
    on: date | None = None,
    precision: str = "day",
    reason: str = "",
    paper: Paper | None = None,
    recorded: date | None = None,
) -> Act:
    """Void an earlier decision or give it another day; later ones are applied again."""
    hold_journal()
    decision = lock_decision(actor, act)
    may_correct(void=void, on=on, was=decision.on, reason=reason, paper=paper).require()
    revision = revision_of(decision, on=None if void else on)
    found = judged(revision)
    by = record(
        actor=actor,
        code="orgs.voided" if void else "orgs.redated",
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"act": act, "precision": precision},
        recorded=recorded,
        corrects=act,
        invented=decision.invented,
    )
    every(Decision).filter(pk=decision.pk).update(voided_by=by)
    if on is not None and not void:
        decision.pk = None
        decision.on, decision.precision, decision.on_text = on, precision, ""
        decision.opened_by = by
        decision.save(force_insert=True)
    return _written(found, revision, by)


def refuse_duplicate(*, on: date, changes: Changes, paper: Paper | None) -> None:
    """Raise RuleError when a decision in force says the same, on the same paper and day."""
    if paper is None:
        return
    kept = json.loads(json.dumps(list(changes)))
    same = every(Decision).filter(BELIEVED, paper=paper, on=on).select_related("act")
    for decision in same:
        if params_of(decision.act)["changes"] == kept:
            found = finding("DUPLICATE_DECISION", act=decision.act_id, on=on.isoformat())
            Verdict((found,)).require()


def may_correct(
    *, void: bool, on: date | None, was: date, reason: str, paper: Paper | None
) -> Verdict:
    """Say whether a correction is complete: one thing to do, and why or by which paper."""
    against = []
    if void == (on is not None):
        against.append(finding("VOID_OR_DATE"))
    if on == was:
        against.append(finding("SAME_DATE", on=was.isoformat()))
    if not reason.strip() and paper is None:
        against.append(finding("NO_REASON"))
    return Verdict(tuple(against))


def revision_of(decision: Decision, *, on: date | None) -> Revision:
    """Return the revision that moves a decision to `on`, or voids it when that is None."""
    seq = decision.act_id
    before = Tables().acts([seq])[seq]
    after = None if on is None else type(before)(seq, on, before.changes)
    return Revision(seq, after, decision.on)


def judged(revision: Revision) -> Projection:
    """Project a revision on what is believed now; raise RuleError when the rules refuse it."""
    found = project(revision=revision, reader=Tables(), kinds=org_kinds())
    found.outcome.verdict.require()
    return found


def preview(*, actor: Actor, on: date, changes: Changes) -> Projection:
    """Say what a decision would do and every reason against it, writing nothing."""
    may_change(actor)
    revision = Revision(_next(), dated_act(_next(), on, {"changes": changes}))
    return project(revision=revision, reader=Tables(), kinds=org_kinds())


@transaction.atomic
def record_alias(
    *, actor: Actor, org: int, name: str, source: str = "", recorded: date | None = None
) -> None:
    """Record another name by which a source calls an organisation; once is enough."""
    may_change(actor)
    hold_journal()
    clean = nfc(name)
    if every(Alias).filter(BELIEVED, org=org, name=clean).exists():
        return
    params = {"org": org, "name": clean, "source": source}
    act = record(actor=actor, code="orgs.alias", params=params, recorded=recorded)
    every(Alias).create(
        org_id=org, name=clean, name_folded=fold(clean), source=source, opened_by=act
    )


def _next() -> int:
    before = last_act()
    return before.seq + 1 if before else 1


def _written(found: Projection, revision: Revision, act: Act) -> Act:
    write_projection(found, revision=revision, by=act.seq)
    publish(OrgsReorganised(act.seq, found.since, found.replayed))
    return act
