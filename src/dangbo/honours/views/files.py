"""Send printed lists, certificates and the rows of a mail merge."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponse

from dangbo.honours.files.merging import merge_file
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.orgs.exports import XLSX
from dangbo.rules.letters import Letter

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (DOCX, to_docx)}
MERGE: Final = "gcn"


def letter_sent(letter: Letter, kind: str, file: str) -> HttpResponse:
    """Send a letter as the kind of file asked for."""
    media_type, made = FORMATS[kind]
    return _sent(made(letter), media_type, f"{file}.{kind}")


def merge_sent(heads: Sequence[str], rows: Iterable[Sequence[str]], file: str) -> HttpResponse:
    """Send rows for a mail merge."""
    return _sent(merge_file(heads, rows), XLSX, f"{file}.xlsx")


def _sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
