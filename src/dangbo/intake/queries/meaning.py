"""Turn the rows of a list into texts by field, and say which organisations they name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.base.lists import ListRow
from dangbo.base.vietnamese import fold, is_syllable, looks_legacy
from dangbo.intake.models import Intake
from dangbo.intake.queries.answers import Answers
from dangbo.orgs.queries import Answer, ResolvedLine, resolve_lines
from dangbo.orgs.queries.finding import Way
from dangbo.rules.column_mapping import ASIDE
from dangbo.rules.member_rows import Org
from dangbo.rules.verdicts import Finding, finding

AT_ONCE: Final = 5_000
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


def texts_of(intake: Intake, rows: Iterable[ListRow], answers: Answers) -> Iterator[Texts]:
    """Yield the rows as texts by field, as mended; a line that names a cell holds for those below.

    Columns that are only looked at are left out.
    """
    columns = {field: at for field, at in intake.columns.items() if field not in ASIDE}
    section = ""
    for row in rows:
        texts = {field: row.cells[at] for field, at in columns.items() if at < len(row.cells)}
        texts |= answers.texts.get(row.number, {})
        filled = [cell for cell in row.cells if cell]
        aside = len(filled) <= FEW and not any(texts.get(field) for field in NAMED_BY)
        aside |= len(filled) <= FEW and fold(texts.get("name", "")).startswith(NOT_NAMES)
        aside |= len(filled) == 1 and "org" not in columns and _is_section(filled[0])
        if aside and "org" not in columns and _is_section(filled[0]):
            section = filled[0]
        if section and "org" not in columns and not texts.get("org"):
            texts["org"] = section
        yield Texts(
            row.number, {name: text for name, text in texts.items() if text}, row.hidden, aside
        )


def _is_section(text: str) -> bool:
    return fold(SECTION_NUMBER.sub("", text.casefold())).startswith(HEADS_OF_SECTIONS)


@lru_cache(maxsize=100_000)
def _is_strange(word: str) -> bool:
    """Say whether a word may be of an old coding: the words of names are few, and soon known."""
    return not word.isascii() and not is_syllable(word.strip(",.;:()"))


def legacy_finding(texts: Mapping[str, str]) -> Finding | None:
    """Say whether a row is coded as before Unicode."""
    accented = [text for text in texts.values() if not text.isascii()]
    strange = any(_is_strange(word) for text in accented for word in text.split())
    coding = looks_legacy(" ".join(texts.values())) if strange else None
    return finding("LEGACY_CODING", coding=coding) if coding else None


def orgs_named(
    *, actor: Actor, asked: Iterable[tuple[str, str]], on: date
) -> dict[tuple[str, str], Org]:
    """Return which organisation each pair of texts (itself, the one above) means, or why none."""
    pairs = list(dict.fromkeys(asked))
    found: dict[tuple[str, str], Org] = {}
    for at in range(0, len(pairs), AT_ONCE):
        run = pairs[at : at + AT_ONCE]
        lines = ["\t".join(filter(None, (_one_line(each) for each in pair))) for pair in run]
        answered = resolve_lines(actor=actor, text="\n".join(lines), on=on)
        for pair, line in zip(run, answered.lines, strict=True):
            found[pair] = _meant(pair, line)
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _meant(pair: tuple[str, str], line: ResolvedLine) -> Org:
    text = " · ".join(filter(None, pair))[:80]
    if line.org is not None and line.way is not Way.WORDS:
        stands = line.meant[0].stands
        return line.org.uid if stands else finding("ORG_ENDED", "org", field="org", text=text)
    if line.answer is Answer.AMBIGUOUS:
        names = "; ".join(
            f"{each.org.name} ({each.superior.name})" if each.superior else each.org.name
            for each in line.meant[:3]
        )
        return finding(
            "ORG_AMBIGUOUS", "org", field="org", text=text, count=line.matches, near=names
        )
    near = "; ".join(each.org.name for each in line.meant[:3])
    return finding("ORG_UNKNOWN", "org", field="org", text=text, near=near)
