"""Gather what the page of one case shows: its path, what is next, its papers, its course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import (
    case_by_id,
    ceremony_held,
    documents_of,
    readable_cases,
    steps_of_cases,
)
from dangbo.cases.models import Case
from dangbo.cases.queries.judging import whom_of
from dangbo.cases.queries.rows import CaseRow, rows_of
from dangbo.cases.queries.telling import DocumentRow, StepRow, document_row, step_row
from dangbo.rules.case_files import CaseFile
from dangbo.rules.case_stages import Step as StepKind
from dangbo.rules.case_stages import step_due, steps_of
from dangbo.rules.case_verdicts import verdict_on_stopping
from dangbo.rules.days import add_months
from dangbo.rules.member_documents import DocumentType, Stage, document_type, required_documents
from dangbo.rules.membership_terms import Deadline, term_on

PathState = Literal["done", "current", "todo"]
STAGES: Mapping[str, tuple[Stage, ...]] = {
    "admission": ("A", "B"),
    "readmission": ("A", "B"),
    "recognition": ("C",),
}


@dataclass(frozen=True)
class PathStep:
    """A step of the case on its page: taken or not, and what it needs."""

    step: StepKind
    state: PathState
    taken: StepRow | None
    due: Deadline | None


@dataclass(frozen=True)
class DocumentLine:
    """A type of paper that a case needs or has: `held` are those put in."""

    kind: DocumentType
    needed: bool
    held: Sequence[DocumentRow]


@dataclass(frozen=True)
class CasePage:
    """All that the page of a case shows of a day."""

    row: CaseRow
    path: Sequence[PathStep]
    documents: Sequence[DocumentLine]
    steps: Sequence[StepRow]
    may_stop: bool

    @property
    def missing(self) -> int:
        """Count the needed papers that are not there."""
        return sum(each.needed and not each.held for each in self.documents)

    @property
    def last(self) -> StepRow | None:
        """Return the step that was recorded last, the only one that can be undone."""
        return max(self.steps, key=lambda each: each.act, default=None)


def case_page(*, actor: Actor, pk: int, on: date, known: date | None = None) -> CasePage:
    """Return the page of a case, or answer 404."""
    act = act_known_on(known)
    case = case_by_id(actor, pk, known=act)
    rows = rows_of(actor=actor, cases=[case], on=on, known=known)
    steps = [step_row(each) for each in steps_of_cases([pk], known=act, on=on)]
    row = rows[0]
    file = CaseFile(row.kind, whom_of(case.person, on=on), taken=row.taken)
    return CasePage(
        row=row,
        path=_path(row, steps, on),
        documents=_documents(case, row, on, act),
        steps=steps,
        may_stop=verdict_on_stopping(case=file, on=on).allows,
    )


def _path(row: CaseRow, steps: Sequence[StepRow], on: date) -> list[PathStep]:
    taken = {each.code: each for each in steps}
    nexts = {each.step.code: each for each in row.nexts}
    found = []
    for each in steps_of(kind=row.kind, on=on, conditions=row.conditions):
        state: PathState = "done" if each.code in taken else "todo"
        if each.code in nexts:
            state = "current"
        due = step_due(step=each, days=row.days) if state != "done" else None
        found.append(PathStep(each, state, taken.get(each.code), due))
    return found


def _documents(case: Case, row: CaseRow, on: date, act: int | None) -> list[DocumentLine]:
    held: dict[int, list[DocumentRow]] = {}
    for each in documents_of(case.pk, known=act):
        held.setdefault(each.number, []).append(document_row(each))
    needed: dict[int, DocumentType] = {}
    for stage in STAGES.get(row.kind, ()):
        wanted = required_documents(
            stage=stage,
            on=on,
            conditions=row.conditions,
        )
        needed |= {each.number: each for each in wanted}
    for step in steps_of(kind=row.kind, on=on, conditions=row.conditions):
        if step.document and not step.optional:
            needed.setdefault(step.document, document_type(step.document, on=on))
    numbers = sorted({*needed, *held})
    return [
        DocumentLine(document_type(each, on=on), each in needed, held.get(each, ()))
        for each in numbers
    ]


@dataclass(frozen=True)
class CandidateRow:
    """A candidate on a cell's list, with the certificate and the last day it is valid."""

    case: CaseRow
    listed: date | None
    certificate: date | None
    valid_until: date | None


def candidates(
    *, actor: Actor, on: date, known: date | None = None, within: set[int] | None = None
) -> list[CandidateRow]:
    """Return the candidates of a day by cell, those whose certificate ends first in front."""
    cases = readable_cases(actor, known=act_known_on(known)).filter(
        kind="admission", opened_on__lte=on
    )
    if known is None:
        # Who was admitted by the day, or is no candidate any more, need not be looked at.
        cases = cases.exclude(closed_on__lte=on).exclude(ceremony_held(on))
    rows = rows_of(actor=actor, cases=list(cases.select_related("person")), on=on, known=known)
    months = term_on("certificate_months", on).value
    found = []
    for row in rows:
        if row.closed_on is not None or "ceremony" in row.taken:
            continue
        if within is not None and row.org.id not in within:
            continue
        day = row.days.get("certificate")
        valid = add_months(day, months) if day else None
        found.append(CandidateRow(row, row.days.get("listed"), day, valid))
    return sorted(found, key=lambda each: (each.case.org.name, each.valid_until or date.max))
