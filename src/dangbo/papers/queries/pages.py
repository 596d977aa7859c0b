"""Gather what the page of one paper shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_on_record
from dangbo.audit.queries import params_of
from dangbo.papers.access import file_by_digest, paper_by_uid, readable_files
from dangbo.papers.files.names import safe_name
from dangbo.papers.files.storage import size_limit
from dangbo.papers.models import PaperFile
from dangbo.papers.queries.drafts import draft_of
from dangbo.papers.queries.rows import PaperRow, row_of
from dangbo.rules.paper_drafts import PaperDraft, read_draft
from dangbo.rules.paper_files import FileFacts, may_attach, may_take_files
from dangbo.rules.verdicts import Verdict


@dataclass(frozen=True)
class FileRow:
    """A file of a paper."""

    digest: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class PaperAct:
    """What somebody did with a paper's entry in the register."""

    at: datetime
    actor: str
    code: str
    reason: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class PaperPage:
    """A paper with its number as printed, its files, and the acts on it, newest first."""

    paper: PaperRow
    raw: str
    files: list[FileRow]
    acts: list[PaperAct]


def paper_page(*, actor: Actor, uid: str) -> PaperPage:
    """Return everything the register itself holds on the paper `uid`."""
    paper = paper_by_uid(actor=actor, uid=uid)
    files = [_file_row(each) for each in readable_files(actor).filter(paper=paper).order_by("pk")]
    acts = acts_on_record().filter(paper=uid, code__startswith="papers.").order_by("-seq")
    return PaperPage(
        row_of(paper, files=len(files)),
        paper.raw,
        files,
        [PaperAct(act.at, act.actor, act.code, act.reason, params_of(act)) for act in acts],
    )


def paper_draft(*, actor: Actor, uid: str) -> PaperDraft:
    """Return what is recorded of the paper `uid` beside what its number says."""
    return read_draft(draft_of(paper_by_uid(actor=actor, uid=uid))).own_words


def verdict_on_files(*, actor: Actor, uid: str, on: date) -> Verdict:
    """Say whether the paper `uid` may have files at all."""
    return may_take_files(secrecy=paper_by_uid(actor=actor, uid=uid).secrecy, on=on)


def verdict_on_oversize(*, actor: Actor, uid: str, name: str, on: date) -> Verdict:
    """Say why a file was not even read to its end: over the limit, or for a secret paper."""
    facts = FileFacts(safe_name(name), size_limit() + 1, complete=False)
    secrecy = paper_by_uid(actor=actor, uid=uid).secrecy
    verdict = may_take_files(secrecy=secrecy, on=on)
    if not verdict.allows:
        return verdict
    return may_attach(secrecy=secrecy, facts=facts, limit=size_limit(), on=on)


def paper_file(*, actor: Actor, uid: str, digest: str) -> FileRow:
    """Return one file of the paper `uid`."""
    return _file_row(file_by_digest(actor=actor, uid=uid, digest=digest))


def _file_row(file: PaperFile) -> FileRow:
    return FileRow(file.digest, file.name, file.media_type, file.size)
