"""Judge the papers of a file at a stage of the life cycle.

Source: `rules.md` R2.7 and 2.10.
"""

from collections.abc import Collection, Mapping
from datetime import date

from dangbo.rules.member_documents import (
    DocumentType,
    Stage,
    aged_documents,
    missing_documents,
)
from dangbo.rules.membership_terms import regulation_on, term_on
from dangbo.rules.verdicts import Fact, Finding, Findings, finding

Documents = Mapping[int, date | None]


def check_documents(
    stage: Stage,
    documents: Documents,
    conditions: Collection[str],
    on: date,
    found: Findings,
    *,
    resolutions: bool = True,
) -> None:
    """Refuse papers of a stage that are missing, and warn of those that have grown old."""
    source = regulation_on(on)
    missing = missing_documents(
        stage=stage, held=documents, on=on, conditions=conditions, resolutions=resolutions
    )
    found.refuse(*(_paper("DOCUMENT_MISSING", each, source) for each in missing))
    term = term_on("document_months", on)
    aged = aged_documents(stage=stage, signed=documents, months=term.value, on=on)
    found.warn(*(_paper("DOCUMENT_AGED", each, term.source, months=term.value) for each in aged))


def _paper(code: str, kind: DocumentType, source: str, **facts: Fact) -> Finding:
    where = f"documents.{kind.number}"
    return finding(code, where, source, number=kind.number, form=kind.form, **facts)
