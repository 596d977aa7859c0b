"""Turn the rows of a list into texts by field."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from dangbo.base.lists import ListRow
from dangbo.base.vietnamese import fold, is_syllable, looks_legacy
from dangbo.rules.column_mapping import ASIDE
from dangbo.rules.verdicts import Finding, finding

NAMED_BY: Final = ("name", "given_name", "family_name", "key", "citizen", "card", "file")
FEW: Final = 2
SECTION_NUMBER: Final = re.compile(r"^\W*(?:(?:\d{1,3}|[ivx]{1,5}|[a-z])\s*[.):/-]\s*)?")
# How lines begin that stand in the column of names and name nobody, folded.
NOT_NAMES: Final = (
    "tong cong",
    "tong so",
    "cong ",
    "nguoi lap",
    "t m",
    "tm",
    "noi nhan",
    "ghi chu",
)
HEADS_OF_SECTIONS: Final = ("chi bo", "dang bo", "dang uy", "chi uy")


class Texts(NamedTuple):
    """A row with its texts by field; `aside`: it names nobody, such as a sum or a signature."""

    number: int
    texts: dict[str, str]
    hidden: bool
    aside: bool


def texts_of(
    columns: Mapping[str, int],
    rows: Iterable[ListRow],
    mended: Mapping[int, Mapping[str, str]],
    section: str = "",
) -> Iterator[Texts]:
    """Yield the rows as texts by field, as mended; a line that names a cell holds for those below.

    Columns that are only looked at are left out. `section` is such a line above the rows.
    """
    used = [(field, at) for field, at in columns.items() if field not in ASIDE]
    placed = "org" in columns
    for row in rows:
        wide = len(row.cells)
        texts = {field: row.cells[at] for field, at in used if at < wide}
        if row.number in mended:
            texts |= mended[row.number]
        filled = [cell for cell in row.cells if cell]
        aside = len(filled) <= FEW and not any(texts.get(field) for field in NAMED_BY)
        aside |= len(filled) <= FEW and fold(texts.get("name", "")).startswith(NOT_NAMES)
        aside |= len(filled) == 1 and not placed and _is_section(filled[0])
        if aside and not placed and _is_section(filled[0]):
            section = filled[0]
        if section and not placed and not texts.get("org"):
            texts["org"] = section
        yield Texts(
            row.number, {name: text for name, text in texts.items() if text}, row.hidden, aside
        )


def few_texts(
    columns: Mapping[str, int],
    rows: Iterable[ListRow],
    mended: Mapping[int, Mapping[str, str]],
    fields: Collection[str],
) -> Iterator[dict[str, str]]:
    """Yield the texts of a few fields of rows, as mended, of a list that needs no sections."""
    used = [(field, at) for field, at in columns.items() if field in fields]
    for row in rows:
        cells, wide = row.cells, len(row.cells)
        texts = {field: cells[at] for field, at in used if at < wide and cells[at]}
        if row.number in mended:
            told = {field: text for field, text in mended[row.number].items() if field in fields}
            texts = {field: text for field, text in (texts | told).items() if text}
        yield texts


def last_section(rows: Iterable[ListRow]) -> str:
    """Return the last line of some rows that names an organisation for those below it."""
    found = ""
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        if 0 < len(filled) <= FEW and _is_section(filled[0]):
            found = filled[0]
    return found


def _is_section(text: str) -> bool:
    return fold(SECTION_NUMBER.sub("", text.casefold())).startswith(HEADS_OF_SECTIONS)


@lru_cache(maxsize=100_000)
def _is_strange(word: str) -> bool:
    """Say whether a word may be of an old coding: the words of names are few, and soon known."""
    return not word.isascii() and not is_syllable(word.strip(",.;:()"))


def legacy_finding(texts: Mapping[str, str]) -> Finding | None:
    """Say whether a row is coded as before Unicode."""
    accented = [text for text in texts.values() if not text.isascii()]
    strange = any(map(_is_strange, " ".join(accented).split()))
    coding = looks_legacy(" ".join(texts.values())) if strange else None
    return finding("LEGACY_CODING", coding=coding) if coding else None
