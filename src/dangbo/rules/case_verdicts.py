"""Judge a step of a case: its place in the case, and the rules of the member life cycle.

Source: `rules.md` 2.1 to 2.9 and 1.4. What is judged is gathered by whoever asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from dangbo.rules.candidacy import Candidate, Sponsor, may_consider_admission
from dangbo.rules.case_effects import fact_day
from dangbo.rules.case_stages import may_take_step, steps_of
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.document_checks import Documents
from dangbo.rules.life_cycle import (
    Proposal,
    may_admit,
    may_annul_admission,
    may_consider_recognition,
    may_hold_ceremony,
    may_recognise,
)
from dangbo.rules.life_exits import (
    FormerMember,
    may_expel,
    may_readmit,
    may_resign,
    may_restore,
    may_strike_off,
)
from dangbo.rules.life_moves import (
    may_exempt,
    may_post_temporarily,
    may_present_letter,
    may_transfer_out,
)
from dangbo.rules.verdicts import Findings, Verdict, finding
from dangbo.rules.voting import VoteResult

NOBODY_BORN: Final = PartialDay(date(1900, 1, 1), Precision.YEAR)
# Which step is a vote, of whom, and on what.
VOTES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("admission", "cell_vote"): ("cell", "admission"),
    ("readmission", "cell_vote"): ("cell", "admission"),
    ("recognition", "cell_vote"): ("cell", "recognition"),
    ("exemption", "cell_vote"): ("cell", "exemption"),
    ("strike_off", "cell_vote"): ("cell", "strike_off"),
    ("resignation", "cell_vote"): ("cell", "resignation"),
    ("expulsion", "cell_vote"): ("cell", "expulsion_proposal"),
    ("expulsion", "decision"): ("body", "expulsion"),
    **{
        (kind, "grassroots_resolution"): ("body", "resolution")
        for kind in (
            *("admission", "readmission", "recognition", "strike_off", "resignation", "expulsion"),
        )
    },
}
COMMITTEE_VOTE: Final = ("body", "admission_by_committee")
# What may be of an earlier day than the steps before it: papers brought along.
BROUGHT: Final = frozenset(
    {"certificate", "dossier", "course", "self_review", "sponsor_remarks", "opinions"}
    | {"health_paper", "application", "consent", "superior_endorsement", "grassroots_endorsement"}
)


@dataclass(frozen=True)
class Taken:
    """A step that was taken: its day, who took it, what was told, and how a vote went."""

    on: date
    by: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    vote: VoteResult | None = None


@dataclass(frozen=True)
class Whom:
    """What is known of the person of a case on the day of a step.

    `ceremony`: the first day of the probation; `left`, `left_by`: the last time out of the Party.
    """

    standing: str | None
    activity: str = "active"
    birth: PartialDay | None = None
    ceremony: date | None = None
    left: date | None = None
    left_by: str = ""
    times_readmitted: int = 0


@dataclass(frozen=True)
class CaseFile:
    """A case as it stands on a day: its kind, what was told, taken and put in, and of whom."""

    kind: str
    whom: Whom
    facts: Mapping[str, Any] = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    taken: Mapping[str, Taken] = field(default_factory=dict)
    documents: Documents = field(default_factory=dict)
    sponsors: tuple[Sponsor, ...] = ()
    open_cases: int = 0

    @property
    def days(self) -> dict[str, date]:
        """Return the days from which deadlines run."""
        found = {code: each.on for code, each in self.taken.items()}
        for name in ("effect", "introduction", "end"):
            if (day := fact_day(self.facts, name)) and name not in found:
                found[name] = day
        if self.kind == "recognition" and self.whom.ceremony:
            found["ceremony"] = self.whom.ceremony
        return found

    def day(self, code: str) -> date | None:
        """Return the day of a step, None where it was not taken."""
        return self.taken[code].on if code in self.taken else None

    def vote(self, code: str) -> VoteResult | None:
        """Return how the vote of a step went."""
        return self.taken[code].vote if code in self.taken else None


@dataclass(frozen=True)
class Asked:
    """A step that somebody would take: by which role, on which day, told what, voted how."""

    step: str
    by: str
    on: date
    today: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    vote: VoteResult | None = None

    def told(self, case: CaseFile, name: str) -> Any:
        """Return what is told now, or was told when the case was opened or a step was taken."""
        if name in self.facts:
            return self.facts[name]
        for each in reversed([*case.taken.values()]):
            if name in each.facts:
                return each.facts[name]
        return case.facts.get(name)


def vote_of(*, kind: str, step: str, by: str = "") -> tuple[str, str] | None:
    """Return of whom (`cell`, `body`) a step is a vote and on what; None where it is none."""
    if (kind, step) in {("admission", "decision"), ("readmission", "decision")}:
        return COMMITTEE_VOTE if by == "empowered_committee" else None
    return VOTES.get((kind, step))


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
    if case.kind != "transfer_temporary":
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


def _judge_annulment(case: CaseFile, asked: Asked) -> Verdict:
    ground = str(asked.told(case, "cause") or "")
    return may_annul_admission(standing=case.whom.standing, ground=ground, on=asked.on)


JUDGES: Final[Mapping[tuple[str, str], Callable[[CaseFile, Asked], Verdict]]] = {
    ("admission", "cell_vote"): _judge_candidate,
    ("admission", "decision"): _judge_admission,
    ("admission", "ceremony"): _judge_ceremony,
    ("readmission", "cell_vote"): _judge_return,
    ("readmission", "decision"): _judge_admission,
    ("readmission", "ceremony"): _judge_ceremony,
    ("recognition", "cell_vote"): _judge_recognising_vote,
    ("recognition", "decision"): _judge_recognition,
    ("transfer_out", "introduction"): _judge_introduction,
    ("transfer_internal", "introduction"): _judge_introduction,
    ("transfer_temporary", "introduction"): _judge_introduction,
    ("transfer_abroad", "introduction"): _judge_introduction,
    ("transfer_out", "letter"): _judge_letter,
    ("transfer_in", "letter"): _judge_letter,
    ("transfer_internal", "letter"): _judge_letter,
    ("transfer_temporary", "letter"): _judge_letter,
    ("exemption", "cell_vote"): _judge_exemption,
    ("strike_off", "cell_vote"): _judge_strike_off,
    ("strike_off", "decision"): _judge_strike_off,
    ("resignation", "cell_vote"): _judge_resignation,
    ("resignation", "decision"): _judge_resignation,
    ("expulsion", "decision"): _judge_expulsion,
    ("restoration", "decision"): _judge_restoration,
    ("annulment", "decision"): _judge_annulment,
}


@dataclass(frozen=True)
class Opening:
    """A case that somebody would open: of whom, where, and what else runs.

    `cell`: whether the organisation is a cell on the day, None where none is named; `target` is the
    same of where to. `running`: the kinds of the cases that run for the person.
    """

    kind: str
    whom: Whom
    on: date
    today: date
    cell: bool | None = None
    target: bool | None = None
    same_place: bool = False
    outside: bool = False
    running: tuple[str, ...] = ()


NEWCOMERS: Final = frozenset({"admission", "readmission", "transfer_in", "restoration"})
AIMED: Final = frozenset({"transfer_out", "transfer_internal", "transfer_temporary"})
# What needs no open case book of its own: it goes by a decision about organisations.
BY_DECISION: Final = frozenset({"transfer_with_org"})


def may_open_case(*, opening: Opening, known: tuple[str, ...]) -> Verdict:
    """Say whether a case may be opened; `known` are the kinds of the day."""
    found = Findings()
    if opening.kind not in known or opening.kind in BY_DECISION:
        found.refuse(finding("KIND_UNKNOWN", "kind", kind=opening.kind))
        return found.verdict()
    if opening.on > opening.today:
        found.refuse(finding("STEP_IN_FUTURE", "on", today=opening.today.isoformat()))
    if opening.kind in opening.running:
        found.refuse(finding("CASE_RUNS", "kind"))
    member = opening.whom.standing is not None
    if member and opening.kind in NEWCOMERS:
        found.refuse(finding("NO_MEMBER_WANTED", "person"))
    if not member and opening.kind not in NEWCOMERS:
        found.refuse(finding("MEMBER_NEEDED", "person"))
    if opening.cell is None:
        found.refuse(finding("ORG_NEEDED", "org"))
    elif not opening.cell:
        found.refuse(finding("NOT_A_CELL", "org"))
    _check_target(opening, found)
    return found.verdict()


def _check_target(opening: Opening, found: Findings) -> None:
    if opening.kind not in AIMED:
        return
    if opening.target is None and not (opening.outside and opening.kind == "transfer_out"):
        found.refuse(finding("TARGET_NEEDED", "to_org"))
    if opening.target is False:
        found.refuse(finding("NOT_A_CELL", "to_org"))
    if opening.same_place:
        found.refuse(finding("TARGET_IS_HERE", "to_org"))
