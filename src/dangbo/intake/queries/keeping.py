"""Seal the rows of a list and open them again, a part at a time."""

from collections.abc import Iterator, Sequence
from typing import Final

from dangbo.base.lists import ListRow
from dangbo.base.secrets import OpenKey
from dangbo.intake.access import parts_of
from dangbo.intake.files.parts import Judged, judged_from, rows_from, sealed
from dangbo.intake.files.texts import last_section
from dangbo.intake.models import Intake, Part

PART_ROWS: Final = 2_000


def key_of(intake: Intake) -> OpenKey:
    """Open the key of a list, once for all its parts."""
    return OpenKey.opened(intake.key)


def parts_from(intake: Intake, key: OpenKey, rows: Sequence[ListRow]) -> Iterator[Part]:
    """Yield the parts that keep the rows of a list."""
    section = ""
    for number, at in enumerate(range(0, len(rows), PART_ROWS)):
        run = rows[at : at + PART_ROWS]
        yield Part(
            intake=intake,
            number=number,
            first=run[0].number,
            rows=len(run),
            cells=sealed(key, [[row.number, row.cells, int(row.hidden)] for row in run]),
            section=section,
        )
        section = last_section(run) or section


def rows_in(part: Part, key: OpenKey) -> list[ListRow]:
    """Return the rows of a part as they were brought."""
    return rows_from(part.cells, key)


def all_rows(intake: Intake, key: OpenKey) -> Iterator[ListRow]:
    """Yield the rows of a list, a part at a time."""
    for part in parts_of(intake).iterator(chunk_size=1):
        yield from rows_in(part, key)


def judged_in(part: Part, key: OpenKey) -> list[Judged]:
    """Return the rows of a part with what they would do."""
    return judged_from(part.judged, key)
