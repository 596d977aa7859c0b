"""Record papers and amend them; each act is in the journal with all it was told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any, Final, TypedDict, Unpack
from unicodedata import category

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.base.vietnamese import fold, nfc
from dangbo.papers.access import lock_paper, open_register, readable_files, uids_beginning
from dangbo.papers.models import Paper
from dangbo.papers.queries.drafts import changed_draft, draft_of, neighbours
from dangbo.papers.queries.stored import columns, params_of_draft
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_drafts import PaperDraft, ReadDraft, read_draft
from dangbo.rules.papers import RESERVED, may_amend, may_record

LONGEST_BASE: Final = 80
PARTS_OF_ISO: Final = {Precision.YEAR: 4, Precision.MONTH: 7}


class PaperFields(TypedDict, total=False):
    """What may be amended on a paper."""

    number_raw: str
    kind: str
    issuer_code: str
    issuer: str
    term: str
    own_series: bool
    day: PartialDay | None
    subject: str
    force: str
    secrecy: str
    kept_at: str


@transaction.atomic
def record_paper(
    *,
    actor: Actor,
    uid: str = "",
    number_raw: str = "",
    kind: str = "",
    issuer_code: str = "",
    issuer: str = "",
    term: str = "",
    own_series: bool = False,
    day: PartialDay | None = None,
    subject: str = "",
    force: str = "not_stated",
    secrecy: str = "",
    kept_at: str = "",
    invented: bool = False,
    recorded: date | None = None,
) -> Paper:
    """Enter a paper in the register, or raise RuleError with every reason against it.

    Kind, issuer and day are taken from the number where they are not given.
    """
    open_register(actor)
    draft = PaperDraft(
        uid=uid,
        own_series=own_series,
        day=day,
        force=str(force),
        secrecy=str(secrecy),
        **cleaned(
            number_raw=number_raw,
            kind=kind,
            issuer_code=issuer_code,
            issuer=issuer,
            term=term,
            subject=subject,
            kept_at=kept_at,
        ),
    )
    read = read_draft(draft)
    on = recorded or timezone.localdate()
    may_record(draft=draft, on=on, neighbours=neighbours(read)).require()
    full = replace(read.full, uid=uid or free_uid(read))
    act = record(
        actor=actor,
        code="papers.recorded",
        paper=full.uid,
        params={**params_of_draft(full), "invented": invented},
        recorded=recorded,
        invented=invented,
    )
    paper = Paper(uid=full.uid, invented=invented, recorded_by=act, **columns(read))
    paper.save(force_insert=True)
    return paper


@transaction.atomic
def amend_paper(*, actor: Actor, uid: str, reason: str, **changes: Unpack[PaperFields]) -> Paper:
    """Change what is recorded of a paper; the journal keeps the reason, before and after."""
    paper = lock_paper(actor=actor, uid=uid)
    before, why = draft_of(paper), nfc(reason)
    after = changed_draft(paper, {**changes, **cleaned(**texts_of(changes))})
    read = read_draft(after)
    may_amend(
        before=before,
        after=after,
        reason=why,
        files=readable_files(actor).filter(paper=paper).count(),
        on=timezone.localdate(),
        neighbours=neighbours(read, besides=paper.pk),
    ).require()
    old, new = params_of_draft(before), params_of_draft(read.full)
    changed = [name for name in new if new[name] != old[name]]
    record(
        actor=actor,
        code="papers.amended",
        paper=uid,
        reason=why,
        params={
            "before": {name: old[name] for name in changed},
            "after": {name: new[name] for name in changed},
        },
        invented=paper.invented,
    )
    for name, value in columns(read).items():
        setattr(paper, name, value)
    paper.save(force_update=True)
    return paper


def cleaned(**texts: str) -> dict[str, Any]:
    """Return texts in NFC, without control signs; lines stay apart."""
    return {
        name: nfc("".join(sign for sign in text if sign == "\n" or category(sign) != "Cc"))
        for name, text in texts.items()
    }


def texts_of(changes: Mapping[str, Any]) -> dict[str, str]:
    """Return the changes that are texts typed by somebody."""
    return {name: value for name, value in changes.items() if isinstance(value, str)}


def free_uid(read: ReadDraft) -> str:
    """Make a permanent key from number and day, else from kind, subject and day."""
    full = read.full
    words = read.number.normal if read.number else f"{full.kind} {full.subject}"
    base = fold(words).encode("ascii", "ignore").decode().replace(" ", "-")[:LONGEST_BASE]
    when = full.day.first.isoformat()[: PARTS_OF_ISO.get(full.day.precision)] if full.day else ""
    start = "-".join(filter(None, (base.strip("-"), when))) or "van-ban"
    taken = uids_beginning(start) | RESERVED
    places = (f"{start}-{place}" for place in count(2))
    return start if start not in taken else next(uid for uid in places if uid not in taken)
