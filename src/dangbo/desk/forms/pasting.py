"""Read what a page for filling in by a table sent: the table, its columns, mended cells."""

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from dangbo.base.sheets import Sheet, read_pasted, read_sheet
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.verdicts import Verdict, finding

LARGEST: Final = 20 * 1024 * 1024
CELL, PICK, LEAVE, BACK = "o.", "c.", "bo.", "lai."
NO_COLUMN: Final = "-"


def sheet_of(post: QueryDict, files: MultiValueDict[str, Any]) -> Sheet:
    """Return the table that was uploaded or else pasted; raise RuleError when there is none."""
    given = files.get("tep")
    if given is not None:
        if (given.size or 0) > LARGEST:
            Verdict((finding("SHEET_UNPACKS_TOO_LARGE"),)).require()
        return read_sheet(given.read(), name=str(given.name or "")[:200])
    text = post.get("bang", "")
    if not text.strip():
        Verdict((finding("NO_TABLE"),)).require()
    return read_pasted(text)


def columns_in(post: QueryDict, kind: str) -> dict[str, int]:
    """Return which column was said to hold each field."""
    told = {name: post.get(f"cot.{name}", NO_COLUMN) for name in COLUMNS[kind]}
    return {name: int(at) for name, at in told.items() if at.isdecimal() and len(at) < len("1000")}


@dataclass(frozen=True)
class Mended:
    """What was mended on a page: cells by row and field, rows left out and taken back."""

    cells: dict[tuple[int, str], str] = field(default_factory=dict)
    out: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()


def mended_in(post: QueryDict) -> Mended:
    """Return what was mended; a choice among organisations counts more than what is typed."""
    cells: dict[tuple[int, str], str] = {}
    for start in (CELL, PICK):
        for name in post:
            number, _dot, column = name.removeprefix(start).partition(".")
            if name.startswith(start) and _is_row(number) and (start == CELL or post[name]):
                cells[int(number), column] = str(post[name])
    return Mended(cells, _rows(post, LEAVE), _rows(post, BACK))


def _rows(post: QueryDict, start: str) -> frozenset[int]:
    numbers = (name.removeprefix(start) for name in post if name.startswith(start))
    return frozenset(int(number) for number in numbers if _is_row(number))


def _is_row(text: str) -> bool:
    return text.isdecimal() and len(text) < len("10000000")
