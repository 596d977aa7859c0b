"""Read the text of a letter's template: its parts, its fields, and what is wrong in which line.

The frame stands above the first line `---`, the body between the two, the signature and those who
receive it below. Only an office reads and writes this; no regulation says how it looks.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.rules.verdicts import Findings, Verdict, finding

HEADS: Final = {
    "cấp trên": "superior",
    "cơ quan": "issuer",
    "số": "number",
    "nơi": "place",
    "loại": "kind",
    "trích yếu": "subject",
    "khổ giấy": "sheet",
}
FOOTS: Final = {
    "thẩm quyền": "authority",
    "chức vụ": "post",
    "người ký": "name",
    "nơi nhận": "recipient",
}
REPEATED: Final = frozenset({"superior", "recipient"})
LANDSCAPE: Final = "ngang"
SHEETS: Final = frozenset({"dọc", LANDSCAPE})
PARTS: Final = 3
LONGEST: Final = 12_000
FIELD: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BOLD: Final = "**"
RULED: Final = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
MARKS: Final = {"# ": "heading", "> ": "centred", "- ": "item", "|": "row"}


@dataclass(frozen=True)
class TextLine:
    """Hold a line of a template: where it stands, what it is, and its words."""

    at: int
    kind: str
    words: str
    optional: bool = False

    @property
    def fields(self) -> list[str]:
        """Return the fields that the line names."""
        return FIELD.findall(self.words)


@dataclass(frozen=True)
class LetterText:
    """Hold a template that was read."""

    frame: tuple[TextLine, ...] = ()
    body: tuple[TextLine, ...] = ()
    foot: tuple[TextLine, ...] = ()

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Return every line."""
        return self.frame + self.body + self.foot

    def of(self, kind: str) -> Iterator[TextLine]:
        """Yield the lines of frame and foot that say one thing."""
        return (line for line in self.frame + self.foot if line.kind == kind)


def read_letter_text(text: str) -> LetterText:
    """Read a template; what cannot be read stays out and is told by `may_use`."""
    parts = parted(text)
    frame, body, foot = (*parts, [], [], [])[:PARTS]
    return LetterText(
        frame=tuple(told_lines(frame, HEADS)),
        body=tuple(body_line(at, line) for at, line in body if line.strip()),
        foot=tuple(told_lines(foot, FOOTS)),
    )


def may_use(
    *,
    text: str,
    fields: Collection[str],
    blocks: Collection[str] = (),
    required: Collection[str] = (),
) -> Verdict:
    """Say what stands against a template; `blocks` are fields that hold a table or a list."""
    found = Findings()
    if len(text) > LONGEST:
        found.refuse(finding("TEXT_TOO_LONG", "body", length=len(text), longest=LONGEST))
    parts = parted(text)
    if len(parts) != PARTS:
        found.refuse(finding("PARTS_MISSING", "body", rules=len(parts) - 1))
    for place, heads in ((0, HEADS), (2, FOOTS)):
        judge_told(found, parts[place] if place < len(parts) else [], heads)
    read = read_letter_text(text)
    for line in read.lines:
        judge_line(found, line, fields, blocks)
    judge_rows(found, read.body)
    named = {name for line in read.lines for name in line.fields}
    for name in required:
        if name not in named:
            found.refuse(finding("FIELD_MISSING", "body", name=name))
    return found.verdict()


def may_fill(*, text: str, given: Collection[str]) -> Verdict:
    """Say which fields of a template have no value, each with its line."""
    found = Findings()
    for line in read_letter_text(text).lines:
        for name in line.fields:
            if name not in given:
                found.refuse(finding("VALUE_MISSING", "body", line=line.at, name=name))
    return found.verdict()


