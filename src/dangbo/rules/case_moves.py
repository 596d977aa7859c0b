"""Judge the steps by which a member moves, is exempted or suspended, and takes part again.

Source: `rules.md` 2.8, R2.53, R2.54, R2.61.
"""

from collections.abc import Mapping
from typing import Final

from dangbo.rules.case_effects import fact_day
from dangbo.rules.case_files import Asked, CaseFile, Judge
from dangbo.rules.life_moves import (
    may_exempt,
    may_post_temporarily,
    may_present_letter,
    may_resume,
    may_suspend,
    may_transfer_out,
)
from dangbo.rules.verdicts import Findings, Verdict, finding

TEMPORARY: Final = frozenset({"transfer_temporary", "temporary_outside"})


def _judge_introduction(case: CaseFile, asked: Asked) -> Verdict:
    return may_transfer_out(
        standing=case.whom.standing,
        activity=case.whom.activity,
        effect=case.days.get("effect", case.day("request") or asked.on),
        on=asked.on,
        open_cases=case.open_cases,
    )


def _judge_letter(case: CaseFile, asked: Asked) -> Verdict:
    introduced = case.days.get("introduction")
    letter = may_present_letter(introduced=introduced, on=asked.on) if introduced else Verdict()
    if case.kind not in TEMPORARY:
        return letter
    end, study = asked.told(case, "end"), bool(asked.told(case, "study"))
    stay = may_post_temporarily(
        standing=case.whom.standing, start=asked.on, end=fact_day({"day": end}, "day"), study=study
    )
    return Findings().verdict((letter, stay))


def _judge_exemption(case: CaseFile, asked: Asked) -> Verdict:
    return may_exempt(
        standing=case.whom.standing,
        activity=case.whom.activity,
        reason=str(asked.told(case, "cause") or ""),
        requested="request" in case.taken,
        cell=asked.vote,
        on=asked.on,
    )


def _judge_suspension(case: CaseFile, asked: Asked) -> Verdict:
    extension = asked.step == "extension"
    until = fact_day({"day": asked.facts.get("end")}, "day")
    if until is None:
        return Findings().verdict((_end_missing(),))
    # A longer time begins where the first one ends, whenever it is decided.
    start = (case.days.get("end") if extension else None) or asked.on
    return may_suspend(
        standing=case.whom.standing,
        activity=case.whom.activity,
        start=start,
        until=until,
        extension=extension,
    )


def _end_missing() -> Verdict:
    return Verdict((finding("END_MISSING", "end"),))


def _judge_resumption(case: CaseFile, asked: Asked) -> Verdict:
    return may_resume(standing=case.whom.standing, activity=case.whom.activity, on=asked.on)


INTRODUCED: Final = (
    *("transfer_out", "transfer_internal", "transfer_temporary", "temporary_outside"),
    "transfer_abroad",
)
# What the letter of introduction says, told when the cell introduces a member.
DUES, ENCLOSED = "dues_until", "enclosed"
LETTERED: Final = (
    *("transfer_out", "transfer_in", "transfer_internal", "transfer_temporary"),
    "temporary_outside",
)
MOVES: Final[Mapping[tuple[str, str], Judge]] = {
    **{(kind, "introduction"): _judge_introduction for kind in INTRODUCED},
    **{(kind, "letter"): _judge_letter for kind in LETTERED},
    ("exemption", "cell_vote"): _judge_exemption,
    ("suspension", "decision"): _judge_suspension,
    ("suspension", "extension"): _judge_suspension,
    ("suspension", "resumption"): _judge_resumption,
    ("resumption", "decision"): _judge_resumption,
}
