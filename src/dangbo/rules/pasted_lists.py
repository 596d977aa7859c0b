"""Read a pasted list: one name, key or code a line, among the marks that lists are dressed in.

Source: lists of organisations as they stand in decisions, in Word and in Excel.
"""

import re
from typing import Final, NamedTuple

# 1.  1)  (1)  1/  1-  1.2.  a)  II.  the number may stand close to the word, but not to a digit:
# 10.1 is a code.
NUMBERED: Final = re.compile(
    r"(?:\(?\d{1,5}(?:\.\d{1,3}){0,3}(?:[.)/:]|\s*[-–—])\s*(?=[^\W\d_])"
    r"|\(?\d{1,5}(?:\.\d{1,3}){0,3}[.)/:]\s+(?=\S)"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}\s+(?=[^\W\d_])"
    r"|\(?(?:[a-zđ]|[IVX]{1,5})[.)/]\s+(?=\S))"
)
BULLET: Final = re.compile(r"[-–—−*+•·●○◦▪■□▫◆◇►▶➢➤✓✔]+\s*(?=\S)")
ROW_NUMBER: Final = re.compile(r"\d{1,5}[.)]?")
BARE_NUMBER: Final = re.compile(r"\d{1,5}\s+(?=[^\W\d_])")
QUOTES: Final = '"“”„«»'
TRAILING: Final = ";.,: " + QUOTES


class PastedLine(NamedTuple):
    """A line of a pasted text: its number as the reader counts, and what was typed."""

    number: int
    typed: str


def pasted_lines(text: str) -> list[PastedLine]:
    """Return every line of a text, blank ones too, but for those behind the last that is not."""
    return [
        PastedLine(number, line) for number, line in enumerate(text.rstrip().splitlines(), start=1)
    ]


def cells_of(line: str) -> list[str]:
    """Return the cells of a line from Excel without empty ones, and without its row number."""
    cells = [cell.strip() for cell in line.split("\t")]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and ROW_NUMBER.fullmatch(cells[0]):
        return cells[1:]
    return cells


def readings(cell: str) -> tuple[str, ...]:
    """Return the ways in which a cell can be read, the one as typed first, without repeating any.

    A number or a bullet may belong to the name or the code, so it is taken off only in the later
    readings; the number without a sign behind it in the last.
    """
    bare = undressed(cell)
    return tuple(dict.fromkeys([cell, bare, BARE_NUMBER.sub("", bare, count=1)]))


def undressed(cell: str) -> str:
    """Return a cell without bullet, number, quotation marks and the sign that ends its line."""
    bare = cell.strip()
    for mark in (BULLET, NUMBERED):
        found = mark.match(bare)
        bare = bare[found.end() :] if found else bare
    return bare.strip(QUOTES + " ").rstrip(TRAILING)
