"""Set a letter as PDF, or as pictures of its pages: one template, its values as JSON."""

from typing import Any, Final

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
from dangbo.ui.typesetting import set_pdf, set_pictures

APP: Final = "dangbo.letters"
TEMPLATE: Final = "templates/letters/typst/letter.typ"


def to_pdf(letter: Letter) -> bytes:
    """Return a letter as PDF/A, tagged and with its typeface inside."""
    return set_pdf(APP, TEMPLATE, values_of(letter))


def to_pictures(letter: Letter) -> list[bytes]:
    """Return each page of a letter as PNG."""
    return set_pictures(APP, TEMPLATE, values_of(letter))


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
        "trace": letter.trace,
        "foot": letter.trace if letter.traced else "",
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
        "figures": block.figures,
        "rows": [[*row, *[""] * (count - len(row))] for row in block.rows],
    }
