"""Put papers into a case and take them back; nothing is edited in place."""

from datetime import date
from typing import Any, Final

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.cases.access import documents_of, lock_case
from dangbo.cases.models import CaseDocument
from dangbo.papers.models import Paper
from dangbo.rules.member_documents import catalogue
from dangbo.rules.verdicts import RuleError, Verdict, finding

ADDED: Final = "cases.document_added"
VOIDED: Final = "cases.document_voided"


@transaction.atomic
def add_document(
    *,
    actor: Actor,
    case: int,
    number: int,
    on: date,
    step: str = "",
    signed: date | None = None,
    pages: int | None = None,
    paper: Paper | None = None,
    reference: str = "",
) -> CaseDocument:
    """Put a paper of a type of the catalogue into a case on a day."""
    row = lock_case(actor, case)
    hold_journal()
    if number not in {each.number for each in catalogue(on=on)}:
        raise RuleError(Verdict((finding("DOCUMENT_UNKNOWN", "number", number=number),)))
    told: dict[str, Any] = {"number": number, "step": step, "pages": pages, "reference": reference}
    act = record(
        actor=actor,
        code=ADDED,
        on=on,
        paper=paper.uid if paper else "",
        params={"case": case, **told, "signed": signed.isoformat() if signed else None},
        invented=row.invented,
    )
    document = CaseDocument(case=row, signed=signed, paper=paper, opened_by=act, **told)
    document.save(force_insert=True)
    return document


@transaction.atomic
def void_document(
    *, actor: Actor, case: int, document: int, on: date, reason: str = ""
) -> CaseDocument:
    """Take back a paper that was put into a case by mistake."""
    row = lock_case(actor, case)
    hold_journal()
    found = documents_of(case).filter(pk=document).first()
    if found is None:
        raise RuleError(Verdict((finding("DOCUMENT_VOID"),)))
    params = {"case": case, "document": found.opened_by_id}
    found.voided_by = record(
        actor=actor,
        code=VOIDED,
        on=on,
        reason=reason,
        params=params,
        corrects=found.opened_by_id,
        invented=row.invented,
    )
    found.save(update_fields=["voided_by"])
    return found
