"""Gather what the page of one paper shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import readable_acts
from dangbo.audit.queries import params_of
from dangbo.papers.access import file_by_digest, paper_by_uid, readable_files
from dangbo.papers.models import PaperFile
from dangbo.papers.queries.rows import PaperRow, row_of


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
    acts = readable_acts(actor).filter(paper=uid, code__startswith="papers.").order_by("-seq")
    return PaperPage(
        row_of(paper, files=len(files)),
        paper.raw,
        files,
        [PaperAct(act.at, act.actor, act.code, act.reason, params_of(act)) for act in acts],
    )


def paper_file(*, actor: Actor, uid: str, digest: str) -> FileRow:
    """Return one file of the paper `uid`."""
    return _file_row(file_by_digest(actor=actor, uid=uid, digest=digest))


def _file_row(file: PaperFile) -> FileRow:
    return FileRow(file.digest, file.name, file.media_type, file.size)
