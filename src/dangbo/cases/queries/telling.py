"""Tell the steps and papers of a case as plain rows, for those who lay out pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.cases.models import CaseDocument, Step


@dataclass(frozen=True)
class StepRow:
    """A step that was taken."""

    id: int
    act: int
    code: str
    on: date
    by: str
    note: str
    paper: str
    paper_uid: str
    facts: dict[str, Any]
    result: int | None


@dataclass(frozen=True)
class DocumentRow:
    """A paper that was put in."""

    id: int
    signed: date | None
    pages: int | None
    paper: str
    paper_uid: str
    reference: str


def step_row(step: Step) -> StepRow:
    """Return a step as a plain row."""
    return StepRow(
        id=step.pk,
        act=step.opened_by_id,
        code=step.code,
        on=step.on,
        by=step.by,
        note=step.note,
        paper=str(step.paper) if step.paper else "",
        paper_uid=step.paper.uid if step.paper else "",
        facts=step.facts,
        result=step.result_id,
    )


def document_row(document: CaseDocument) -> DocumentRow:
    """Return a paper of a case as a plain row."""
    return DocumentRow(
        id=document.pk,
        signed=document.signed,
        pages=document.pages,
        paper=str(document.paper) if document.paper else "",
        paper_uid=document.paper.uid if document.paper else "",
        reference=document.reference,
    )
