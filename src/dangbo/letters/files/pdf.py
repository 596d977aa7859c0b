"""Set a letter as PDF, or as pictures of its pages: one template, its values as JSON."""

import json
from importlib import resources
from typing import Any, Final

import typst

from dangbo.rules.letters import (
    PARTY,
    RECIPIENTS,
    Block,
    Letter,
    Listing,
    Paragraph,
    day_line,
    numbered,
)

TEMPLATE: Final = "templates/letters/typst/letter.typ"
FONTS: Final = "static/ui/print"
PICTURE_DOTS: Final = 96.0


class FontsMissing(RuntimeError):  # noqa: N818 - an answer, not a fault
    """Say that the typeface of printed papers has not been built."""


def to_pdf(letter: Letter) -> bytes:
    """Return a letter as PDF/A, tagged and with its typeface inside."""
    return b"".join(compiled(letter, format="pdf", pdf_standards="a-2a"))


def to_pictures(letter: Letter) -> list[bytes]:
    """Return each page of a letter as PNG."""
    return compiled(letter, format="png", ppi=PICTURE_DOTS)


def compiled(letter: Letter, **wish: Any) -> list[bytes]:
    """Return what the typesetter makes of a letter: one file, or one a page."""
    fonts = resources.files("dangbo.ui").joinpath(FONTS)
    template = resources.files("dangbo.letters").joinpath(TEMPLATE)
    with resources.as_file(fonts) as directory, resources.as_file(template) as source:
        if not (directory / "Tinos_400Regular.ttf").is_file():
            raise FontsMissing(str(directory))
        made = typst.compile(
            source,
            font_paths=[directory],
            ignore_system_fonts=True,
            sys_inputs={"values": json.dumps(values_of(letter), ensure_ascii=False)},
            **wish,
        )
    return [bytes(each) for each in made] if isinstance(made, list) else [bytes(made)]


def values_of(letter: Letter) -> dict[str, Any]:
    """Return what the template of the typesetter is filled with."""
    day, signed = letter.file_day, letter.signature
    return {
        "title": " ".join(filter(None, (letter.kind, letter.subject))) or letter.number or "-",
        "author": letter.heads[-1] if letter.heads else "-",
        "date": [day.year, day.month, day.day],
        "party": PARTY,
        "received": RECIPIENTS,
        "heads": list(letter.heads),
        "number": numbered(letter),
        "dayline": day_line(letter.place, letter.day),
        "kind": letter.kind,
        "subject": letter.subject,
        "mark": letter.mark,
        "landscape": letter.landscape,
        "body": [block_values(block) for block in letter.body],
        "signature": [signed.authority, signed.post, signed.name],
        "recipients": list(letter.recipients),
    }


def block_values(block: Block) -> dict[str, Any]:
    """Return one part of the body for the template."""
    if isinstance(block, Paragraph):
        runs = [[run.text, run.bold] for run in block.runs]
        return {"is": "paragraph", "style": block.style, "runs": runs}
    if isinstance(block, Listing):
        return {
            "is": "items",
            "items": [[[run.text, run.bold] for run in item] for item in block.items],
        }
    count = max(map(len, (block.heads, *block.rows)), default=1)
    return {
        "is": "table",
        "columns": count,
        "heads": list(block.heads),
        "widths": list(block.widths),
        "rows": [[*row, *[""] * (count - len(row))] for row in block.rows],
    }
