"""Answer questions about papers; papers are facts of their own day, so none asks for a day."""

from dangbo.papers.queries.drafts import draft_of, verdict_on_change, verdict_on_new
from dangbo.papers.queries.lists import (
    FilterChoices,
    PaperFilter,
    PaperRows,
    filter_choices,
    papers,
)
from dangbo.papers.queries.pages import (
    FileRow,
    PaperAct,
    PaperPage,
    paper_draft,
    paper_file,
    paper_page,
    verdict_on_files,
    verdict_on_oversize,
)
from dangbo.papers.queries.rows import PaperRow, papers_by_uid, row_of

__all__ = [
    "FileRow",
    "FilterChoices",
    "PaperAct",
    "PaperFilter",
    "PaperPage",
    "PaperRow",
    "PaperRows",
    "draft_of",
    "filter_choices",
    "paper_draft",
    "paper_file",
    "paper_page",
    "papers",
    "papers_by_uid",
    "row_of",
    "verdict_on_change",
    "verdict_on_files",
    "verdict_on_new",
    "verdict_on_oversize",
]
