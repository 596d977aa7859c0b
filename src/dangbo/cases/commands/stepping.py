"""Take steps in cases; the one that changes a membership records its events in the same breath."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor, lend
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.cases.access import lock_case
from dangbo.cases.commands.documents import add_document
from dangbo.cases.commands.opening import STEPPED, Wanted, write_case
from dangbo.cases.commands.writing import kept_facts, write_step
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.judging import case_file, running_kinds, stated_standing
from dangbo.cases.queries.seats import seats_on
from dangbo.cases.queries.voting import counted_vote, electorate_of, kept_vote
from dangbo.members.commands import record_events
from dangbo.papers.models import Paper
from dangbo.rules.case_effects import EVENTS, Concerned, Effect, effect_of
from dangbo.rules.case_files import Asked, CaseFile
from dangbo.rules.case_stages import STOPPED, steps_of
from dangbo.rules.case_verdicts import verdict_on_step, verdict_on_stopping
from dangbo.rules.case_votes import vote_of
from dangbo.rules.rights import MEMBER_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.rules.voting import VoteResult

# What follows of itself: whoever is in probation has to be considered for recognition.
FOLLOWED_BY_RECOGNITION: Final = frozenset({"admit", "readmit"})


@dataclass(frozen=True)
class StepGiven:
    """A step as somebody would take it; `vote` holds how many came and agreed, as counted there.

    `document`: the paper that the step brings about goes into the file.
    """

    step: str
    on: date
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    vote: Mapping[str, Any] | None = None
    document: bool = False


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    case: int,
    given: StepGiven,
    paper: Paper | None = None,
    reason: str = "",
) -> Step:
    """Take a step in a case, or raise RuleError with every reason against it."""
    row = lock_case(actor, case, by=given.by)
    hold_journal()
    file, seat, target = _gathered(actor, row, given.on)
    facts, vote = _facts(file, given, seat)
    asked = Asked(given.step, given.by, given.on, timezone.localdate(), facts, vote)
    verdict_on_step(case=file, asked=asked).require()
    effect = _effect(row, file, asked, seat, target)
    result = _record_effect(actor, row, effect, paper, reason) if effect else None
    step = _write(actor, row, asked, paper=paper, reason=reason, result=result)
    if given.document:
        _put_in(actor, row, file, given, paper)
    if EVENTS.get((row.kind, given.step)) in FOLLOWED_BY_RECOGNITION:
        _open_recognition(actor, row, given.on, seat)
    return step


def foresee_step(
    *, actor: Actor, case: int, given: StepGiven, paper: Paper | None = None
) -> Verdict:
    """Return every reason against a step and every warning about it, writing nothing."""
    verdict = Verdict()
    try:
        with transaction.atomic():
            row = lock_case(actor, case, by=given.by)
            file, seat, _target = _gathered(actor, row, given.on)
            facts, vote = _facts(file, given, seat)
            asked = Asked(given.step, given.by, given.on, timezone.localdate(), facts, vote)
            verdict = verdict_on_step(case=file, asked=asked)
            if verdict.allows:
                take_step(actor=actor, case=case, given=given, paper=paper)
            transaction.set_rollback(True)
    except RuleError as error:
        return Verdict(error.verdict.against, verdict.warnings)
    return verdict


@transaction.atomic
def withdraw_case(*, actor: Actor, case: int, on: date, reason: str, by: str = "cell") -> Step:
    """Stop a case that is not agreed or given up, or raise RuleError."""
    row = lock_case(actor, case, by=by)
    hold_journal()
    file, _seat, _target = _gathered(actor, row, on)
    verdict_on_stopping(case=file, on=on).require()
    asked = Asked(STOPPED, by, on, on)
    return _write(actor, row, asked, reason=reason)


def _gathered(actor: Actor, case: Case, on: date) -> tuple[CaseFile, int, int | None]:
    seat, target = seats_on([case], on=on)[case.pk]
    return case_file(actor=actor, case=case, on=on), seat, target


def _facts(file: CaseFile, given: StepGiven, seat: int) -> tuple[dict[str, Any], VoteResult | None]:
    facts = kept_facts(given.facts)
    wanted = vote_of(kind=file.kind, step=given.step, by=given.by)
    if wanted is None or given.vote is None:
        return facts, None
    of, decision = wanted
    electorate = electorate_of(org=seat, on=given.on) if of == "cell" else None
    vote = counted_vote(
        of=of, decision=decision, on=given.on, told=given.vote, electorate=electorate
    )
    return {**facts, "vote": kept_vote(vote, given.vote, of=of)}, vote


def _effect(
    case: Case, file: CaseFile, asked: Asked, seat: int, target: int | None
) -> Effect | None:
    facts = {**case.facts}
    for each in file.taken.values():
        facts |= each.facts
    facts |= asked.facts
    if (case.kind, asked.step) in {("transfer_abroad", "return"), ("restoration", "decision")}:
        facts = {**stated_standing(case.person_id, on=asked.on), **facts}
    about = Concerned(case.person.uid, seat, target, facts, file.days)
    return effect_of(kind=case.kind, step=asked.step, on=asked.on, about=about)


def _record_effect(
    actor: Actor, case: Case, effect: Effect, paper: Paper | None, reason: str
) -> Act:
    return record_events(
        actor=lend(actor, MEMBER_CHANGE),
        on=effect.on,
        events=effect.events,
        paper=paper,
        reason=reason,
        invented=case.invented,
    )


def _put_in(
    actor: Actor, case: Case, file: CaseFile, given: StepGiven, paper: Paper | None
) -> None:
    steps = steps_of(kind=case.kind, on=given.on, conditions=file.conditions)
    kinds = {each.code: each for each in steps}
    number = kinds[given.step].document
    if number and number not in file.documents:
        add_document(
            actor=actor,
            case=case.pk,
            number=number,
            on=given.on,
            step=given.step,
            signed=given.on,
            paper=paper,
        )


def _write(
    actor: Actor,
    case: Case,
    asked: Asked,
    *,
    paper: Paper | None = None,
    reason: str,
    result: Act | None = None,
) -> Step:
    act = record(
        actor=actor,
        code=STEPPED,
        on=asked.on,
        paper=paper.uid if paper else "",
        reason=reason,
        params={
            "case": case.pk,
            "step": asked.step,
            "by": asked.by,
            "facts": dict(asked.facts),
            "result": result.seq if result else None,
        },
        invented=case.invented,
    )
    return write_step(
        case=case,
        act=act,
        code=asked.step,
        on=asked.on,
        by=asked.by,
        facts=asked.facts,
        paper=paper,
        result=result,
    )


def _open_recognition(actor: Actor, case: Case, on: date, org: int) -> None:
    if "recognition" in running_kinds(actor, case.person_id):
        return
    union = {"youth_union", "trade_union", "background_check"}
    wanted = Wanted("recognition", on, org=org, conditions=frozenset(case.conditions) - union)
    write_case(
        actor=actor,
        wanted=wanted,
        person=case.person,
        org=org,
        paper=None,
        reason="",
        invented=case.invented,
    )
