"""Judge the steps by which a member leaves, and by which a wrong exit is undone.

Source: `rules.md` R2.55 to R2.58, R2.62.
"""

from collections.abc import Mapping
from typing import Final

from dangbo.rules.case_files import Asked, CaseFile, Judge
from dangbo.rules.life_exits import may_expel, may_resign, may_restore, may_strike_off
from dangbo.rules.verdicts import Verdict


def _judge_strike_off(case: CaseFile, asked: Asked) -> Verdict:
    return may_strike_off(
        standing=case.whom.standing,
        reason=str(asked.told(case, "cause") or ""),
        count=int(asked.told(case, "count") or 0),
        cell=asked.vote if asked.step == "cell_vote" else case.vote("cell_vote"),
        on=asked.on,
        excused=bool(asked.told(case, "excused")),
        deserves_expulsion=bool(asked.told(case, "deserves_expulsion")),
    )


def _judge_resignation(case: CaseFile, asked: Asked) -> Verdict:
    return may_resign(
        standing=case.whom.standing,
        requested="request" in case.taken,
        cell=asked.vote if asked.step == "cell_vote" else case.vote("cell_vote"),
        on=asked.on,
        deserves_expulsion=bool(asked.told(case, "deserves_expulsion")),
    )


def _judge_expulsion(case: CaseFile, asked: Asked) -> Verdict:
    return may_expel(
        standing=case.whom.standing,
        proposal=case.vote("cell_vote"),
        decision=asked.vote,
        on=asked.on,
    )


def _judge_restoration(case: CaseFile, asked: Asked) -> Verdict:
    concluded = "conclusion" in case.taken
    return may_restore(left_by=case.whom.left_by, concluded_wrong=concluded, on=asked.on)


EXITS: Final[Mapping[tuple[str, str], Judge]] = {
    ("strike_off", "cell_vote"): _judge_strike_off,
    ("strike_off", "decision"): _judge_strike_off,
    ("resignation", "cell_vote"): _judge_resignation,
    ("resignation", "decision"): _judge_resignation,
    ("expulsion", "decision"): _judge_expulsion,
    ("restoration", "decision"): _judge_restoration,
}