def may_change(
    *, on: date, latest: date | None, before: str, after: str, seen: int, stands: int
) -> Verdict:
    """Say what stands against a new version: a later one, one made meanwhile, or no difference.

    `seen` and `stands` are the acts by which the text came that was seen, and that stands now.
    """
    found = Findings()
    if latest and on < latest:
        found.refuse(finding("LATER_VERSION", "body", on=on.isoformat(), latest=latest.isoformat()))
    if seen != stands:
        found.refuse(finding("CHANGED_MEANWHILE", "body"))
    elif before == after:
        found.refuse(finding("NOTHING_CHANGED", "body"))
    return found.verdict()


def parted(text: str) -> list[list[tuple[int, str]]]:
    """Return the lines with their numbers, parted by lines of `---`."""
    parts: list[list[tuple[int, str]]] = [[]]
    for at, line in enumerate(text.splitlines(), start=1):
        if line.strip() == "---":
            parts.append([])
        else:
            parts[-1].append((at, line.strip()))
    return parts


def told_lines(lines: list[tuple[int, str]], heads: dict[str, str]) -> Iterator[TextLine]:
    """Yield the lines of frame or foot whose word is known."""
    for at, line in lines:
        word, colon, rest = line.partition(":")
        kind = heads.get(word.strip().lower())
        if colon and kind:
            yield TextLine(at, kind, rest.strip(), optional=kind in REPEATED)


def body_line(at: int, line: str) -> TextLine:
    """Return one line of the body."""
    optional = line.startswith("? ")
    words = line[2:].strip() if optional else line
    if RULED.fullmatch(words):
        return TextLine(at, "ruled", "")
    for mark, kind in MARKS.items():
        if words.startswith(mark):
            return TextLine(at, kind, words.removeprefix(mark).strip(), optional)
    return TextLine(at, "plain", words, optional)


def cells_of(line: TextLine) -> tuple[str, ...]:
    """Return the cells of a row as they were typed."""
    return tuple(cell.strip() for cell in line.words.strip().removesuffix("|").split("|"))


def judge_told(found: Findings, lines: list[tuple[int, str]], heads: dict[str, str]) -> None:
    """Find lines of frame or foot that say nothing known, or say one thing twice."""
    said: set[str] = set()
    for at, line in lines:
        word = line.partition(":")[0].strip()
        kind = heads.get(word.lower()) if ":" in line else None
        if line and kind is None:
            found.refuse(finding("HEAD_UNKNOWN", "body", line=at, word=word[:60]))
        elif kind in said and kind not in REPEATED:
            found.refuse(finding("HEAD_TWICE", "body", line=at, word=word))
        elif kind == "sheet" and line.partition(":")[2].strip().lower() not in SHEETS:
            found.refuse(finding("SHEET_UNKNOWN", "body", line=at))
        said.add(kind or "")


def judge_line(
    found: Findings, line: TextLine, fields: Collection[str], blocks: Collection[str]
) -> None:
    """Find what is wrong inside one line."""
    for name in line.fields:
        if name not in fields:
            found.refuse(finding("FIELD_UNKNOWN", "body", line=line.at, name=name))
        elif name in blocks and (line.words != f"{{{name}}}" or line.kind not in {"plain", "item"}):
            found.refuse(finding("FIELD_NOT_ALONE", "body", line=line.at, name=name))
    rest = FIELD.sub("", line.words)
    if "{" in rest or "}" in rest:
        found.refuse(finding("FIELD_OPEN", "body", line=line.at))
    if rest.count(BOLD) % 2 or (BOLD in rest and line.kind == "row"):
        found.refuse(finding("BOLD_OPEN", "body", line=line.at))


def judge_rows(found: Findings, body: tuple[TextLine, ...]) -> None:
    """Find rows of a table that are longer or shorter than the one above."""
    above: TextLine | None = None
    for line in body:
        if line.kind == "row":
            if above and len(cells_of(above)) != len(cells_of(line)):
                found.refuse(finding("ROW_UNEVEN", "body", line=line.at))
            above = line
        elif line.kind != "ruled":
            above = None
