"""Send printed lists, certificates and the rows of a mail merge."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpResponseBase

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports import door
from dangbo.honours.files.merging import merge_file
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.rules.letters import Letter

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (DOCX, to_docx)}
MERGE: Final = "gcn"


def letter_sent(
    request: ActorRequest, letter: Letter, kind: str, file: str, *, persons: int
) -> HttpResponseBase:
    """Send a letter as the kind of file asked for."""
    media_type, made = FORMATS[kind]
    name = f"{file}.{kind}"
    return door.letter_sent(
        request, letter, made, media_type=media_type, name=name, persons=persons
    )


def merge_sent(
    request: ActorRequest, heads: Sequence[str], rows: Sequence[Sequence[str]], file: str
) -> HttpResponseBase:
    """Send rows for a mail merge."""

    def made(mark: door.Mark) -> bytes:
        return merge_file(heads, rows, mark=mark.line)

    name = f"{file}.xlsx"
    return door.file_sent(request, made, media_type=door.XLSX, name=name, persons=len(rows))
