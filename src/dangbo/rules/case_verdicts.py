"""Judge a step of a case: its place, its day, its vote, and the rules of the life cycle.

Source: `rules.md` 2.1 to 2.9 and 1.4.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dangbo.rules.case_effects import EVENTS
from dangbo.rules.case_entries import ENTRIES
from dangbo.rules.case_exits import EXITS
from dangbo.rules.case_files import Asked, CaseFile, Judge
from dangbo.rules.case_moves import MOVES
from dangbo.rules.case_openings import NEWCOMERS
from dangbo.rules.case_stages import may_stop, may_take_step, steps_of
from dangbo.rules.case_votes import vote_of
from dangbo.rules.member_changes import EXITS as LEAVING
from dangbo.rules.verdicts import Findings, Verdict, finding

# What may be of an earlier day than the steps before it: papers brought along.
BROUGHT: Final = frozenset(
    {"certificate", "dossier", "course", "self_review", "sponsor_remarks", "opinions"}
    | {"health_paper", "application", "consent", "superior_endorsement", "grassroots_endorsement"}
)
JUDGES: Final[Mapping[tuple[str, str], Judge]] = {**ENTRIES, **MOVES, **EXITS}


def verdict_on_step(*, case: CaseFile, asked: Asked) -> Verdict:
    """Say whether a step may be taken as asked, with every reason and warning."""
    found = Findings()
    place = may_take_step(
        kind=case.kind,
        done=case.taken.keys(),
        step=asked.step,
        by=asked.by,
        on=asked.on,
        conditions=case.conditions,
    )
    _check_day(case, asked, found)
    wanted = vote_of(kind=case.kind, step=asked.step, by=asked.by)
    votes = (asked.vote.verdict(),) if asked.vote is not None else ()
    if wanted is not None and asked.vote is None:
        found.refuse(finding("VOTE_NEEDED", "vote"))
    judge = JUDGES.get((case.kind, asked.step))
    own = (judge(case, asked),) if judge else ()
    return found.verdict((place, *votes, *own))


def verdict_on_stopping(*, case: CaseFile, on: date) -> Verdict:
    """Say whether a case may be given up: also a bound one whose member has left otherwise."""
    done = case.taken.keys()
    own = any(EVENTS.get((case.kind, code)) in LEAVING for code in done)
    left = case.whom.standing is None and case.kind not in NEWCOMERS and not own
    return may_stop(kind=case.kind, done=done, on=on, left=left)


def _check_day(case: CaseFile, asked: Asked, found: Findings) -> None:
    if asked.on > asked.today:
        found.refuse(finding("STEP_IN_FUTURE", "on", today=asked.today.isoformat()))
    if asked.step in BROUGHT:
        return
    order = [
        each.code for each in steps_of(kind=case.kind, on=asked.on, conditions=case.conditions)
    ]
    at = order.index(asked.step) if asked.step in order else 0
    for code in order[:at]:
        day = case.day(code)
        if day is not None and day > asked.on:
            found.refuse(finding("STEP_TOO_EARLY", "on", after=code, day=day.isoformat()))
