"""Merge two records of one person into one, and part them again."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.events import publish
from dangbo.base.secrets import seal
from dangbo.members.access import ask_for_persons, every, may_change
from dangbo.members.commands.believing import believe_anew
from dangbo.members.commands.merge_conflicts import Conflict, conflicts_of
from dangbo.members.commands.merge_planning import (
    NOTHING,
    Plan,
    found_persons,
    planned,
    register_ties,
    unmergeable,
)
from dangbo.members.commands.parting import parting
from dangbo.members.commands.resealing import resealed
from dangbo.members.commands.telling import tell_followers
from dangbo.members.events import MembersChanged
from dangbo.members.models import Event, Merge
from dangbo.members.queries.journal import MERGED, UNMERGED
from dangbo.members.replay import rewritings, stored_spans, write_courses
from dangbo.papers.models import Paper
from dangbo.rules.corrections import why_given
from dangbo.rules.member_course import Course
from dangbo.rules.rights import MEMBER_MERGE
from dangbo.rules.verdicts import Verdict, finding

__all__ = [
    "Conflict",
    "MergePreview",
    "foresee_merge",
    "merge_persons",
    "register_ties",
    "undo_merge",
]


@dataclass(frozen=True)
class MergePreview:
    """What a merge would bring: every reason against it, what differs, and the course then."""

    verdict: Verdict
    conflicts: tuple[Conflict, ...]
    course: Course


def foresee_merge(
    *,
    actor: Actor,
    kept: str,
    gone: str,
    on: date,
    dropped: Collection[tuple[int, int]] = (),
    identity: Mapping[str, Any] | None = None,
) -> MergePreview:
    """Return what merging two persons would bring, writing nothing."""
    persons = found_persons(actor, kept, gone)
    against = tuple(unmergeable(kept, gone, persons))
    if len(persons) < 2:  # noqa: PLR2004 - one of the two is missing
        return MergePreview(Verdict(against), (), NOTHING)
    plan = planned(persons[kept], persons[gone], dropped)
    verdict = Verdict((*against, *_nameless(identity), *plan.verdict.against))
    return MergePreview(verdict, conflicts_of(plan), plan.course)


def _nameless(identity: Mapping[str, Any] | None) -> Iterable[Any]:
    if identity and "name" in identity and not str(identity["name"]).strip():
        yield finding("NAME_EMPTY")


@transaction.atomic
def merge_persons(
    *,
    actor: Actor,
    kept: str,
    gone: str,
    on: date,
    dropped: Collection[tuple[int, int]] = (),
    identity: Mapping[str, Any] | None = None,
    paper: Paper | None = None,
    reason: str = "",
) -> Act:
    """Have the events of one person count for another, or raise RuleError with every reason."""
    may_change(actor, MEMBER_MERGE)
    hold_journal()
    persons = found_persons(actor, kept, gone)
    ask_for_persons(actor, (each.pk for each in persons.values()), act=MEMBER_MERGE)
    why = why_given(reason=reason, cited=paper is not None)
    against = (*why, *unmergeable(kept, gone, persons), *_nameless(identity))
    if len(persons) < 2:  # noqa: PLR2004 - one of the two is missing
        Verdict(against).require()
    plan = planned(persons[kept], persons[gone], dropped)
    Verdict((*against, *plan.verdict.against)).require()
    sealed = resealed(plan.moved, plan.gone, plan.kept)
    act = record(
        actor=actor,
        code=MERGED,
        on=on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "kept": plan.kept.pk,
            "gone": plan.gone.pk,
            "moved": _places(plan.moved),
            "dropped": _places(plan.dropped),
            "identity": _sealed(plan.kept.key, identity),
            "sealed": sealed,
        },
        invented=plan.kept.invented,
    )
    _write(plan, act, sealed)
    return act


def _places(rows: Iterable[Event]) -> list[list[int]]:
    return [[row.act_id, row.position] for row in rows]


def _sealed(key: str, identity: Mapping[str, Any] | None) -> str:
    if not identity:
        return ""
    return seal(key, json.dumps(dict(identity), ensure_ascii=False, default=str))


def _write(plan: Plan, act: Act, sealed: Mapping[str, Mapping[str, str]]) -> None:
    kept, gone = plan.kept.pk, plan.gone.pk
    attribute((*plan.moved, *plan.dropped), [(row, kept) for row in plan.moved], act)
    every(Merge).create(kept=plan.kept, gone=plan.gone, opened_by=act)
    numbers = {
        (kept, row.facts["value"]): text
        for row in plan.moved
        if (text := sealed.get(f"{row.act_id}.{row.position}", {}).get("number"))
    }
    after = {kept: plan.course, gone: NOTHING}
    write_courses(rewritings(stored_spans(after), after), by=act.seq, sealed=numbers)
    believe_anew((gone, kept), act)
    told = [(person, row.change) for row in (*plan.moved, *plan.dropped) for person in after]
    tell_followers(by=act, happened=told)
    publish(MembersChanged(act.seq, frozenset(after)))


def attribute(before: Iterable[Event], after: Iterable[tuple[Event, int]], by: Act) -> None:
    """Void rows of events, and write others that say the same of the persons given."""
    ids = [row.pk for row in before]
    every(Event).filter(pk__in=ids).update(voided_by=by)
    again = [
        Event(
            act_id=row.act_id,
            position=row.position,
            on=row.on,
            precision=row.precision,
            person_id=person,
            change=row.change,
            org_id=row.org_id,
            facts=row.facts,
            opened_by=by,
        )
        for row, person in after
    ]
    every(Event).bulk_create(again, batch_size=500)


@transaction.atomic
def undo_merge(*, actor: Actor, act: int, reason: str, paper: Paper | None = None) -> Act:
    """Part two persons who were merged; what was recorded since stays with the one who was kept."""
    may_change(actor, MEMBER_MERGE)
    hold_journal()
    plan = parting(actor, act)
    ask_for_persons(actor, (plan.kept, plan.gone), act=MEMBER_MERGE)
    why = why_given(reason=reason, cited=paper is not None)
    Verdict((*why, *plan.verdict.against)).require()
    by = record(
        actor=actor,
        code=UNMERGED,
        paper=paper.uid if paper else "",
        reason=reason,
        params={"merge": act, "back": _places(plan.back), "again": _places(plan.again)},
        corrects=act,
        invented=plan.invented,
    )
    restored = [(row, plan.gone) for row in plan.back]
    restored += [(row, row.person_id) for row in plan.again]
    attribute(plan.back, restored, by)
    every(Merge).filter(opened_by=act).update(voided_by=by)
    after = {plan.kept: plan.course, plan.gone: plan.parted}
    write_courses(rewritings(stored_spans(after), after), by=by.seq)
    believe_anew((plan.kept, plan.gone), by)
    told = [(person, row.change) for row in (*plan.back, *plan.again) for person in after]
    tell_followers(by=by, happened=told)
    publish(MembersChanged(by.seq, frozenset(after)))
    return by
