"""Open a case: for a member, for one who was a member, or for a candidate not known before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor, lend
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.cases.access import ask_right, person_for_case, postings_of
from dangbo.cases.commands.writing import kept_facts, settle, write_step
from dangbo.cases.models import Case
from dangbo.cases.queries.judging import running_kinds, whom_of
from dangbo.cases.queries.seats import Levels, conditions_of, is_cell, levels_of
from dangbo.members.commands import record_events
from dangbo.members.models import Person
from dangbo.papers.models import Paper
from dangbo.rules.case_openings import NEWCOMERS, Opening, may_open_case
from dangbo.rules.case_stages import case_kinds, steps_of
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict, finding

OPENED: Final = "cases.opened"
STEPPED: Final = "cases.step_taken"
# The step that is taken by opening a case: it says who asks for it.
FIRST: Final = frozenset({"listed", "request", "application"})


@dataclass(frozen=True)
class Wanted:
    """A case that somebody wants to open.

    `person` is the key of somebody known; `identity` describes somebody who is not. `org` is the
    cell (None: where the member is posted), `to_org` where a member is to go.
    """

    kind: str
    on: date
    person: str = ""
    identity: Mapping[str, Any] | None = None
    org: int | None = None
    to_org: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    wanted: Wanted,
    paper: Paper | None = None,
    reason: str = "",
    invented: bool = False,
) -> Case:
    """Open a case, or raise RuleError with every reason against it."""
    ask_right(actor)
    hold_journal()
    person, org = _person_and_cell(actor, wanted)
    ask_right(actor, orgs=() if org is None else (org,))
    _verdict(actor, wanted, person, org).require()
    if person is None:
        uid = f"nguoi-{token_hex(6)}"
        event = {"change": "identify", "person": uid, "identity": dict(wanted.identity or {})}
        lent = lend(actor, MEMBER_CHANGE)
        record_events(actor=lent, on=wanted.on, events=[event], invented=invented)
        person = person_for_case(actor, uid)
    if person is None or org is None:
        raise RuleError(Verdict((finding("ORG_NEEDED", "org"),)))
    return write_case(
        actor=actor,
        wanted=wanted,
        person=person,
        org=org,
        paper=paper,
        reason=reason,
        invented=invented or person.invented,
    )


def foresee_opening(*, actor: Actor, wanted: Wanted) -> Verdict:
    """Return every reason against opening a case, writing nothing."""
    person, org = _person_and_cell(actor, wanted)
    return _verdict(actor, wanted, person, org)


def write_case(
    *,
    actor: Actor,
    wanted: Wanted,
    person: Person,
    org: int,
    paper: Paper | None,
    reason: str,
    invented: bool,
) -> Case:
    """Write a case that was judged, with the step that opens it."""
    facts, conditions = kept_facts(wanted.facts), _conditions(actor, wanted, org)
    act = record(
        actor=actor,
        code=OPENED,
        on=wanted.on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "kind": wanted.kind,
            "person": person.pk,
            "org": org,
            "to_org": wanted.to_org,
            "conditions": conditions,
            "facts": facts,
        },
        invented=invented,
    )
    case = Case(
        kind=wanted.kind,
        person=person,
        org_id=org,
        to_org_id=wanted.to_org,
        opened_on=wanted.on,
        conditions=conditions,
        facts=facts,
        invented=invented,
        opened_by=act,
    )
    case.save(force_insert=True)
    settle(case)
    _take_first(actor, case, act, paper)
    return case


def _take_first(actor: Actor, case: Case, act: Act, paper: Paper | None) -> None:
    first = steps_of(kind=case.kind, on=case.opened_on)[0]
    if first.code not in FIRST:
        return
    params = {"case": case.pk, "step": first.code, "by": first.by[0], "facts": {}, "result": None}
    step = record(
        actor=actor,
        code=STEPPED,
        on=case.opened_on,
        paper=act.paper,
        params=params,
        invented=case.invented,
    )
    write_step(
        case=case,
        act=step,
        code=first.code,
        on=case.opened_on,
        by=first.by[0],
        facts={},
        paper=paper,
    )


def _person_and_cell(actor: Actor, wanted: Wanted) -> tuple[Person | None, int | None]:
    person = person_for_case(actor, wanted.person) if wanted.person else None
    if wanted.kind in NEWCOMERS or person is None:
        return person, wanted.org
    return person, postings_of([person.pk], on=wanted.on).get(person.pk) or wanted.org


def _verdict(actor: Actor, wanted: Wanted, person: Person | None, org: int | None) -> Verdict:
    named = person is not None or bool((wanted.identity or {}).get("name"))
    opening = Opening(
        kind=wanted.kind,
        whom=whom_of(person, on=wanted.on),
        on=wanted.on,
        today=timezone.localdate(),
        cell=None if org is None else is_cell(org, on=wanted.on),
        target=None if wanted.to_org is None else is_cell(wanted.to_org, on=wanted.on),
        same_place=wanted.to_org is not None and wanted.to_org == org,
        outside=bool(wanted.facts.get("to_text")),
        running=running_kinds(actor, person.pk) if person else (),
    )
    verdict = may_open_case(opening=opening, known=case_kinds(on=wanted.on))
    if named:
        return verdict
    return Verdict((finding("PERSON_MISSING", "person"), *verdict.against), verdict.warnings)


def _conditions(actor: Actor, wanted: Wanted, org: int) -> list[str]:
    here = levels_of(actor=actor, org=org, on=wanted.on)
    there: Levels | None = None
    if wanted.to_org is not None:
        there = levels_of(actor=actor, org=wanted.to_org, on=wanted.on)
    outside = bool(wanted.facts.get("to_text"))
    found = conditions_of(here=here, there=there, outside=outside)
    return sorted(found | wanted.conditions)
