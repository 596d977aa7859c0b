"""Judge whether the cell may consider the admission of a candidate.

Source: `rules.md` 2.2; the values are in `sets/membership.toml`.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dangbo.rules.days import PartialDay, add_months, full_months, last_day
from dangbo.rules.document_checks import Documents, check_documents
from dangbo.rules.membership_terms import Term, regulation_on, term_on
from dangbo.rules.verdicts import Fact, Finding, Findings, Verdict, finding

MONTHS_OF_YEAR = 12
# Application, background, check: the order in which they are written (R2.11).
ORDER = (37, 1, 96)


@dataclass(frozen=True)
class Sponsor:
    """A member who introduces, and since when in one grassroots organisation with the candidate.

    `near`: posted, officially or for a time, in that organisation on the day.
    """

    official: bool
    together_since: date | None
    near: bool = True


@dataclass(frozen=True)
class Candidate:
    """What the cell looks at when it considers an admission.

    `documents`: the numbers of the catalogue with the days of signature. `conditions`: which papers
    apply; `youth_union` and `trade_union` also mean that this organisation introduces. `consents`:
    given from above, for `age` or `education`. `youth_union_here`: a Youth Union stands there.
    `grade`: years of school out of twelve, 0 for who can read and write, None for who cannot.
    `proof`: of lower secondary school: `completed`, `certificate` or `diploma`.
    """

    birth: PartialDay
    citizen: bool
    grade: int | None
    proof: str
    certificate: date | None
    sponsors: tuple[Sponsor, ...]
    documents: Documents = field(default_factory=dict)
    conditions: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    youth_union_here: bool = False


def may_consider_admission(*, candidate: Candidate, on: date) -> Verdict:
    """Say whether the cell may consider an admission on `on`."""
    found = Findings()
    _check_age(candidate, on, found)
    _check_education(candidate, on, found)
    if not candidate.citizen:
        found.refuse(finding("NOT_A_CITIZEN", source=regulation_on(on)))
    _check_certificate(candidate.certificate, on, found)
    _check_sponsors(candidate, on, found)
    check_documents("A", candidate.documents, candidate.conditions, on, found)
    _check_order(candidate.documents, found)
    return found.verdict()


def _check_age(candidate: Candidate, on: date, found: Findings) -> None:
    low, high = term_on("age_from_months", on), term_on("age_to_months", on)
    youngest = _months_apart(last_day(candidate.birth), on)
    oldest = _months_apart(candidate.birth.first, on)
    if oldest < low.value:
        found.refuse(_age("TOO_YOUNG", oldest, low))
    elif youngest < low.value:
        found.warn(_age("AGE_UNCERTAIN", youngest, low))
    if "age" in candidate.consents:
        return
    if youngest > high.value:
        found.refuse(_age("TOO_OLD", youngest, high))
    elif oldest > high.value:
        found.warn(_age("AGE_UNCERTAIN", oldest, high))


def _age(code: str, months: int, term: Term) -> Finding:
    return finding(code, "birth", term.source, months=months, limit=term.value)


def _months_apart(start: date, end: date) -> int:
    """Count the months from month to month, as an age by month is counted."""
    return (end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month


def _check_education(candidate: Candidate, on: date, found: Findings) -> None:
    enough, least = term_on("school_grade", on), term_on("school_grade_with_consent", on)
    proofs = term_on("school_proofs", on)
    grade = candidate.grade
    facts: dict[str, Fact] = {"grade": grade, "needed": enough.value}
    if grade is None or grade < least.value:
        found.refuse(finding("EDUCATION_TOO_LOW", "education", enough.source, **facts))
    elif "education" in candidate.consents or grade > enough.value:
        return
    elif grade < enough.value:
        found.refuse(finding("EDUCATION_NEEDS_CONSENT", "education", enough.source, **facts))
    elif candidate.proof not in proofs.value:
        found.refuse(
            finding("EDUCATION_UNPROVED", "education", proofs.source, proof=candidate.proof)
        )


def _check_certificate(certificate: date | None, on: date, found: Findings) -> None:
    term = term_on("certificate_months", on)
    if certificate is None or certificate > on:
        found.refuse(finding("CERTIFICATE_MISSING", "certificate", term.source))
        return
    last = add_months(certificate, term.value)
    if last < on:
        facts: dict[str, Fact] = {"months": term.value, "last": last.isoformat()}
        found.refuse(finding("CERTIFICATE_EXPIRED", "certificate", term.source, **facts))


def _check_sponsors(candidate: Candidate, on: date, found: Findings) -> None:
    needed, months = term_on("sponsors", on), term_on("sponsor_months", on)
    unions = {"youth_union", "trade_union"} & candidate.conditions
    wanted = needed.value - bool(unions)
    if len(candidate.sponsors) < wanted:
        facts: dict[str, Fact] = {"needed": wanted, "named": len(candidate.sponsors)}
        found.refuse(finding("SPONSORS_TOO_FEW", "sponsors", needed.source, **facts))
    for place, each in enumerate(candidate.sponsors, start=1):
        where = f"sponsors.{place}"
        if not each.official:
            found.refuse(finding("SPONSOR_NOT_OFFICIAL", where, needed.source))
        if not each.near:
            found.refuse(finding("SPONSOR_ELSEWHERE", where, months.source))
        since = each.together_since
        if since is None or full_months(since=since, on=on) < months.value:
            found.refuse(finding("SPONSOR_TOO_SHORT", where, months.source, months=months.value))
    youth = term_on("youth_to_months", on)
    young = _months_apart(candidate.birth.first, on) <= youth.value
    if candidate.youth_union_here and young and "youth_union" not in unions:
        found.refuse(finding("YOUTH_UNION_MISSING", "sponsors", youth.source))


def _check_order(documents: Documents, found: Findings) -> None:
    days = [(number, day) for number in ORDER if (day := documents.get(number)) is not None]
    for (first, earlier), (second, later) in pairwise(days):
        if later < earlier:
            found.warn(finding("DOCUMENTS_OUT_OF_ORDER", "documents", first=first, second=second))
