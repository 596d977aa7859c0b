"""Turn papers into drafts, and say what the rules think of a draft beside the papers at hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.papers.access import paper_by_uid, papers_like, readable_files
from dangbo.papers.models import Paper
from dangbo.papers.queries.rows import day_of, row_of
from dangbo.rules.paper_drafts import PaperDraft, ReadDraft, read_draft
from dangbo.rules.papers import Neighbours, may_amend, may_record
from dangbo.rules.verdicts import Verdict


def draft_of(paper: Paper) -> PaperDraft:
    """Return what is recorded of a paper."""
    return PaperDraft(
        uid=paper.uid,
        number_raw=paper.raw,
        kind=paper.kind,
        issuer_code=paper.issuer_code,
        issuer=paper.issuer,
        term=paper.term,
        own_series=paper.own_series,
        day=day_of(paper),
        subject=paper.subject,
        force=paper.force,
        secrecy=paper.secrecy,
        kept_at=paper.kept_at,
    )


def changed_draft(paper: Paper, changes: dict[str, Any]) -> PaperDraft:
    """Return the draft that changes make of a paper; what its number said is read anew."""
    return replace(read_draft(draft_of(paper)).own_words, **changes)


def verdict_on_new(*, draft: PaperDraft, on: date) -> Verdict:
    """Say what stands against recording a draft beside the papers at hand, and what to mind."""
    return may_record(draft=draft, on=on, neighbours=neighbours(read_draft(draft)))


def verdict_on_change(
    *, actor: Actor, uid: str, changes: dict[str, Any], reason: str, on: date
) -> Verdict:
    """Say what stands against changing the paper `uid` so, and what to mind."""
    paper = paper_by_uid(actor=actor, uid=uid)
    after = changed_draft(paper, changes)
    return may_amend(
        before=draft_of(paper),
        after=after,
        reason=reason,
        files=readable_files(actor).filter(paper=paper).count(),
        on=on,
        neighbours=neighbours(read_draft(after), besides=paper.pk),
    )


def neighbours(read: ReadDraft, *, besides: int | None = None) -> Neighbours:
    """Return the papers that have the uid or the number of a draft."""
    full = read.full
    normal = read.number.normal if read.number else ""
    others = [paper for paper in papers_like(uid=full.uid, normal=normal) if paper.pk != besides]
    numbered = [paper for paper in others if normal and paper.normal == normal]
    twin = next((paper for paper in numbered if _is_twin(full, paper)), None)
    return Neighbours(
        uid_taken=any(full.uid and paper.uid == full.uid for paper in others),
        twin=row_of(twin).citation if twin else "",
        twin_uid=twin.uid if twin else "",
        alike=tuple(row_of(paper).citation for paper in numbered),
    )


def _is_twin(full: PaperDraft, paper: Paper) -> bool:
    """Say whether two papers of one number are one: by term in our series, by day in others'."""
    if (full.issuer_code, full.kind) != (paper.issuer_code, paper.kind):
        return False
    if paper.number is None or full.own_series != paper.own_series:
        return False
    day = full.day.first if full.day else None
    if full.own_series or (day is None and paper.day is None):
        return full.term == paper.term
    return day is not None and day == paper.day
