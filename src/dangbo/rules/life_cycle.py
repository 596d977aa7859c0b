"""Judge the way from admission to recognition: decision, ceremony, probation, annulment.

Source: `rules.md` 2.3 and 2.4; the values are in `sets/membership.toml`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dangbo.rules.document_checks import Documents, check_documents
from dangbo.rules.membership_terms import (
    ceremony_start,
    deadline_of,
    late_finding,
    official_day,
    regulation_on,
    term_on,
)
from dangbo.rules.verdicts import Findings, Verdict, finding
from dangbo.rules.voting import VoteResult

PROBATIONARY = "probationary"


@dataclass(frozen=True)
class Proposal:
    """What was decided below before an admission or recognition is decided: votes and days."""

    cell: VoteResult | None
    cell_on: date | None
    grassroots: VoteResult | None = None
    grassroots_on: date | None = None
    received: date | None = None


def may_admit(
    *,
    proposal: Proposal,
    by: str,
    documents: Documents,
    on: date,
    conditions: frozenset[str] = frozenset(),
) -> Verdict:
    """Say whether the body `by` may decide an admission on `on`."""
    found = Findings()
    deciders = term_on("deciders", on)
    if by not in deciders.value:
        found.refuse(finding("DECIDER_NOT_COMPETENT", source=deciders.source, decider=by))
    check_documents("B", documents, conditions, on, found)
    votes = _check_proposal(proposal, conditions, on, found)
    if proposal.received is not None:
        limit = deadline_of(step="decision", since=proposal.received)
        if on > limit.due:
            found.warn(late_finding("DECISION_LATE", limit.due, on, limit.source))
    return found.verdict(votes)


def may_hold_ceremony(
    *, issued: date, received: date | None, on: date, reported: bool = False
) -> Verdict:
    """Say whether the ceremony may be held on `on`; a late one asks for a report."""
    found = Findings()
    limit = deadline_of(
        step="ceremony", since=ceremony_start(issued=issued, received=received), on=issued
    )
    if on < issued or (received is not None and on < received):
        first = max(issued, received or issued)
        found.refuse(
            finding("CEREMONY_BEFORE_DECISION", source=limit.source, first=first.isoformat())
        )
    if received is None and term_on("ceremony_from", issued).value == "receipt":
        found.warn(finding("RECEIPT_UNKNOWN", source=limit.source))
    if on > limit.due:
        found.warn(late_finding("CEREMONY_LATE", limit.due, on, limit.source, reported=reported))
    return found.verdict()


def may_consider_recognition(
    *,
    standing: str | None,
    ceremony: date,
    course: date | None,
    documents: Documents,
    on: date,
    conditions: frozenset[str] = frozenset(),
) -> Verdict:
    """Say whether the cell may consider recognising a probationary member on `on`."""
    found = Findings()
    _check_probation(standing, ceremony, course, on, found)
    check_documents("C", documents, conditions, on, found, resolutions=False)
    return found.verdict()


def may_recognise(
    *,
    standing: str | None,
    ceremony: date,
    course: date | None,
    proposal: Proposal,
    documents: Documents,
    on: date,
    conditions: frozenset[str] = frozenset(),
) -> Verdict:
    """Say whether a probationary member may be recognised on `on`, official from `official_day`."""
    found = Findings()
    _check_probation(standing, ceremony, course, proposal.cell_on or on, found)
    check_documents("C", documents, conditions, on, found)
    return found.verdict(_check_proposal(proposal, conditions, on, found))


def may_annul_admission(*, standing: str | None, ground: str, on: date) -> Verdict:
    """Say whether a wrong admission may be annulled; a fault of procedure is repaired instead."""
    found = Findings()
    grounds, repaired = term_on("annulment_grounds", on), term_on("repair_grounds", on)
    if standing is None:
        found.refuse(finding("NOT_A_MEMBER", source=grounds.source))
    if ground in repaired.value:
        found.refuse(finding("REPAIR_INSTEAD", source=repaired.source, ground=ground))
    elif ground not in grounds.value:
        found.refuse(finding("REASON_UNKNOWN", source=grounds.source, reason=ground))
    return found.verdict()


def _check_proposal(
    proposal: Proposal, conditions: Collection[str], on: date, found: Findings
) -> list[Verdict]:
    source = regulation_on(on)
    votes = [proposal.cell]
    if proposal.cell is None:
        found.refuse(finding("CELL_NOT_AGREED", "cell", source))
    if "grassroots_committee" in conditions:
        votes.append(proposal.grassroots)
        if proposal.grassroots is None:
            found.refuse(finding("GRASSROOTS_NOT_AGREED", "grassroots", source))
    steps = (proposal.cell_on, proposal.grassroots_on, on)
    days = [day for day in steps if day is not None]
    if days != sorted(days):
        found.refuse(finding("STEPS_OUT_OF_ORDER", source=source))
    return [each.verdict() for each in votes if each is not None]


def _check_probation(
    standing: str | None, ceremony: date, course: date | None, on: date, found: Findings
) -> None:
    source = regulation_on(on)
    over = official_day(ceremony)
    if standing != PROBATIONARY:
        found.refuse(finding("NOT_PROBATIONARY", source=source))
    if on < over:
        found.refuse(finding("PROBATION_RUNS", source=source, day=over.isoformat()))
    if course is None or course > on:
        found.refuse(finding("COURSE_MISSING", "course", source))
    limit = deadline_of(step="recognition", since=ceremony, on=over)
    if on > limit.due:
        found.warn(
            late_finding("RECOGNITION_LATE", limit.due, on, limit.source, official=over.isoformat())
        )
