"""Read a sealed part of a list: first how its days and organisations are written, then its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from dangbo.base.beside import uncollected
from dangbo.base.secrets import OpenKey
from dangbo.intake.files.parts import ReadLine, packed_lines, rows_from
from dangbo.intake.files.texts import Texts, few_texts, legacy_finding, texts_of
from dangbo.rules.member_rows import BIRTHS, Org, Reading, day_columns, read_row
from dangbo.rules.row_days import DAYS
from dangbo.rules.row_states import ReadRow
from dangbo.rules.row_twins import Trace, trace_of
from dangbo.rules.typed_days import Column

Asked = tuple[str, str]
ORG: Final = "org"
ORG_ABOVE: Final = "org_above"
SURVEYED: Final = frozenset((*DAYS, *BIRTHS, ORG, ORG_ABOVE))


@dataclass(frozen=True)
class Cells:
    """A part as it is kept, with what the user mended and left out of it."""

    token: str
    key: OpenKey
    columns: Mapping[str, int]
    on: date
    since_1904: bool
    mended: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    left: frozenset[int] = frozenset()
    section: str = ""

    def texts(self) -> list[Texts]:
        """Return the rows as texts by field."""
        rows = rows_from(self.token, self.key)
        return list(texts_of(self.columns, rows, self.mended, self.section))

    def surveyed(self) -> list[dict[str, str]]:
        """Return of the rows what a survey asks for."""
        if ORG not in self.columns:
            return [each.texts for each in self.texts()]
        rows = rows_from(self.token, self.key)
        return list(few_texts(self.columns, rows, self.mended, SURVEYED))


@dataclass(frozen=True)
class CellsToRead:
    """A part with what was found out about the whole list."""

    cells: Cells
    columns: Mapping[str, Column]
    orgs: Mapping[Asked, Org]
    defaults: Mapping[str, str]


class Survey(NamedTuple):
    """How a part writes its days, and the texts of its organisations, each with the one above."""

    columns: dict[str, Column]
    orgs: tuple[Asked, ...]


class ReadPart(NamedTuple):
    """What the rows of a part say, packed, and what each is met again by."""

    lines: bytes
    traces: list[Trace]


@uncollected()
def survey(cells: Cells) -> Survey:
    """Return what has to be known of all parts before one is read."""
    rows = cells.surveyed()
    orgs = dict.fromkeys((row.get(ORG, ""), row.get(ORG_ABOVE, "")) for row in rows)
    orgs.pop(("", ""), None)
    columns = day_columns(rows, on=cells.on, since_1904=cells.since_1904)
    return Survey(columns, tuple(orgs))


@uncollected()
def read_part(part: CellsToRead) -> ReadPart:
    """Read the rows of a part."""
    cells, told = part.cells, tuple(sorted(part.columns.items()))
    memory = _memory(cells.on, cells.since_1904, told)
    reading = Reading(
        cells.on, part.columns, cells.since_1904, part.orgs, part.defaults, memory=memory
    )
    lines, traces = [], []
    for each in cells.texts():
        row = None if each.aside or each.number in cells.left else _row(each, reading)
        if row is not None:
            traces.append(trace_of(row))
        lines.append(ReadLine(each.number, each.hidden, each.aside, row))
    return ReadPart(packed_lines(lines), traces)


@lru_cache(maxsize=1)
def _memory(*_list: object) -> dict[tuple[str, str], Any]:
    """Return what was read of cells that the parts of one list share."""
    return {}


def _row(texts: Texts, reading: Reading) -> ReadRow:
    row = read_row(number=texts.number, texts=texts.texts, reading=reading)
    legacy = legacy_finding(texts.texts)
    return replace(row, findings=(*row.findings, legacy)) if legacy else row
