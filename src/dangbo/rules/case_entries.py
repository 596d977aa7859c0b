"""Judge the steps by which somebody becomes a member, and an official one.

Source: `rules.md` 2.2 to 2.4, R2.22, R2.59, R2.60.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dangbo.rules.candidacy import Candidate, may_consider_admission
from dangbo.rules.case_effects import fact_day
from dangbo.rules.case_files import Asked, CaseFile, Judge
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.life_cycle import (
    Proposal,
    may_admit,
    may_annul_admission,
    may_consider_recognition,
    may_hold_ceremony,
    may_recognise,
)
from dangbo.rules.life_exits import FormerMember, may_readmit
from dangbo.rules.verdicts import Findings, Verdict

NOBODY_BORN: Final = PartialDay(date(1900, 1, 1), Precision.YEAR)


def _judge_candidate(case: CaseFile, asked: Asked) -> Verdict:
    candidate = Candidate(
        birth=case.whom.birth or NOBODY_BORN,
        citizen=bool(asked.told(case, "citizen")),
        grade=asked.told(case, "grade"),
        proof=str(asked.told(case, "proof") or ""),
        certificate=case.day("certificate") or case.documents.get(38),
        sponsors=case.sponsors,
        documents=case.documents,
        conditions=case.conditions,
        consents=frozenset(asked.told(case, "consents") or ()),
        youth_union_here=bool(asked.told(case, "youth_union_here")),
    )
    return may_consider_admission(candidate=candidate, on=asked.on)


def _judge_return(case: CaseFile, asked: Asked) -> Verdict:
    whom = case.whom
    consents = {*(asked.told(case, "consents") or ())}
    if "consent" in case.taken:
        consents.add("readmission")
    former = FormerMember(
        left=whom.left or asked.on,
        left_by=whom.left_by,
        times_readmitted=whom.times_readmitted,
        grounds=frozenset(asked.told(case, "grounds") or ()),
        sentenced=bool(asked.told(case, "sentenced")),
        cleared=fact_day({"day": asked.told(case, "cleared")}, "day"),
    )
    back = may_readmit(former=former, consents=consents, on=asked.on)
    return Findings().verdict((back, _judge_candidate(case, asked)))


def _proposal(case: CaseFile, asked: Asked) -> Proposal:
    return Proposal(
        cell=case.vote("cell_vote"),
        cell_on=case.day("cell_vote"),
        grassroots=case.vote("grassroots_resolution"),
        grassroots_on=case.day("grassroots_resolution"),
        received=fact_day({"day": asked.told(case, "received")}, "day"),
    )


def _judge_admission(case: CaseFile, asked: Asked) -> Verdict:
    return may_admit(
        proposal=_proposal(case, asked),
        by=asked.by,
        documents=case.documents,
        on=asked.on,
        conditions=case.conditions,
    )


def _judge_ceremony(case: CaseFile, asked: Asked) -> Verdict:
    issued = case.day("decision")
    if issued is None:
        return Verdict()
    return may_hold_ceremony(
        issued=issued,
        received=case.day("receipt"),
        on=asked.on,
        reported=bool(asked.told(case, "reported")),
    )


def _course(case: CaseFile) -> date | None:
    return case.day("course") or case.documents.get(46)


def _judge_recognising_vote(case: CaseFile, asked: Asked) -> Verdict:
    return may_consider_recognition(
        standing=case.whom.standing,
        ceremony=case.whom.ceremony or asked.on,
        course=_course(case),
        documents=case.documents,
        on=asked.on,
        conditions=case.conditions,
    )


def _judge_recognition(case: CaseFile, asked: Asked) -> Verdict:
    return may_recognise(
        standing=case.whom.standing,
        ceremony=case.whom.ceremony or asked.on,
        course=_course(case),
        proposal=_proposal(case, asked),
        documents=case.documents,
        on=asked.on,
        conditions=case.conditions,
    )


def _judge_annulment(case: CaseFile, asked: Asked) -> Verdict:
    ground = str(asked.told(case, "cause") or "")
    return may_annul_admission(standing=case.whom.standing, ground=ground, on=asked.on)


ENTRIES: Final[Mapping[tuple[str, str], Judge]] = {
    **{
        (kind, step): judge
        for kind in ("admission", "readmission")
        for step, judge in (("decision", _judge_admission), ("ceremony", _judge_ceremony))
    },
    ("admission", "cell_vote"): _judge_candidate,
    ("readmission", "cell_vote"): _judge_return,
    ("recognition", "cell_vote"): _judge_recognising_vote,
    ("recognition", "decision"): _judge_recognition,
    ("annulment", "decision"): _judge_annulment,
}
